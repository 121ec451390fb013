"""Tables of standings: on the page, and as a CSV file that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from indicators import numbers
from indicators.choices import KIND_LABELS, Qualifier, Source
from indicators.lines import Line
from indicators.wording import Number

BYTE_ORDER_MARK = "\ufeff"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class StandingTable(tables.Table):
    """Indicators with value, target, completion, light, growth and owner; sorts by its columns."""

    name = tables.Column(verbose_name=gettext_lazy("Indicator"))
    unit = tables.Column(verbose_name=gettext_lazy("Unit"), orderable=False)
    value = tables.Column(
        verbose_name=pgettext_lazy("figure", "Value"), orderable=False, empty_values=()
    )
    target = tables.Column(
        verbose_name=gettext_lazy("Annual target"), orderable=False, empty_values=()
    )
    completion = tables.Column(
        verbose_name=gettext_lazy("Completion"), order_by="completion_order", empty_values=()
    )
    light_label = tables.Column(
        verbose_name=pgettext_lazy("column", "Light"), order_by="light_order"
    )
    growth = tables.Column(
        verbose_name=gettext_lazy("Growth on last year"), order_by="growth_order", default=""
    )
    department = tables.Column(verbose_name=gettext_lazy("Department"))

    class Meta:
        empty_text = gettext_lazy("No indicator to show.")

    def __init__(self, lines: Sequence[Line], query: str, order_by: str | None = None) -> None:
        """`query` is put behind the address of each indicator, to keep month and region."""
        empty = [name for name in ("target", "completion", "growth") if not _any(lines, name)]
        super().__init__(lines, order_by=order_by, exclude=empty)
        self.query = query
        self.attrs = {"class": f"table standing-table fraction-{fraction_width(lines)}"}
        for column in self.columns:
            shared = {"data-label": str(column.header), "class": f"cell-{column.name}"}
            column.column.attrs = {"td": shared, "th": {"class": f"cell-{column.name}"}}

    def render_name(self, record: Line) -> SafeString:
        """The name as a link, with the marks of its value."""
        marks = _rendered("components/marks.html", {"marks": record.marks})
        address = reverse("indicator", args=[record.code])
        return format_html('<a href="{}{}">{}</a> {}', address, self.query, record.name, marks)

    def render_value(self, record: Line) -> SafeString:
        """The value on its decimal point."""
        return _number(record.value is None, {"number": record.value, "unit": record.unit})

    def render_target(self, record: Line) -> SafeString:
        """The target on its decimal point; nothing where none is set."""
        if record.target is None:
            return SafeString("")
        note = record.target_note if record.is_target_derived else ""
        return _number(False, {"number": record.target, "derived": note})

    def render_completion(self, record: Line) -> SafeString:
        """Percent and bar."""
        return _rendered("components/bar.html", {"line": record})

    def render_light_label(self, record: Line) -> SafeString:
        """The light as shape, colour and word."""
        words = {"light": record.light, "label": record.light_label}
        return _rendered("components/light.html", words)


def _any(lines: Iterable[Line], column: str) -> bool:
    """Whether any line has something to print in the column."""
    return any(getattr(line, column) for line in lines)


def _number(missing: bool, context: dict[str, Any]) -> SafeString:
    name = "components/missing.html" if missing else "components/number.html"
    return _rendered(name, context)


def _rendered(name: str, context: dict[str, Any]) -> SafeString:
    """The component without the newline that ends its file, which would fill an empty cell."""
    return SafeString(get_template(name).render(context).strip())


def fraction_width(lines: Iterable[Line]) -> int:
    """How many characters stand right of the integers, at most, over values and targets."""
    return widest_fraction(n for line in lines for n in (line.value, line.target) if n)


def widest_fraction(shown: Iterable[Number]) -> int:
    """The most characters that any of the numbers has right of its integer."""
    return max((len(n.fraction) + 2 * len(n.after) for n in shown), default=0)


def as_csv(lines: Iterable[Line]) -> str:
    """The lines as CSV with a byte order mark; numbers unrounded, shares in percent."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow(
        [
            gettext("Code"),
            gettext("Indicator"),
            gettext("Programme"),
            gettext("Kind"),
            gettext("Unit"),
            gettext("Qualifier"),
            gettext("Value"),
            gettext("As of"),
            gettext("Source"),
            gettext("Annual target"),
            gettext("Completion (%)"),
            gettext("Expected by now"),
            gettext("Light"),
            gettext("Growth (% or points)"),
            gettext("Department"),
        ]
    )
    writer.writerows(_csv_row(line) for line in lines)
    return file.getvalue()


def _csv_row(line: Line) -> list[str]:
    standing, figure = line.standing, line.standing.figure
    progress = standing.progress
    change = progress.growth
    if change is not None and standing.indicator.unit != "%":
        change *= 100
    return [
        safe_text(line.code),
        safe_text(line.name),
        safe_text(line.programme),
        safe_text(str(KIND_LABELS[standing.indicator.kind])),
        safe_text(line.unit),
        str(Qualifier(figure.qualifier).label) if figure else "",
        _plain(standing.value),
        str(standing.as_of or ""),
        str(Source(figure.source).label) if figure else "",
        _plain(standing.target.value if standing.target else None),
        _plain(None if progress.completion is None else progress.completion * 100, 2),
        _plain(progress.expected, 4),
        safe_text(str(line.light_label)),
        _plain(change, 2),
        safe_text(line.department),
    ]


def _plain(value: Decimal | None, decimals: int | None = None) -> str:
    return "" if value is None else numbers.plain(value, decimals)


def safe_text(text: str) -> str:
    """Text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
