"""Static files that come out of installed packages."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import plotly
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PLOTLY_DATA = Path(plotly.__file__).parent / "package_data"
SERVED = "plotly/plotly.min.js"


class PlotlyFinder(BaseFinder):
    """Finds plotly.min.js, and nothing else of what the plotly package carries."""

    storage = FileSystemStorage(location=PLOTLY_DATA)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage.prefix = "plotly"  # type: ignore[attr-defined]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file's place on disk for plotly/plotly.min.js; an empty list for other paths."""
        if path != SERVED:
            return []
        found = str(PLOTLY_DATA / "plotly.min.js")
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """The one file, with its storage."""
        yield "plotly.min.js", self.storage
