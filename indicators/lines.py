"""One standing as pages and files print it: every text of its row, made once."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext

from indicators import numbers, wording
from indicators.choices import GREY_LABELS, LIGHT_LABELS, Source
from indicators.progress import Kind, Light
from indicators.standings import Standing
from indicators.wording import Number

URGENCY = [Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE, Light.GREY]
LAST = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Mark:
    """A short word beside a figure, with its explanation; `style` names its look."""

    style: str
    word: str
    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A progress bar in percent of its width; `due` is where the plan says it should be."""

    done: str
    due: str
    label: str


@dataclass(frozen=True)
class Line:
    """The texts of a standing; empty where there is nothing to say."""

    standing: Standing

    @property
    def name(self) -> str:
        """The indicator's name."""
        return self.standing.indicator.name

    @property
    def code(self) -> str:
        """The indicator's code, for its address."""
        return self.standing.indicator.code

    @property
    def unit(self) -> str:
        """The indicator's unit."""
        return self.standing.indicator.unit

    @property
    def department(self) -> str:
        """Who owns the indicator."""
        return str(self.standing.indicator.department)

    @property
    def programme(self) -> str:
        """The name of the programme it belongs to."""
        return self.standing.indicator.work_area.name

    @cached_property
    def value(self) -> Number | None:
        """The value with its qualifier; None when there is none."""
        figure = self.standing.figure
        if figure is None:
            return None
        return wording.number(figure.value, self.standing.indicator.decimals, figure.qualifier)

    @cached_property
    def target(self) -> Number | None:
        """The annual target; None when there is none."""
        target = self.standing.target
        if target is None:
            return None
        return wording.number(target.value, self.standing.indicator.decimals)

    @property
    def is_target_derived(self) -> bool:
        """Whether nobody stated the target and it was worked out."""
        return self.standing.target is not None and self.standing.target.derived

    @property
    def target_note(self) -> str:
        """What the target was worked out from, or whatever else is said of it."""
        return self.standing.target.note if self.standing.target else ""

    @cached_property
    def completion(self) -> str:
        """The share of the target that is achieved, in percent."""
        share = self.standing.progress.completion
        return "" if share is None else numbers.percent(share).replace("-", numbers.MINUS)

    @cached_property
    def bar(self) -> Bar | None:
        """The completion as a bar with the mark of the plan; None without a completion."""
        progress = self.standing.progress
        if progress.completion is None:
            return None
        label = gettext("%(share)s of the annual target") % {"share": self.completion}
        if progress.due is not None:
            due = numbers.percent(progress.due)
            label = gettext("%(label)s, %(due)s due by now") % {"label": label, "due": due}
        return Bar(_width(progress.completion), _width(progress.due), label)

    @property
    def light(self) -> Light:
        """The light."""
        return self.standing.progress.light

    @property
    def light_label(self) -> str | Promise:
        """The light in a word; for grey, why."""
        reason = self.standing.progress.grey_reason
        return GREY_LABELS[reason] if reason else LIGHT_LABELS[self.light]

    @cached_property
    def growth(self) -> str:
        """Change on the same month last year, with its sign."""
        return wording.growth(self.standing.indicator.kind, self.standing.progress.growth)

    @cached_property
    def behind(self) -> str:
        """Percentage points behind the plan, without sign; empty when not behind."""
        ahead = self.standing.progress.ahead
        return "" if ahead is None or ahead >= 0 else numbers.plain(-ahead, 1)

    @cached_property
    def ahead(self) -> str:
        """Percentage points ahead of the plan (behind: negative), with sign and unit."""
        ahead = self.standing.progress.ahead
        return "" if ahead is None else wording.points(ahead)

    @cached_property
    def expected(self) -> str:
        """The value due by now, with its unit."""
        return self.amount(self.standing.progress.expected)

    @cached_property
    def left_to_do(self) -> str:
        """What is missing to the target, with its unit; empty when the target is reached."""
        gap = self.standing.progress.gap
        return "" if gap is None or gap <= 0 else self._difference(gap)

    @cached_property
    def beyond(self) -> str:
        """How far the value is above its target, with its unit; empty when it is not."""
        gap = self.standing.progress.gap
        return "" if gap is None or gap >= 0 else self._difference(-gap)

    @cached_property
    def needed(self) -> str:
        """What each remaining month must add, with its unit; empty when nothing is due."""
        return self.amount(self.standing.progress.needed_per_month or None)

    @cached_property
    def increment(self) -> str:
        """What the month itself added, with sign and unit."""
        added = self.standing.increment
        if added is None:
            return ""
        if self.standing.indicator.kind == Kind.RATIO:
            return wording.points(added, self.standing.indicator.decimals)
        text = numbers.signed(added, self.standing.indicator.decimals)
        return wording.with_unit(text, self.unit)

    @property
    def is_increment_demo(self) -> bool:
        """Whether demonstration data is part of what the month added."""
        before = self.standing.month_before
        return self.standing.is_demo or (before is not None and before.source == Source.DEMO)

    def amount(self, value: Decimal | None) -> str:
        """A value worked out for this indicator, with its unit; empty for None."""
        if value is None:
            return ""
        text = wording.computed(value, self.standing.indicator.decimals)
        return wording.with_unit(text, self.unit)

    def _difference(self, value: Decimal) -> str:
        if self.standing.indicator.kind == Kind.RATIO:
            return wording.points(value, sign=False)
        return self.amount(value)

    @cached_property
    def marks(self) -> list[Mark]:
        """What a reader must know of the value and its growth before using them."""
        return self._marks(with_growth=True)

    @cached_property
    def marks_of_value(self) -> list[Mark]:
        """The same where the growth is not shown."""
        return self._marks(with_growth=False)

    def _marks(self, *, with_growth: bool) -> list[Mark]:
        figure, found = self.standing.figure, []
        if figure is None:
            return []
        if figure.source == Source.DEMO:
            title = gettext("Made up for the demonstration; not a real figure.")
            found.append(Mark("demo", gettext("Demonstration data"), title))
        if figure.source == Source.DERIVED:
            note = self.standing.derived_from
            found.append(Mark("derived", pgettext("figure", "Derived"), note))
        before = self.standing.last_year
        if with_growth and self.growth and before and before.source == Source.DEMO:
            title = gettext("Last year's value was made up for the demonstration.")
            found.append(Mark("demo", gettext("Growth on demonstration data"), title))
        if self.standing.under_correction:
            title = gettext("A correction waits for review; the approved figure is shown.")
            found.append(Mark("correction", gettext("Being corrected"), title))
        if not self.standing.is_current and self.standing.as_of:
            title = gettext("Nothing was reported for the month asked about.")
            word = wording.stale(self.standing.as_of, self.standing.month)
            found.append(Mark("stale", word, title))
        if figure.is_rolled_up and figure.units_reported != figure.units_total:
            word = f"{figure.units_reported}/{figure.units_total}"
            title = gettext("%(count)s regions below have reported this month.") % {"count": word}
            found.append(Mark("partial", word, title))
        return found

    @property
    def completion_order(self) -> Decimal:
        """Sorts by completion; lines without one come last."""
        share = self.standing.progress.completion
        return LAST if share is None else share

    @property
    def growth_order(self) -> Decimal:
        """Sorts by growth; lines without one come last."""
        change = self.standing.progress.growth
        return LAST if change is None else change

    @property
    def light_order(self) -> int:
        """Sorts by urgency, red first."""
        return URGENCY.index(self.light)


def _width(share: Decimal | None) -> str:
    if share is None:
        return ""
    return numbers.plain(min(max(share, Decimal(0)), Decimal(1)) * 100, 2)
