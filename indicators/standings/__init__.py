"""Reading many figures at once: the only reader of rows for pages, commands and documents.

Every function takes a constant number of queries, whatever the number of indicators.
"""

from indicators.standings.history import histories, history, months_of, trail
from indicators.standings.owed import Owed, OwedCell, OwedRow, owed
from indicators.standings.queue import (
    Waiting,
    WaitingCount,
    WaitingRow,
    Whole,
    queue,
    waiting_counts,
)
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
from indicators.standings.trails import (
    Act,
    MonthTrail,
    Step,
    cell_of,
    entry_seen,
    months_told,
    newest_told,
    steps,
)

__all__ = [
    "Act",
    "Cell",
    "Completeness",
    "MonthTrail",
    "Owed",
    "OwedCell",
    "OwedRow",
    "Recognition",
    "Standing",
    "Step",
    "Waiting",
    "WaitingCount",
    "WaitingRow",
    "Whole",
    "below",
    "catalogue",
    "cell_of",
    "completeness",
    "count_lights",
    "entry_seen",
    "every_indicator",
    "furthest_behind",
    "furthest_behind_first",
    "histories",
    "history",
    "known_by",
    "months_of",
    "months_told",
    "newest_told",
    "owed",
    "projects",
    "queue",
    "read",
    "read_cells",
    "recognitions",
    "region",
    "steps",
    "trail",
    "waiting_counts",
    "within",
]
