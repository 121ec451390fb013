"""Which notices go out by e-mail, and that one goes out once."""

import datetime

from django.utils import timezone

from indicators.models import Notice
from indicators.models.notice import ONCE_A_DAY
from indicators.periods import Month


def to_mail(month: Month, day: datetime.date) -> list[Notice]:
    """The day's reminders of a month that were not mailed, to people with an address: 1 query.

    Those whose mail failed are among them, so that reminding again the same day mails them.
    """
    return list(
        Notice.objects.filter(
            month__year=month.year,
            month__month=month.month,
            day=day,
            kind__in=ONCE_A_DAY,
            emailed_at=None,
            person__is_active=True,
        )
        .exclude(person__email="")
        .select_related("person", "month")
        .order_by("person__username")
    )


def claim_mail(notice: Notice) -> bool:
    """Record that the notice is mailed now; False where somebody else has done so meanwhile."""
    now = timezone.now()
    claimed = Notice.objects.filter(pk=notice.pk, emailed_at=None).update(emailed_at=now)
    if claimed:
        notice.emailed_at = now
    return bool(claimed)


def unclaim_mail(notice: Notice) -> None:
    """Record that the mail did not go out after all."""
    Notice.objects.filter(pk=notice.pk).update(emailed_at=None)
    notice.emailed_at = None
