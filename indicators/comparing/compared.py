"""A comparison of two months as pages and files print it: every text of its row, made once."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext, pgettext_lazy

from indicators import numbers, wording
from indicators.change import Course, Unlike
from indicators.choices import Source
from indicators.lines import Line, Mark
from indicators.periods import Month
from indicators.progress import Kind
from indicators.standings import Comparison
from indicators.tables import BYTE_ORDER_MARK, safe_text

COURSE_SHAPES = {Course.BETTER: "▲", Course.WORSE: "▼", Course.SAME: "="}
COURSE_LABELS: dict[Course, Promise] = {
    Course.BETTER: pgettext_lazy("course", "Better"),
    Course.SAME: pgettext_lazy("course", "Unchanged"),
    Course.WORSE: pgettext_lazy("course", "Worse"),
}


@dataclass(frozen=True)
class ComparedSide:
    """One month of an indicator: value, share of the target, light, and what is to be known."""

    line: Line

    @cached_property
    def number(self) -> SafeString:
        """The value; a dash where there is none."""
        value = self.line.value
        if value is None:
            words = pgettext("light", "Not reported")
            return format_html(
                '<span class="missing" title="{}">{}<span class="visually-hidden">{}</span></span>',
                words,
                wording.MISSING,
                words,
            )
        return format_html(
            '<span class="number">{}{}{}{}</span>',
            format_html('<span class="number-word">{}</span>', value.before)
            if value.before
            else "",
            value.integer,
            value.fraction,
            format_html('<span class="number-word">{}</span>', value.after) if value.after else "",
        )

    @cached_property
    def marks(self) -> list[Mark]:
        """What a reader must know of the value; of its growth on last year nothing is said here."""
        growth = gettext("Growth on demonstration data")
        return [mark for mark in self.line.marks if mark.word != growth]

    @cached_property
    def marks_html(self) -> SafeString:
        """The marks, ready to print: hundreds of rows have them."""
        return format_html_join(
            "",
            ' <span class="mark mark-{}" title="{}">{}</span>',
            ((mark.style, mark.title, mark.word) for mark in self.marks),
        )

    @cached_property
    def light(self) -> SafeString:
        """The light as shape, colour and word, likewise."""
        return format_html(
            '<span class="light light-{}"><svg class="light-shape" aria-hidden="true">'
            '<use href="#light-{}"/></svg>{}</span>',
            self.line.light,
            self.line.light,
            self.line.light_label,
        )


@dataclass(frozen=True)
class ComparedLine:
    """The texts of a comparison; empty where there is nothing to say."""

    comparison: Comparison

    @cached_property
    def base(self) -> ComparedSide:
        """The month compared with."""
        return ComparedSide(Line(self.comparison.base))

    @cached_property
    def now(self) -> ComparedSide:
        """The month that the page is about."""
        return ComparedSide(Line(self.comparison.now))

    @property
    def is_comparable(self) -> bool:
        """Whether anything can be said of the change."""
        change = self.comparison.change
        return change.difference is not None or change.points is not None

    @cached_property
    def difference(self) -> str:
        """The change of the value with its sign and unit; of a ratio in percentage points."""
        change, indicator = self.comparison.change, self.comparison.now.indicator
        if change.difference is None:
            return ""
        if indicator.kind == Kind.RATIO:
            return wording.points(change.difference, max(indicator.decimals, 1))
        text = numbers.signed(change.difference, indicator.decimals)
        return wording.with_unit(text, indicator.unit)

    @cached_property
    def growth(self) -> str:
        """The change as a share of the base month's value, with its sign."""
        growth = self.comparison.change.growth
        return "" if growth is None else f"{numbers.signed(growth * 100)}%"

    @cached_property
    def points(self) -> str:
        """What the completion gained, in percentage points with sign."""
        points = self.comparison.change.points
        return "" if points is None else wording.points(points)

    @property
    def why(self) -> str:
        """Why there is no difference; empty where there is one."""
        unlike = self.comparison.change.unlike
        if unlike is None:
            return ""
        if unlike is Unlike.MISSING:
            side = self.comparison.base if self.comparison.base.figure is None else None
            missing = (side or self.comparison.now).month
            return gettext("No figure as of %(month)s") % {"month": wording.month(missing)}
        return {
            Unlike.NOT_NEW: gettext("Both are the figure of the same month"),
            Unlike.OTHER_MONTHS: gettext("Totals of different lengths"),
        }[unlike]

    @property
    def course(self) -> str:
        """Better, worse or same, as a name of a look; empty where the value has no course."""
        return self.comparison.change.value or ""

    @property
    def course_label(self) -> str | Promise:
        """The same in a word."""
        course = self.comparison.change.value
        return COURSE_LABELS[course] if course else ""

    @property
    def course_shape(self) -> str:
        """The same as a shape."""
        course = self.comparison.change.value
        return COURSE_SHAPES[course] if course else ""

    @cached_property
    def completion(self) -> SafeString:
        """The share of the target in both months; one dash where neither has one."""
        base, now = self.base.line.completion, self.now.line.completion
        if not base and not now:
            return SafeString("")
        return _from_to(base or wording.MISSING, now or wording.MISSING)

    @cached_property
    def light(self) -> SafeString:
        """The lights of both months; one of them where both say the same."""
        base, now = self.base.light, self.now.light
        return now if base == now else _from_to(base, now)

    @property
    def turn(self) -> str:
        """How the light turned: better or worse; empty where it did not."""
        turned = self.comparison.change.light
        return "" if turned in (None, Course.SAME) else str(turned)

    @property
    def turn_label(self) -> str:
        """The same in words."""
        return {
            Course.BETTER.value: pgettext("light", "Turned better"),
            Course.WORSE.value: pgettext("light", "Turned worse"),
        }.get(self.turn, "")


def _from_to(base: str, now: str) -> SafeString:
    return format_html(
        '<span class="from">{}</span> <span class="to" aria-hidden="true">→</span> {}', base, now
    )


def as_csv(lines: Iterable[ComparedLine], base: Month, now: Month) -> str:
    """The lines as CSV with a byte order mark; numbers unrounded, shares in percent."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    heads = [gettext("Code"), gettext("Indicator"), gettext("Programme"), gettext("Unit")]
    for month in (base, now):
        heads += [
            f"{month} {word}"
            for word in (
                pgettext("figure", "Value"),
                gettext("As of"),
                gettext("Source"),
                gettext("Completion (%)"),
                gettext("Light"),
            )
        ]
    heads += [
        gettext("Difference"),
        gettext("Growth (%)"),
        gettext("Change of completion (points)"),
        gettext("Remarks"),
        gettext("Department"),
    ]
    writer.writerow(heads)
    writer.writerows(_csv_row(line) for line in lines)
    return file.getvalue()


def _csv_row(line: ComparedLine) -> list[str]:
    change, owner = line.comparison.change, line.now.line
    return [
        safe_text(owner.code),
        safe_text(owner.name),
        safe_text(owner.programme),
        safe_text(owner.unit),
        *_csv_side(line.base.line),
        *_csv_side(line.now.line),
        _plain(change.difference),
        _plain(change.growth, percent=True),
        _plain(change.points, decimals=2),
        line.why,
        safe_text(owner.department),
    ]


def _csv_side(line: Line) -> list[str]:
    standing, figure = line.standing, line.standing.figure
    return [
        _plain(standing.value),
        str(standing.as_of or ""),
        str(Source(figure.source).label) if figure else "",
        _plain(standing.progress.completion, percent=True),
        str(line.light_label),
    ]


def _plain(value: Decimal | None, decimals: int | None = None, *, percent: bool = False) -> str:
    if value is None:
        return ""
    return numbers.plain(value * 100, 2) if percent else numbers.plain(value, decimals)
