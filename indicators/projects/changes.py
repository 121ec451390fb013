"""A project's past in words: who changed what from what to what, when and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from indicators import numbers, wording
from indicators.models import name_of
from indicators.standings import Past

PROJECT_FIELDS = (
    "name",
    "work_area",
    "department",
    "region",
    "kind",
    "stage",
    "stage_note",
    "total_investment",
    "year_investment",
    "invested",
    "building_area",
    "problem",
    "next_step",
    "note",
)
MILESTONE_FIELDS = ("name", "planned_on", "done_on", "precision", "note")
DAY_AND_TIME = "%Y-%m-%d %H:%M"
ADDED, REMOVED = "+", "-"


@dataclass(frozen=True, slots=True)
class Detail:
    """One field that changed; `before` or `after` is empty where there was or is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one person changed at one time, with the reason given."""

    when: str
    who: str
    why: str
    words: list[str]
    details: list[Detail]


@dataclass(frozen=True, slots=True)
class _Version:
    at: datetime
    by: str
    why: str
    words: str
    details: list[Detail]


def changes(past: Past) -> list[Change]:
    """The changes of a project and its milestones, newest first; those saved together are one."""
    versions = [*_of_project(past), *_of_milestones(past.milestones)]
    versions.sort(key=lambda version: version.at)
    found = []
    for (_minute, who, why), group in groupby(versions, key=_saved):
        members = list(group)
        details = [detail for version in members for detail in version.details]
        words = [version.words for version in members if version.words]
        if words or details:
            found.append(Change(_when(members[0].at), who, why, words, details))
    return found[::-1]


def _saved(version: _Version) -> tuple[datetime, str, str]:
    return version.at.replace(second=0, microsecond=0), version.by, version.why


def _when(at: datetime) -> str:
    return timezone.localtime(at).strftime(DAY_AND_TIME)


def _of_project(past: Past) -> Iterator[_Version]:
    before: Any = None
    counted: list[str] = []
    for record in past.versions:
        details: list[Detail] = []
        now = sorted(past.counted_in.get(record.history_id, []))
        if before is None:
            words = gettext("Project recorded")
        else:
            words = gettext("Project deleted") if record.history_type == REMOVED else ""
            details = _differences(PROJECT_FIELDS, before, record)
        # The record is kept first and its indicators after it, in a version of their own.
        if before is not None and now != counted:
            label = capfirst(gettext("counted in"))
            details.append(Detail(label, "、".join(counted), "、".join(now)))
        yield _version(record, words, details)
        before, counted = record, now


def _of_milestones(records: Sequence[Any]) -> Iterator[_Version]:
    before: dict[int, Any] = {}
    for record in records:
        name = {"name": record.name}
        known = before.get(record.id)
        if record.history_type == REMOVED:
            yield _version(record, gettext("Milestone “%(name)s” deleted") % name, [])
        elif known is None:
            words = gettext("Milestone “%(name)s” recorded (%(date)s)")
            date_words = {**name, "date": wording.milestone_date(record)}
            yield _version(record, words % date_words, [])
        else:
            prefix = gettext("Milestone “%(name)s”") % name
            yield _version(record, "", _differences(MILESTONE_FIELDS, known, record, prefix))
        before[record.id] = record


def _version(record: Any, words: str, details: list[Detail]) -> _Version:
    by, why = name_of(record.history_user), wording.why_changed(record.history_change_reason)
    return _Version(record.history_date, by, why, words, details)


def _differences(names: Sequence[str], before: Any, now: Any, prefix: str = "") -> list[Detail]:
    found = []
    for name in names:
        old, new = _text(before, name), _text(now, name)
        if old != new:
            label = capfirst(str(now._meta.get_field(name).verbose_name))
            found.append(Detail(f"{prefix} {label}".strip(), old, new))
    return found


def _text(record: Any, name: str) -> str:
    """A field as people read it; dates of a milestone no more exact than they are known."""
    if record._meta.get_field(name).choices:
        return str(getattr(record, f"get_{name}_display")())
    value = getattr(record, name)
    if isinstance(value, Decimal):
        return numbers.plain(value)
    if isinstance(value, date):
        return wording.rough_date(value, record.precision)
    return "" if value is None else str(value)
