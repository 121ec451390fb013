"""What stands in a cell of the file, as the text that a person would type."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from indicators.numbers import plain
from indicators.workbook.cells import Found, Held


def text_of(cell: Found) -> str:
    """The cell's text; raises ValueError with the reason when it cannot be told."""
    match cell.held:
        case Held.TEXT:
            return cell.text
        case Held.NUMBER:
            return _number(cell)
        case Held.TRUTH:
            return _("yes") if cell.text == "1" else _("no")
        case Held.DATE:
            return _day(cell.text)
        case Held.NOT_COMPUTED:
            text = _("The formula has no result yet; open the file in Excel or WPS and save it.")
            raise ValueError(text)
        case _:
            raise ValueError(_("The formula has ended in an error."))


def _number(cell: Found) -> str:
    """The number with the fifteen digits that Excel shows; behind a percentage its sign."""
    try:
        value = Decimal(f"{float(cell.text):.15g}")
        return f"{plain(value * 100)}%" if cell.is_percent else plain(value)
    except (ValueError, InvalidOperation) as error:
        raise ValueError(_("This is not a number.")) from error


def _day(text: str) -> str:
    """The day; a time of day alone is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError(_("Write a day such as 2022-09-01.")) from error
