"""What an exporter is: a summary in, a file out."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from reports.summary import Summary


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand over."""

    name: str
    content_type: str
    content: bytes


class Exporter(Protocol):
    """A file format of summaries; the identifier is also the ending of the file's name."""

    identifier: str
    verbose_name: Promise

    def render(self, summary: Summary) -> Export:
        """The summary as a file."""


def file_name(summary: Summary, addition: str, ending: str) -> str:
    """The title as a file name, without the characters that file systems refuse."""
    title = "".join("_" if char in '\\/:*?"<>|' or char < " " else char for char in summary.title)
    return f"{title}{addition}.{ending}"
