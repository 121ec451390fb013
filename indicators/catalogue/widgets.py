"""How a cell is read and written, by what its field holds.

A widget reads the text of a cell (`clean`, raises ValueError with the reason), writes a value as
a cell (`render`), says it in words (`words`) and says what belongs into the cell (`hint`).
"""

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export.widgets import Widget

from indicators import wording
from indicators.catalogue.known import Known
from indicators.catalogue.likeness import fold, tidy
from indicators.models import Indicator
from indicators.numbers import plain
from indicators.periods import FIRST_YEAR, LAST_YEAR
from indicators.typed import NotANumber, read_number

LANGUAGES = ("zh-hans", "en")
YES = ("是", "yes", "y", "true", "1", "√")
NO = ("否", "no", "n", "false", "0", "×")
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?")
LINES = re.compile(r"\r\n?")

LONG_WIDTH, MIDDLE_WIDTH = 46, 24
"""Columns of free text, and of names."""

CellValue = str | int | Decimal | datetime.date | None


def in_all_languages(text: str | Promise) -> list[str]:
    """The words on the screen in each language of the product."""
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(str(text))
    return found


class TextCell(Widget):
    """Words, as they are but for the space around them."""

    width, align = 0, "left"

    def __init__(self, longest: int | None = None) -> None:
        super().__init__()
        self.longest = longest
        self.width = self.width or (LONG_WIDTH if longest is None else min(longest, MIDDLE_WIDTH))

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        """The words."""
        return LINES.sub("\n", value).strip()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> CellValue:
        """The words; None for none."""
        return LINES.sub("\n", value).strip() or None

    def words(self, value: Any) -> str:
        """The value as the preview shows it."""
        cell = self.render(value)
        return "" if cell is None else str(cell)

    def hint(self) -> str:
        """What belongs into the cell."""
        if self.longest is None:
            return _("Text")
        return _("Text, at most %(longest)s characters") % {"longest": self.longest}


class CodeCell(TextCell):
    """What the record is known by: full-width letters are made plain."""

    width = 26

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        """The code."""
        return tidy(value)

    def hint(self) -> str:
        """What belongs into the cell."""
        return _("Letters, digits, hyphens and underscores; for good")


class ChoiceCell(TextCell):
    """One of a few words, shown by its label; what the database keeps is understood, too."""

    width, align = 14, "center"

    def __init__(self, choices: Mapping[Any, Any]) -> None:
        super().__init__()
        self.choices = choices
        self._by_word: dict[str, Any] | None = None

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        """The choice that the word stands for."""
        if self._by_word is None:
            self._by_word = {
                fold(word): key
                for key, label in self.choices.items()
                for word in (str(key), *in_all_languages(label))
            }
        if (key := self._by_word.get(fold(value))) is None:
            raise ValueError(_("Choose one of: %(words)s.") % {"words": self.hint()})
        return key

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> CellValue:
        """The label; what is no choice as it stands."""
        return str(self.choices[value]) if value in self.choices else None

    def hint(self) -> str:
        """What belongs into the cell."""
        return _(", ").join(self.labels())

    def labels(self) -> list[str]:
        """The words to choose from."""
        return [str(label) for label in self.choices.values()]


class YesNoCell(TextCell):
    """Yes or no."""

    width, align = 10, "center"

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> bool:
        """Whether it says yes."""
        word = fold(value)
        if word not in {fold(known) for known in (*YES, *NO)}:
            raise ValueError(_("Write yes or no."))
        return word in {fold(known) for known in YES}

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> CellValue:
        """The word for it."""
        return _("yes") if value else _("no")

    def hint(self) -> str:
        """What belongs into the cell."""
        return _("%(yes)s or %(no)s") % {"yes": _("yes"), "no": _("no")}

    def labels(self) -> list[str]:
        """The words to choose from."""
        return [_("yes"), _("no")]


class WholeCell(TextCell):
    """A whole number."""

    width, align = 9, "right"

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> int:
        """The number."""
        digits = fold(value)
        if not re.fullmatch(r"-?[0-9]{1,9}", digits):
            raise ValueError(_("Write a whole number."))
        return int(digits)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> CellValue:
        """The number."""
        return None if value is None else int(value)

    def hint(self) -> str:
        """What belongs into the cell."""
        return _("Whole number")


class YearCell(WholeCell):
    """A year that the ledger knows."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> int:
        """The year."""
        year = super().clean(value)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            text = _("Write a year from %(first)s to %(last)s.")
            raise ValueError(text % {"first": FIRST_YEAR, "last": LAST_YEAR})
        return year

    def hint(self) -> str:
        """What belongs into the cell."""
        return _("Year, such as 2023")


class DateCell(TextCell):
    """A day."""

    width, align = 14, "center"

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> datetime.date:
        """The day; 2022-09-01, 2022/9/1 and 2022年9月1日 are understood."""
        if found := DATE.fullmatch(tidy(value)):
            try:
                return datetime.date(*map(int, found.groups()))
            except ValueError:
                pass
        raise ValueError(_("Write a day such as 2022-09-01."))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> CellValue:
        """The day."""
        return value or None

    def hint(self) -> str:
        """What belongs into the cell."""
        return _("Day, such as 2022-09-01")


class ReferenceCell(TextCell):
    """The code of another record, of the ledger or of the same file."""

    width = 22

    def __init__(self, model: type[Model]) -> None:
        super().__init__()
        self.model = model

    def clean(self, value: str, row: Any = None, known: Known | None = None, **kwargs: Any) -> Any:
        """The record; raises ValueError with the nearest one as a hint."""
        return (known or Known()).refer(self.model, tidy(value))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> CellValue:
        """The record's code."""
        return str(value.code) if value else None

    def words(self, value: Any) -> str:
        """The record's code and name."""
        return f"{value.code} {value.name}" if value else ""

    def hint(self) -> str:
        """What belongs into the cell."""
        return _("Code from the sheet “%(sheet)s”") % {"sheet": self.title()}

    def title(self) -> str:
        """The name of the sheet that has the codes."""
        return str(self.model._meta.verbose_name_plural)


class NumberCell(TextCell):
    """A number, exact."""

    width, align = 16, "right"

    def __init__(self, decimals: int) -> None:
        super().__init__()
        self.decimals = decimals

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Decimal:
        """The number."""
        return number(value, self.unit(row or {}, **kwargs))

    def unit(self, row: Mapping[str, str], **kwargs: Any) -> str:
        """The unit that may stand behind the number."""
        return ""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> CellValue:
        """The number."""
        return None if value is None else Decimal(value)

    def words(self, value: Any) -> str:
        """The number in digits."""
        return "" if value is None else plain(Decimal(value))

    def hint(self) -> str:
        """What belongs into the cell."""
        return _("Number, at most %(decimals)s decimals") % {"decimals": self.decimals}


class PointsCell(NumberCell):
    """Percentage points."""

    def unit(self, row: Mapping[str, str], **kwargs: Any) -> str:
        """A % may stand behind them."""
        return "%"


class ShareCell(NumberCell):
    """A share of one; 50% is understood as 0.5."""

    width = 9

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Decimal:
        """The share."""
        tidied = tidy(value)
        if tidied.endswith("%"):
            return number(tidied, "%") / 100
        return number(tidied, "")

    def hint(self) -> str:
        """What belongs into the cell."""
        return _("Share of the year's target by the end of that month: 0.5 or 50%")


class AmountCell(NumberCell):
    """A number in the unit of the row's indicator, which may stand behind it."""

    def unit(self, row: Mapping[str, str], known: Known | None = None, **kwargs: Any) -> str:
        """The indicator's unit; none while the indicator is not known."""
        code = tidy(row.get("indicator", ""))
        indicator = known.find(Indicator, (code,)) if known else None
        return indicator.unit if indicator else ""


def number(text: str, unit: str) -> Decimal:
    """The number written; raises ValueError with the reason when it is none."""
    try:
        value = read_number(text, unit)
    except NotANumber as error:
        raise ValueError(wording.not_a_number(error, unit)) from error
    if value is None:
        raise ValueError(_("Write a number."))
    return value
