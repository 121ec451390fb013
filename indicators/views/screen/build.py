"""Which build of the screen answers, so that a running one knows when to load itself anew."""

import hashlib
from functools import cache
from pathlib import Path

from django.template.loader import get_template
from django.templatetags.static import static

DOCUMENT = "indicators/screen/screen.html"
STYLES = ("css/tokens.css", "css/screen.css")
SCRIPTS = ("js/screen.js",)


@cache
def stamp() -> str:
    """Changes with the screen's document, styles or scripts, whose names tell their content."""
    told = hashlib.sha256()
    for name in (*STYLES, *SCRIPTS):
        told.update(static(name).encode())
    told.update(Path(get_template(DOCUMENT).template.origin.name).read_bytes())  # type: ignore[attr-defined]
    return told.hexdigest()[:16]
