"""The summary's annex as an Excel workbook."""

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.exporters.base import Export, file_name
from reports.summary import Summary
from reports.workbook import workbook


class ExcelExporter:
    """The tables of goals and indicators, numbers as numbers."""

    identifier = "xlsx"
    verbose_name: Promise = _("Excel workbook")

    def render(self, summary: Summary) -> Export:
        """The annex as an Excel file."""
        return Export(
            file_name(summary, "附表", self.identifier),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            workbook(summary, timezone.now()),
        )
