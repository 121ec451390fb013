"""What an indicator measures, how, from what, and who owns it."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from indicators import wording
from indicators.choices import DIRECTION_LABELS, KIND_LABELS
from indicators.lines import Line
from indicators.models import Entry, Indicator, name_of
from indicators.views.indicator.fact import Fact, told


def definition_of(
    indicator: Indicator, line: Line, part_of: str, entries: Iterable[Entry]
) -> list[Fact]:
    """What is measured, how, from what and by whom; `entries` are the latest, newest first."""
    counted_from = indicator.counted_from
    latest = list(entries)
    return told(
        [
            Fact(gettext("Definition"), indicator.definition),
            Fact(gettext("Unit"), indicator.unit),
            Fact(gettext("On the target"), line.target_note),
            Fact(gettext("Kind"), KIND_LABELS[indicator.kind]),
            # Without a target nothing is judged by it.
            Fact(
                gettext("Direction"), DIRECTION_LABELS[indicator.direction] if line.target else ""
            ),
            Fact(gettext("Reported by"), indicator.get_level_display()),
            Fact(
                gettext("Counted from"),
                date_format(counted_from, "DATE_FORMAT") if counted_from else "",
            ),
            Fact(gettext("Part of"), part_of),
            Fact(pgettext("figure", "Source"), indicator.source),
            Fact(gettext("Department"), line.department),
            Fact(gettext("Entered lately by"), _names(name_of(e.entered_by) for e in latest)),
            Fact(
                gettext("Reviewed lately by"),
                _names(name_of(e.reviewed_by) for e in latest if e.reviewed_by),
            ),
            Fact(gettext("Code"), indicator.code),
        ]
    )


def _names(people: Iterable[str]) -> str:
    """Each name once, the latest first."""
    return wording.listed(dict.fromkeys(people))
