"""Whether the numbers can be trusted: what was reported, and what stands under reservation."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, pgettext

from indicators import standings
from indicators.choices import Source
from indicators.lines import Mark
from indicators.models import Department
from indicators.standings import Standing


@dataclass(frozen=True)
class DepartmentReported:
    """How much of the month a department has reported; `share` in percent."""

    department: Department
    reported: int
    total: int
    share: str


def reservations(rows: Sequence[Standing]) -> list[Mark]:
    """How many values a reader must know something of before using them; only what occurs."""
    given = [row for row in rows if row.figure is not None]
    counts = (
        ("correction", gettext("Being corrected"), sum(row.under_correction for row in given)),
        (
            "stale",
            pgettext("figures", "Carried over"),
            sum(not row.is_current for row in given),
        ),
        (
            "derived",
            pgettext("figure", "Derived"),
            sum(row.figure.source == Source.DERIVED for row in given if row.figure),
        ),
        ("demo", gettext("Demonstration data"), sum(row.is_demo for row in given)),
    )
    return [
        Mark(
            style,
            f"{word} {count}",
            ngettext("%(count)s indicator", "%(count)s indicators", count) % {"count": count},
        )
        for style, word, count in counts
        if count
    ]


def reported_by_department(rows: Sequence[Standing]) -> list[DepartmentReported]:
    """How much of the month each department has reported, the least complete first."""
    groups: dict[int, list[Standing]] = {}
    for row in rows:
        groups.setdefault(row.indicator.department_id, []).append(row)
    found = []
    for members in groups.values():
        department = members[0].indicator.department
        count = standings.completeness(members)
        share = f"{count.reported * 100 / count.total:.2f}"
        found.append(DepartmentReported(department, count.reported, count.total, share))
    return sorted(
        found,
        key=lambda one: (one.reported - one.total, one.department.order, one.department.code),
    )
