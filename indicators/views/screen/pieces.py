"""What the screen's pages print many times, written in Python: a template each took most of the
time that a refresh took."""

from collections.abc import Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.choices import LIGHT_LABELS
from indicators.lines import URGENCY, Line
from indicators.progress import Light


def bar(line: Line) -> SafeString:
    """The completion as a bar with the mark of the plan; nothing without a completion."""
    shown = line.bar
    if shown is None:
        return SafeString("")
    due = '<rect class="bar-due" x="{}%" width="3" height="100%" />'
    return format_html(
        '<svg class="bar light-{}" role="img" aria-label="{}">'
        '<rect class="bar-whole" y="25%" width="100%" height="50%" rx="4" />'
        '<rect class="bar-done" y="25%" width="{}%" height="50%" rx="4" />{}</svg>',
        line.light.value,
        shown.label,
        shown.done,
        format_html(due, shown.due) if shown.due else "",
    )


def tally(counts: Mapping[Light, int]) -> SafeString:
    """Shape, word for screen readers, and number of each light that occurs, most urgent first."""
    return format_html_join(
        " ",
        '<span class="light light-{}"><svg class="shape" role="img" aria-label="{}">'
        '<use href="#light-{}" /></svg> {}</span>',
        (
            (light.value, LIGHT_LABELS[light], light.value, counts[light])
            for light in URGENCY
            if counts[light]
        ),
    )
