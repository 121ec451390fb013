"""Reading the lines of a table."""

from indicators import standings
from indicators.lines import Line
from indicators.models import Region
from tests.bureau import JUNE


def lines_of(region: Region) -> dict[str, Line]:
    """The lines of a region, by code of the indicator."""
    return {row.indicator.code: Line(row) for row in standings.read(region, JUNE)}
