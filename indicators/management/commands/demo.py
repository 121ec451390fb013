"""Loads the demonstration: people, master data, the figures of 2023."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from indicators import notices
from indicators.choices import Role
from indicators.ledger import LedgerError
from indicators.management import fixtures, made_up
from indicators.management.people import PASSWORD, PEOPLE, create_people, join_departments
from indicators.models import Indicator
from indicators.periods import Month

MADE_UP_FOR = Month(2023, 6)


class Command(BaseCommand):
    """Loads the 2023 half-year review through the ledger, wholly or not at all.

    Running it again changes nothing, and leaves alone what people have changed since.
    """

    help = "Load the demonstration data; running it again changes nothing."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError outside demo mode and for fixtures that cannot be read."""
        if not settings.DEMO:
            raise CommandError(
                _("This creates accounts with a public password; set DEMO=1 to allow it.")
            )
        people, any_new = create_people()
        try:
            for loaded in fixtures.load_master_data(people[Role.ADMIN]):
                self.stdout.write(
                    _("%(name)s: %(added)s added, %(changed)s changed, %(unchanged)s unchanged")
                    % {
                        "name": loaded.name,
                        "added": loaded.added,
                        "changed": loaded.changed,
                        "unchanged": loaded.unchanged,
                    }
                )
            if any_new:
                join_departments(people)
            self._load_figures(
                fixtures.People(people[Role.CLERK], people[Role.REVIEWER], people[Role.OFFICE])
            )
            if any_new:
                for user in people.values():
                    notices.mark_read(user)  # Of what was loaded there is nothing to do.
        except (fixtures.FixtureError, LedgerError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("")
        self.stdout.write(_("Sign in as (password %(password)s):") % {"password": PASSWORD})
        for person in PEOPLE:
            self.stdout.write(f"  {person.username:<10}{person.role.label}")

    def _load_figures(self, people: fixtures.People) -> None:
        stated = fixtures.statements()
        indicators = Indicator.objects.in_bulk(field_name="code")
        made = made_up.earlier_months(
            [row for row in stated if row.month == MADE_UP_FOR],
            {code: indicator.kind for code, indicator in indicators.items()},
            {code: indicator.decimals for code, indicator in indicators.items()},
        )
        rows = sorted([*stated, *made], key=lambda row: row.month)
        for month, new in fixtures.load_statements(rows, people):
            self.stdout.write(_("Figures of %(month)s: %(new)s new") % {"month": month, "new": new})
