"""The file formats of a summary."""

from reports.exporters.base import Export, Exporter
from reports.exporters.docx import WordExporter
from reports.exporters.xlsx import ExcelExporter

EXPORTERS: tuple[Exporter, ...] = (WordExporter(), ExcelExporter())


def find_exporter(identifier: str) -> Exporter | None:
    """The exporter of that format; None when there is none."""
    return next((e for e in EXPORTERS if e.identifier == identifier), None)


__all__ = ["EXPORTERS", "Export", "Exporter", "find_exporter"]
