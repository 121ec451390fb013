"""Reading many figures at once: the only reader of rows for pages, commands and documents.

Every function takes a constant number of queries, whatever the number of indicators.
"""

from indicators.standings.history import histories, history, months_of, trail
from indicators.standings.reading import (
    Cell,
    below,
    catalogue,
    every_indicator,
    read,
    read_cells,
)
from indicators.standings.standing import (
    Completeness,
    Standing,
    completeness,
    count_lights,
    furthest_behind,
)
from indicators.standings.surroundings import Recognition, projects, recognitions

__all__ = [
    "Cell",
    "Completeness",
    "Recognition",
    "Standing",
    "below",
    "catalogue",
    "completeness",
    "count_lights",
    "every_indicator",
    "furthest_behind",
    "histories",
    "history",
    "months_of",
    "projects",
    "read",
    "read_cells",
    "recognitions",
    "trail",
]
