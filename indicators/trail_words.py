"""The steps of entries in words: on their pages, and as the rows of a CSV file."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext

from indicators import numbers, wording
from indicators.choices import EntryState, Qualifier, Source
from indicators.models import Entry, name_of
from indicators.standings import Act, Step
from indicators.tables import BYTE_ORDER_MARK, safe_text
from indicators.wording import Number

DAY_AND_TIME = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of an entry, under a label; `style` names its look."""

    label: str
    text: str
    style: str = ""


@dataclass(frozen=True)
class StepLine:
    """The texts of a step; empty where there is nothing to say."""

    step: Step

    @property
    def entry(self) -> Entry:
        """The entry it happened to."""
        return self.step.entry

    @property
    def state(self) -> str:
        """The state it led to, for its look."""
        return self.step.led_to

    @cached_property
    def label(self) -> str:
        """What happened, in a word."""
        if self.step.act is Act.WRITTEN:
            corrects = self.entry.corrects_id is not None
            return pgettext("step", "Corrected") if corrects else pgettext("step", "Written")
        return {
            EntryState.SUBMITTED: pgettext("step", "Submitted"),
            EntryState.RETURNED: pgettext("step", "Returned"),
            EntryState.APPROVED: pgettext("step", "Approved"),
            EntryState.WITHDRAWN: pgettext("step", "Withdrawn"),
        }[self.step.led_to]

    @property
    def who(self) -> str:
        """Who did it."""
        return name_of(self.step.by)

    @property
    def when(self) -> str:
        """Day and time."""
        return timezone.localtime(self.step.at).strftime(DAY_AND_TIME)

    @property
    def is_late(self) -> bool:
        """Whether this step handed the entry in after the month was due."""
        return self.step.act is Act.SUBMITTED and self.entry.late

    @cached_property
    def number(self) -> Number:
        """The value with its qualifier."""
        return wording.number(self.entry.value, self.entry.indicator.decimals, self.entry.qualifier)

    @cached_property
    def was(self) -> Number | None:
        """The approved value that a correction starts from."""
        before = self.entry.corrects
        if before is None:
            return None
        return wording.number(before.value, self.entry.indicator.decimals, before.qualifier)

    @cached_property
    def remarks(self) -> list[Remark]:
        """What was said with the step."""
        entry = self.entry
        if self.step.act is Act.WRITTEN:
            found = [
                Remark(gettext("Why it is corrected"), entry.reason),
                Remark(gettext("Parts"), parts(entry)),
                Remark(pgettext("figure", "Source"), _source(entry)),
                Remark(gettext("Note"), entry.note),
            ]
        elif self.step.act is Act.SUBMITTED:
            found = [
                *(Remark(gettext("Doubt"), text, "doubt") for text in doubts(entry)),
                Remark(gettext("Explanation"), entry.explanation),
            ]
        elif self.state == EntryState.RETURNED:
            found = [Remark(gettext("Returned because"), entry.return_reason, "returned")]
        else:
            found = []
        return [remark for remark in found if remark.text]


def doubts(entry: Entry) -> list[str]:
    """The doubts about an entry, as they stood when it was handed in, in sentences."""
    return [wording.doubt(doubt) for doubt in entry.doubts]


def parts(entry: Entry) -> str:
    """Numerator over denominator; empty for what is not kept by its parts."""
    if entry.numerator is None or entry.denominator is None:
        return ""
    return f"{numbers.plain(entry.numerator)} / {numbers.plain(entry.denominator)}"


def _source(entry: Entry) -> str:
    return "" if entry.source == Source.REPORTED else str(Source(entry.source).label)


def as_csv(steps: Iterable[Step], language: str) -> Iterator[str]:
    """The steps as lines of CSV with a byte order mark, made while they are sent.

    `language` because the request's own has ended by then. Numbers are unrounded; text that a
    spreadsheet would run as a formula is made harmless.
    """
    with translation.override(language):
        head = _heads()
    yield BYTE_ORDER_MARK + _written(head)
    for step in steps:
        with translation.override(language):
            row = _row(StepLine(step))
        yield _written(row)


def _written(row: Iterable[str]) -> str:
    file = io.StringIO()
    csv.writer(file).writerow(row)
    return file.getvalue()


def _heads() -> list[str]:
    return [
        gettext("Time"),
        gettext("Step"),
        gettext("Person"),
        gettext("Month"),
        gettext("Department"),
        gettext("Programme"),
        gettext("Indicator code"),
        gettext("Indicator"),
        gettext("Region code"),
        gettext("Region"),
        pgettext("figure", "Value"),
        gettext("Unit"),
        gettext("Qualifier"),
        gettext("Approved before"),
        gettext("Remarks"),
        gettext("Late"),
        gettext("Evidence"),
        gettext("Entry number"),
        gettext("State now"),
    ]


def _row(line: StepLine) -> list[str]:
    entry, indicator = line.entry, line.entry.indicator
    remarks = "\n".join(f"{remark.label}: {remark.text}" for remark in line.remarks)
    attached = [item.name for item in entry.evidence.all()] if line.step.act is Act.WRITTEN else []
    return [
        line.when,
        line.label,
        safe_text(line.who),
        str(entry.as_month()),
        safe_text(str(indicator.department)),
        safe_text(indicator.work_area.name),
        safe_text(indicator.code),
        safe_text(indicator.name),
        entry.region.code,
        safe_text(entry.region.name),
        numbers.plain(entry.value),
        safe_text(indicator.unit),
        str(Qualifier(entry.qualifier).label),
        numbers.plain(entry.corrects.value) if entry.corrects else "",
        safe_text(remarks),
        gettext("Late") if line.is_late else "",
        safe_text(wording.listed(attached)),
        str(entry.pk),
        str(entry.get_state_display()),
    ]
