"""`manage.py export_summary 2023-H1 --format docx --output FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.exporters import EXPORTERS, Exporter, find_exporter
from reports.summary import SummaryError, compose, find_region, parse_period


class Command(BaseCommand):
    """Write the summary of a period as a file; an existing file is replaced as a whole."""

    help = "Write the summary of a period as a Word or Excel file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The period, format, file and region."""
        formats = ", ".join(exporter.identifier for exporter in EXPORTERS)
        parser.add_argument("period", help="2023-06, 2023-Q2, 2023-H1 or 2023")
        parser.add_argument("--format", required=True, help=formats)
        parser.add_argument("--output", required=True, help="the file to write")
        parser.add_argument("--region", default="", help="division code; the county by default")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compose and write; raises CommandError with what to do."""
        exporter = _exporter(options["format"])
        output = Path(options["output"])
        _check(output)
        try:
            period = parse_period(options["period"])
            summary = compose(find_region(options["region"]), period)
        except SummaryError as error:
            raise CommandError(str(error)) from None
        _write(output, exporter.render(summary).content)
        for remark in (*summary.gaps, *summary.cautions):
            self.stderr.write(self.style.WARNING(remark))
        self.stdout.write(
            _("Wrote %(title)s to %(file)s.") % {"title": summary.title, "file": output}
        )


def _exporter(identifier: str) -> Exporter:
    exporter = find_exporter(identifier)
    if exporter is None:
        formats = ", ".join(known.identifier for known in EXPORTERS)
        raise CommandError(
            _("There is no format “%(format)s”; choose from: %(formats)s.")
            % {"format": identifier, "formats": formats}
        )
    return exporter


def _check(output: Path) -> None:
    if output.is_dir():
        raise CommandError(_("%(file)s is a directory; name a file.") % {"file": output})
    if output.exists() and not output.is_file():
        # Renaming onto a device or pipe would put a file in its place.
        raise CommandError(_("%(file)s is not an ordinary file.") % {"file": output})
    if not output.parent.is_dir():
        raise CommandError(
            _("There is no directory %(directory)s; create it first.")
            % {"directory": output.parent}
        )


def _write(output: Path, content: bytes) -> None:
    """All or nothing: the file appears, or replaces the old one, only when it is complete."""
    part: Path | None = None
    try:
        with NamedTemporaryFile(dir=output.parent, prefix=".", delete=False) as file:
            part = Path(file.name)
            file.write(content)
        part.chmod(0o644)
        part.replace(output)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise CommandError(
            _("%(file)s cannot be written: %(reason)s.")
            % {"file": output, "reason": error.strerror}
        ) from None
