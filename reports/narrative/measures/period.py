"""What can be said of the period a document is about."""

from django.utils.translation import gettext_lazy

from indicators.periods import Period
from reports.narrative import wording
from reports.narrative.measures.base import Measure


def year(period: Period) -> str:
    """The year: 2023."""
    return str(period.year)


def month(period: Period) -> str:
    """The month at whose end the period is read: 6."""
    return str(period.last_month.month)


PERIOD_WORDS: tuple[Measure[Period], ...] = (
    Measure("期间", "2023年上半年", gettext_lazy("The period."), wording.period_name),
    Measure("年", "2023", gettext_lazy("The year."), year),
    Measure("月", "6", gettext_lazy("The month the period ends with."), month),
)
