"""What a page of the big screen is."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Slide:
    """A page: its key in the document, its heading, its template and what that prints.

    `is_demo` when demonstration data stands on it.
    """

    key: str
    heading: str | Promise
    template: str
    told: dict[str, Any]
    is_demo: bool = False

    @property
    def path(self) -> str:
        """The template's place."""
        return f"indicators/screen/_{self.template}.html"
