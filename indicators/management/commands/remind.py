"""Reminds people of what they still owe for a month; made for cron."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators import chasing, notices
from indicators.management.arguments import month_argument
from indicators.models import name_of
from indicators.notice_words import words_of
from indicators.periods import Month
from indicators.standings.reporting import reporting_months

# Who runs this daily without naming a month does not nag earlier than so many days ahead.
DAYS_AHEAD = 3


class Command(BaseCommand):
    """One message a person and month, in the product and by mail, never twice the same day.

    Ends with an error when the month named is not open, and, after all others were told, when a
    mail could not be sent.
    """

    help = (
        "Remind people of what they still owe for a month. Without a month: for every open month "
        "that is overdue or due within days."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The month, and whether only to say who would be told."""
        parser.add_argument("month", nargs="?", help="the month, written like 2023-07")
        parser.add_argument(
            "--dry-run", action="store_true", help="write and send nothing, say who would be told"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError for a month that is not open, and for mails that failed."""
        today = timezone.localdate()
        named = options["month"]
        if named is None and not options["dry_run"]:
            notices.tell_opened()
        months = _due(today) if named is None else [month_argument(named)]
        if not months:
            self.stdout.write(_("No open month is overdue or due soon."))
        failed = 0
        for month in months:
            try:
                failed += self._remind(month, today, options["dry_run"])
            except notices.NobodyToRemind as error:
                raise CommandError(str(error)) from error
        if failed:
            raise CommandError(_("Mails that could not be sent: %(count)s") % {"count": failed})

    def _remind(self, month: Month, today: datetime.date, dry_run: bool) -> int:
        """How many mails failed."""
        if dry_run:
            told = notices.remind(month, today, dry_run=True)
            chased = chasing.Chased(told)
            heading = _("%(month)s: would be told: %(count)s")
        else:
            chased = chasing.chase(month, today)
            heading = _("%(month)s: told now: %(count)s, mails sent: %(mailed)s")
        words = {"month": month, "count": len(chased.told), "mailed": len(chased.mailed)}
        self.stdout.write(heading % words)
        for notice in chased.told:
            self.stdout.write(f"  {name_of(notice.person)}: {' '.join(words_of(notice).lines[1:])}")
        for notice, why in chased.failed:
            text = _("no mail to %(person)s: %(why)s")
            self.stderr.write("  " + text % {"person": name_of(notice.person), "why": why})
        return len(chased.failed)


def _due(today: datetime.date) -> list[Month]:
    soon = today + datetime.timedelta(days=DAYS_AHEAD)
    return [
        row.as_month() for row in reversed(reporting_months()) if row.is_open and row.due_on <= soon
    ]
