"""Text that is safe to put into a document's XML."""

import re
from xml.sax.saxutils import escape

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without the control characters that no document may hold."""
    return _NOT_IN_XML.sub("", text)


def escaped(text: str) -> str:
    """The clean text with &, < and > written as entities."""
    return escape(clean(text))
