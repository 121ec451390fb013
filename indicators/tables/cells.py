"""What stands in the cells of a table of standings.

A template a cell took most of a page's time. These write what `templates/components` write, and a
test holds them to that.
"""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from indicators.lines import Line, Mark
from indicators.wording import MISSING, Number

NOTHING = SafeString("")


def name(line: Line, query: str) -> SafeString:
    """The name as a link, with the marks of its value; `query` keeps month and region."""
    address = reverse("indicator", args=[line.code])
    link = format_html('<a href="{}{}">{}</a>', address, query, line.name)
    return format_html("{} {}", link, marks(line.marks)) if line.marks else link


def marks(shown: list[Mark]) -> SafeString:
    """The marks, one after another."""
    return format_html_join(
        " ",
        '<span class="mark mark-{}"{}>{}</span>',
        (
            (
                mark.style,
                format_html(' title="{}"', mark.title) if mark.title else NOTHING,
                mark.word,
            )
            for mark in shown
        ),
    )


def value(line: Line) -> SafeString:
    """The value on its decimal point; a dash that says so where there is none."""
    if line.value is not None:
        return number(line.value, line.unit)
    words = pgettext("light", "Not reported")
    return format_html(
        '<span class="missing" title="{}">{}<span class="visually-hidden">{}</span></span>',
        words,
        MISSING,
        words,
    )


def target(line: Line) -> SafeString:
    """The target on its decimal point; nothing where none is set."""
    if line.target is None:
        return NOTHING
    if not line.is_target_derived:
        return number(line.target)
    return format_html(
        '<span class="mark mark-derived" title="{}">{}</span> {}',
        line.target_note,
        pgettext("figure", "Derived"),
        number(line.target),
    )


def number(shown: Number, unit: str = "") -> SafeString:
    """A number in the parts that stand around its decimal point."""
    return format_html(
        '<span class="number"><span class="number-integer">{}{}</span>'
        '<span class="number-fraction">{}{}</span>{}</span>',
        _word(shown.before),
        shown.integer,
        shown.fraction,
        _word(shown.after),
        format_html('<span class="number-unit">{}</span>', unit) if unit else "",
    )


def completion(line: Line) -> SafeString:
    """Percent and bar with the mark of the plan; nothing without a completion."""
    bar = line.bar
    if bar is None:
        return NOTHING
    due = '<rect class="bar-due" x="{}%" width="2" height="16" />'
    return format_html(
        '<span class="completion"><span class="completion-text">{}</span>'
        '<svg class="bar bar-{}" role="img" aria-label="{}"><title>{}</title>'
        '<rect class="bar-whole" y="4" width="100%" height="8" rx="3" />'
        '<rect class="bar-done" y="4" width="{}%" height="8" rx="3" />{}</svg></span>',
        line.completion,
        line.light.value,
        bar.label,
        bar.label,
        bar.done,
        format_html(due, bar.due) if bar.due else "",
    )


def light(line: Line) -> SafeString:
    """The light as shape, colour and word."""
    return format_html(
        '<span class="light light-{}"><svg class="light-shape" aria-hidden="true">'
        '<use href="#light-{}" /></svg>{}</span>',
        line.light.value,
        line.light.value,
        line.light_label,
    )


def key(line: Line) -> SafeString:
    """The word for a key indicator; nothing for others."""
    return format_html("{}", gettext("Key")) if line.standing.indicator.key else NOTHING


def text(words: object) -> SafeString:
    """Words as they are, escaped."""
    return format_html("{}", words)


def labelled(pairs: list[tuple[str, str, SafeString]]) -> SafeString:
    """The cells of a row: column, its label for narrow screens, content."""
    return format_html_join(
        "", '<td data-label="{}" class="cell-{}">{}</td>', ((b, a, c) for a, b, c in pairs)
    )


def _word(words: str) -> SafeString:
    return format_html('<span class="number-word">{}</span>', words) if words else NOTHING
