"""Reading many figures at once: the only reader of rows for pages, commands and documents.

Every function takes a constant number of queries, whatever the number of indicators.
"""

from indicators.standings.across import across
from indicators.standings.assignments import is_department
from indicators.standings.changes import Turn, Turns, leading, turns
from indicators.standings.comparing import (
    Comparison,
    Tally,
    biggest_change_first,
    compare,
    is_last_year_known,
    tally,
)
from indicators.standings.finding import Hit, Sort, Thing, find, things
from indicators.standings.history import histories, history, months_of
from indicators.standings.honours import RANKING, Recognition, known_by, ranks_of, recognitions
from indicators.standings.matrix import (
    Reading,
    Subject,
    newest,
    subjects,
    targets_of,
    with_its_neighbours,
    with_those_below,
)
from indicators.standings.owed import Owed, OwedCell, OwedRow, owed
from indicators.standings.placing import Matrix, TownCell, TownRow, TownTotal, matrix
from indicators.standings.programme_projects import ProgrammeProjects, programme_projects
from indicators.standings.projects import Past, every_project, past, project
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
    catalogue,
    every_indicator,
    read,
    read_cells,
)
from indicators.standings.remembering import one_state
from indicators.standings.spot import Neighbour, Spot, spot
from indicators.standings.standing import (
    Completeness,
    Standing,
    completeness,
    count_lights,
    furthest_behind,
    furthest_behind_first,
)
from indicators.standings.story import Story, story, target_versions
from indicators.standings.surroundings import region, within
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
from indicators.standings.year import MonthStanding, YearRow, count_by_area, read_year

__all__ = [
    "RANKING",
    "Act",
    "Cell",
    "Comparison",
    "Completeness",
    "Hit",
    "Matrix",
    "MonthStanding",
    "MonthTrail",
    "Neighbour",
    "Owed",
    "OwedCell",
    "OwedRow",
    "Past",
    "ProgrammeProjects",
    "Reading",
    "Recognition",
    "Sort",
    "Spot",
    "Standing",
    "Step",
    "Story",
    "Subject",
    "Tally",
    "Thing",
    "TownCell",
    "TownRow",
    "TownTotal",
    "Turn",
    "Turns",
    "Waiting",
    "WaitingCount",
    "WaitingRow",
    "Whole",
    "YearRow",
    "across",
    "biggest_change_first",
    "catalogue",
    "cell_of",
    "compare",
    "completeness",
    "count_by_area",
    "count_lights",
    "entry_seen",
    "every_indicator",
    "every_project",
    "find",
    "furthest_behind",
    "furthest_behind_first",
    "histories",
    "history",
    "is_department",
    "is_last_year_known",
    "known_by",
    "leading",
    "matrix",
    "months_of",
    "months_told",
    "newest",
    "newest_told",
    "one_state",
    "owed",
    "past",
    "programme_projects",
    "project",
    "queue",
    "ranks_of",
    "read",
    "read_cells",
    "read_year",
    "recognitions",
    "region",
    "spot",
    "steps",
    "story",
    "subjects",
    "tally",
    "target_versions",
    "targets_of",
    "things",
    "turns",
    "waiting_counts",
    "with_its_neighbours",
    "with_those_below",
    "within",
]
