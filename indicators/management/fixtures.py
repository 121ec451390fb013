"""Reading the fixtures: master data as it is, figures through the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.models import User
from django.core import serializers
from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.base import DeserializationError
from django.db import models
from django.utils.translation import gettext as _

from indicators import ledger
from indicators.choices import Qualifier, Source
from indicators.models import Entry, Indicator, Region, ReportingMonth
from indicators.models.history import LOADED
from indicators.periods import Month

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
MASTER_DATA = (
    "organisation.yaml",
    "indicators/*.yaml",
    "targets.yaml",
    "projects.yaml",
    "honours.yaml",
    "summary-*.yaml",
)
ENTRIES = "entries-*.yaml"
# What is said to doubts about values that nobody is there to explain.
EXPLANATIONS = {
    Source.REPORTED: "以半年度总结所载为准。",
    Source.DERIVED: "推算数，依据见备注。",
    Source.DEMO: "演示数据。",
}


class FixtureError(Exception):
    """A fixture cannot be read; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading one file came to, in records."""

    name: str
    added: int
    changed: int
    unchanged: int


def load_master_data(by: User) -> Iterator[Loaded]:
    """Bring the master data to what the fixtures say, with history; yields after each file.

    Records that somebody has changed since are left to them.

    Raises FixtureError.
    """
    for pattern in MASTER_DATA:
        for path in sorted(FIXTURES.glob(pattern)):
            yield _load_file(path, by)


def _load_file(path: Path, by: User) -> Loaded:
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    try:
        with path.open(encoding="utf-8") as file:
            for found in serializers.deserialize("yaml", file):
                counts[_put(found.object, found.m2m_data or {}, by, path.name)] += 1
    except (DeserializationError, ObjectDoesNotExist) as error:
        raise FixtureError(f"{path.name}: {error}") from error
    return Loaded(path.name, **counts)


def _put(wanted: models.Model, many: dict[str, Any], by: User, origin: str) -> str:
    manager = type(wanted)._default_manager
    current = manager.filter(pk=wanted.pk).first() if wanted.pk else None
    if current and (_is_same(current, wanted) or not _is_from_fixtures(current)):
        return "unchanged"
    wanted._history_user = by  # type: ignore[attr-defined]
    wanted._change_reason = f"{LOADED}{origin}"  # type: ignore[attr-defined]
    wanted.save()
    for name, related in many.items():
        getattr(wanted, name).set(related)
    return "changed" if current else "added"


def _is_same(current: models.Model, wanted: models.Model) -> bool:
    return all(
        getattr(current, field.attname) == field.to_python(getattr(wanted, field.attname))
        for field in wanted._meta.concrete_fields
        if not field.primary_key
    )


def _is_from_fixtures(current: models.Model) -> bool:
    """Whether nobody has changed the record since; what people write is theirs."""
    newest = current.history.order_by("-history_id").first()  # type: ignore[attr-defined]
    return newest is None or (newest.history_change_reason or "").startswith(LOADED)


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure as a fixture states it."""

    indicator: str
    region: str
    month: Month
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    qualifier: Qualifier
    source: Source
    note: str


def statements() -> list[Statement]:
    """Every figure that the fixtures state, in the order of months; raises FixtureError."""
    found = []
    for path in sorted(FIXTURES.glob(ENTRIES)):
        with path.open(encoding="utf-8") as file:
            for number, row in enumerate(yaml.safe_load(file) or [], start=1):
                try:
                    found.append(_statement(row))
                except (KeyError, TypeError, ValueError, InvalidOperation) as error:
                    raise FixtureError(f"{path.name}, record {number}: {error!r}") from error
    return sorted(found, key=lambda statement: statement.month)


def _statement(row: dict[str, str]) -> Statement:
    def number(key: str) -> Decimal | None:
        return Decimal(row[key]) if key in row else None

    return Statement(
        indicator=row["indicator"],
        region=row["region"],
        month=Month.parse(row["month"]),
        value=number("value"),
        numerator=number("numerator"),
        denominator=number("denominator"),
        qualifier=Qualifier(row.get("qualifier", Qualifier.EXACT)),
        source=Source(row.get("source", Source.REPORTED)),
        note=row.get("note", ""),
    )


@dataclass(frozen=True, slots=True)
class People:
    """Who writes, approves and opens months when fixtures are loaded."""

    clerk: User
    reviewer: User
    office: User


def load_statements(found: list[Statement], people: People) -> Iterator[tuple[Month, int]]:
    """Enter, submit and approve the statements month by month, leaving cells that already have
    an entry; yields each month with how many were new. Raises FixtureError and LedgerError.
    """
    indicators = Indicator.objects.select_related("department").in_bulk(field_name="code")
    regions = Region.objects.in_bulk(field_name="code")
    by_month: dict[Month, list[Statement]] = {}
    for statement in found:
        if statement.indicator not in indicators or statement.region not in regions:
            raise FixtureError(
                _("There is no indicator %(indicator)s or no region %(region)s.")
                % {"indicator": statement.indicator, "region": statement.region}
            )
        by_month.setdefault(statement.month, []).append(statement)
    for month, rows in by_month.items():
        taken = set(Entry.objects.of_month(month).values_list("indicator__code", "region__code"))
        drafts = [
            ledger.Draft(
                indicator=indicators[row.indicator],
                region=regions[row.region],
                month=month,
                value=row.value,
                numerator=row.numerator,
                denominator=row.denominator,
                qualifier=row.qualifier,
                source=row.source,
                note=row.note,
            )
            for row in rows
            if (row.indicator, row.region) not in taken
        ]
        if drafts:
            _enter(month, drafts, people)
        yield month, len(drafts)


def _enter(month: Month, drafts: list[ledger.Draft], people: People) -> None:
    if not ReportingMonth.objects.filter(year=month.year, month=month.month).exists():
        ledger.open_month(people.office, month)
    doubted = [
        replace(row, explanation=EXPLANATIONS[row.source or Source.REPORTED]) if why else row
        for row, why in zip(drafts, ledger.doubts(drafts), strict=True)
    ]
    written = ledger.draft(people.clerk, doubted)
    submitted = ledger.submit(people.clerk, ledger.stamps(written))
    ledger.approve(people.reviewer, ledger.stamps(submitted))
