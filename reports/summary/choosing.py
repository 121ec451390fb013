"""Which period, region and template a person means."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from indicators import standings
from indicators.models import Region
from indicators.periods import MONTHS_IN_YEAR, Month, Period, PeriodError, PeriodKind
from reports.models import SummaryTemplate
from reports.models.template import PERIOD_KIND_LABELS


class SummaryError(Exception):
    """There is no such summary; the message says what to do."""


def parse_period(text: str) -> Period:
    """The period a person wrote; raises SummaryError."""
    try:
        return Period.parse(text)
    except PeriodError:
        raise SummaryError(
            _("“%(text)s” is not a period; write 2023-06, 2023-Q2, 2023-H1 or 2023.")
            % {"text": text}
        ) from None


def find_region(code: str = "") -> Region:
    """The region with that division code, the first county without one; raises SummaryError."""
    region = standings.region(code)
    if region is None:
        text = _("There is no region with the code “%(code)s”. Use a division code like 330521.")
        none_yet = _("There are no regions yet; load the catalogue first.")
        raise SummaryError(text % {"code": code} if code else none_yet)
    return region


def find_template(period: Period) -> SummaryTemplate:
    """The active template for this kind of period; raises SummaryError."""
    template = active_templates().filter(period_kind=period.kind).first()
    if template is None:
        raise SummaryError(
            _("There is no active summary template for the period “%(kind)s”.")
            % {"kind": PERIOD_KIND_LABELS[period.kind]}
        )
    return template


def active_templates() -> QuerySet[SummaryTemplate]:
    """Templates that summaries are made from."""
    return SummaryTemplate.objects.filter(active=True).order_by("period_kind", "code")


def offered_periods(region: Region) -> list[Period]:
    """The periods with a template whose last month has figures, newest first: 2 queries."""
    kinds = [PeriodKind(kind) for kind in active_templates().values_list("period_kind", flat=True)]
    return [
        period
        for month in standings.months_of(region)
        for kind in dict.fromkeys(kinds)
        if (period := ending_with(kind, month)) is not None
    ]


def ending_with(kind: PeriodKind, month: Month) -> Period | None:
    """The period of that kind whose last month this is, if there is one."""
    periods = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2, PeriodKind.YEAR: 1}
    number, rest = divmod(month.month * periods[kind], MONTHS_IN_YEAR)
    return None if rest else Period(kind, month.year, number)


def period_label(period: Period) -> str:
    """The period as the screen's language calls it."""
    words = {
        PeriodKind.MONTH: _("%(year)d, month %(number)d"),
        PeriodKind.QUARTER: _("%(year)d, quarter %(number)d"),
        PeriodKind.HALF: _("%(year)d, first half")
        if period.number == 1
        else _("%(year)d, second half"),
        PeriodKind.YEAR: _("%(year)d, whole year"),
    }
    return words[period.kind] % {"year": period.year, "number": period.number}
