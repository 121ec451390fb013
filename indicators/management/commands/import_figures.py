"""Reads a fill-in workbook into drafts."""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from indicators import standings
from indicators.choices import RegionLevel
from indicators.management.arguments import month_argument, region_argument
from indicators.management.tabulating import table
from indicators.models import Department
from indicators.permissions import ENTER, departments_of
from indicators.workbook.form import Scope
from indicators.workbook.judging import Fate, Preview
from indicators.workbook.refusal import Refused
from indicators.workbook.safety import LARGEST_FILE
from indicators.workbook.telling import FATES, Row, groups
from indicators.workbook.uploading import chosen, confirmed, previewed

MISSING = "—"


class Command(BaseCommand):
    """What the upload page does: preview, then drafts, all of them or none."""

    help = "Read a fill-in workbook, print what it changes, and save its rows as drafts."

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE, --month, --as, --department, --region, --dry-run, --take-mine."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--month", required=True, help="2023-07")
        parser.add_argument("--as", required=True, dest="person", help="clerk")
        parser.add_argument("--department", default="", help="urban-construction")
        parser.add_argument("--region", default="", help="330521")
        parser.add_argument("--dry-run", action="store_true", help="print the preview only")
        parser.add_argument(
            "--take-mine", action="store_true", help="where others wrote meanwhile, the file counts"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError, having written nothing, for what cannot be read or is refused."""
        by = _person(options["person"])
        scope = _scope(by, options)
        try:
            preview = previewed(by, scope, _content(options["file"]))
        except Refused as error:
            raise CommandError(str(error)) from error
        self._print(preview)
        _require_writable(preview, take_mine=options["take_mine"])
        if options["dry_run"]:
            self.stdout.write(_("Nothing was written, as asked."))
            return
        outcome = confirmed(by, scope, chosen(preview, conflicts=options["take_mine"]))
        if isinstance(outcome, Preview):
            self._print(outcome)
            text = _("Nothing was written: the figures have changed since the preview.")
            raise CommandError(text)
        self.stdout.write(_("Saved as drafts: %(count)s.") % {"count": outcome})

    def _print(self, preview: Preview) -> None:
        for mention in preview.mentions:
            self.stdout.write(mention)
        lines = [
            _cells(group.label, row)
            for group in groups(preview)
            for row in group.rows
            if group.fate != Fate.UNCHANGED
        ]
        if lines:
            self.stdout.write(table([_heads(), *lines]))
        counts = [f"{label} {len(preview.of(fate))}" for fate, label in FATES.items()]
        self.stdout.write("  ".join(counts))


def _person(name: str) -> User:
    person = User.objects.filter(username=name, is_active=True).first()
    if person is None:
        raise CommandError(_("There is nobody called “%(name)s” who may sign in.") % {"name": name})
    if not person.has_perm(ENTER):
        raise CommandError(_("%(name)s does not enter figures.") % {"name": name})
    return person


def _scope(by: User, options: dict[str, Any]) -> Scope:
    region = region_argument(options["region"])
    if region.level != RegionLevel.COUNTY:
        text = _("Figures are entered for a county; there is none with that code.")
        raise CommandError(text)
    own = departments_of(by)
    indicators = standings.every_indicator().filter(department__in=own)
    month, code = month_argument(options["month"]), options["department"]
    if not code:
        return Scope(month, region, indicators)
    department = Department.objects.filter(code=code).first()
    if department is None:
        text = _("There is no department with the code “%(code)s”.")
        raise CommandError(text % {"code": code})
    if department.pk not in own:
        text = _("%(name)s is not %(person)s's department.")
        raise CommandError(text % {"name": department, "person": by.get_username()})
    chosen_ones = indicators.filter(department=department)
    return Scope(month, region, chosen_ones, f"department:{code}", str(department))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        text = _("%(path)s cannot be read: %(why)s")
        words = {"path": path, "why": error.strerror or str(error)}
        raise CommandError(text % words) from error


def _require_writable(preview: Preview, *, take_mine: bool) -> None:
    refused, conflicts = len(preview.of(Fate.REFUSED)), len(preview.of(Fate.CONFLICT))
    if refused:
        text = _("Nothing was written: %(count)s rows are refused; correct them in the file.")
        raise CommandError(text % {"count": refused})
    if conflicts and not take_mine:
        text = _(
            "Nothing was written: others wrote to %(count)s rows meanwhile; "
            "with --take-mine the file counts."
        )
        raise CommandError(text % {"count": conflicts})


def _heads() -> list[str]:
    return [
        _("Result"),
        _("Row"),
        _("Indicator"),
        _("Region"),
        _("Stands now"),
        _("In the workbook"),
        _("To note"),
    ]


def _cells(fate: str, row: Row) -> list[str]:
    said = " ".join([*row.why, *row.doubts, *row.hints, *row.words])
    stands = row.stands or MISSING
    return [fate, str(row.line), row.name, row.region, stands, row.wanted or MISSING, said]
