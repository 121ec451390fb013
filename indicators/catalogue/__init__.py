"""The catalogue (what is measured where, by whom, against which goal) in and out as a workbook."""

from indicators.catalogue.bringing_in import Rows, preview, write
from indicators.catalogue.giving_out import empty, present
from indicators.catalogue.outcome import Outcome, Status
from indicators.catalogue.reading import Row, Trouble, Upload, read
from indicators.catalogue.sheets import SHEETS
from indicators.catalogue.travelling import LARGEST, packed, unpacked

__all__ = [
    "LARGEST",
    "SHEETS",
    "Outcome",
    "Row",
    "Rows",
    "Status",
    "Trouble",
    "Upload",
    "empty",
    "packed",
    "present",
    "preview",
    "read",
    "unpacked",
    "write",
]
