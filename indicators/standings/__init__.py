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
    furthest_behind_first,
)
from indicators.standings.surroundings import (
    Recognition,
    known_by,
    projects,
    recognitions,
    region,
    within,
)

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
    "furthest_behind_first",
    "histories",
    "history",
    "known_by",
    "months_of",
    "projects",
    "read",
    "read_cells",
    "recognitions",
    "region",
    "trail",
    "within",
]
