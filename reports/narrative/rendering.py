"""From a template's text to the text of a document, every number with where it comes from."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from indicators.choices import Source
from indicators.models import Figure, Honour, Indicator, Project, Ranking, name_of
from indicators.numbers import plain
from indicators.standings import Standing
from reports.narrative import wording
from reports.narrative.context import Context
from reports.narrative.measures import IndicatorFacts, Measure, ProjectFacts, UnsayableError
from reports.narrative.parsing import Placeholder, parse
from reports.narrative.resolving import Meaning, UnresolvedError, resolve


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number in a document comes from.

    `placeholder` is what stood in the template. `code` is the indicator's, empty for other
    records. `month` is the month of the figure quoted.
    A rolled-up figure has no entry but says how many regions of how many reported.
    """

    name: str
    region: str
    region_name: str
    month: str
    placeholder: str = ""
    code: str = ""
    value: str = ""
    entry: int | None = None
    entered_by: str = ""
    approved_by: str = ""
    units_reported: int | None = None
    units_total: int | None = None

    @property
    def hint(self) -> str:
        """One line for a person who points at the number."""
        words = [self.name, self.region_name, self.month]
        if self.entered_by:
            words.append(_("entered by %(person)s") % {"person": self.entered_by})
        if self.approved_by:
            words.append(_("approved by %(person)s") % {"person": self.approved_by})
        if self.units_total is not None:
            words.append(
                _("rolled up, %(reported)d of %(total)d reported")
                % {"reported": self.units_reported or 0, "total": self.units_total}
            )
        return " · ".join(words)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; with an origin when it is quoted from the ledger.

    A `gap` says why a number could not be given and a marker stands in its place; a `caution`
    says what to mind about a number that is given.
    """

    text: str
    origin: Origin | None = None
    gap: str = ""
    caution: str = ""


def render(text: str, context: Context) -> list[Span]:
    """The text with its placeholders filled in; what cannot be filled in is marked as a gap."""
    parsed = parse(text)
    spans = [
        Span(piece)
        if isinstance(piece, str)
        else _remembering(text[piece.start : piece.end], _fill(piece, context))
        for piece in parsed.pieces
    ]
    return spans + [Span(wording.UNCLEAR, gap=str(problem)) for problem in parsed.problems]


def _remembering(placeholder: str, span: Span) -> Span:
    if span.origin is None:
        return span
    return replace(span, origin=replace(span.origin, placeholder=placeholder))


def _fill(placeholder: Placeholder, context: Context) -> Span:
    try:
        meaning = resolve(placeholder, context.vocabulary)
    except UnresolvedError as error:
        return Span(wording.UNCLEAR, gap=str(error))
    match meaning.subject:
        case Indicator() as indicator:
            return _indicator(meaning, context.facts(indicator, meaning.region))
        case Project() as project:
            known = ProjectFacts(project, context.period.year, meaning.detail)
            return _written(meaning.measure, known, _record_origin(project, context))
        case Honour() | Ranking() as recognition:
            return _written(meaning.measure, recognition, _record_origin(recognition, context))
        case _:
            return Span(meaning.measure.write(context.period))


def _indicator(meaning: Meaning, facts: IndicatorFacts) -> Span:
    standing = facts.standing
    figures: list[Figure | None] = [getattr(standing, name) for name in meaning.measure.relies_on]
    quoted = figures[0] if figures else None
    origin = _figure_origin(standing, quoted)
    if any(figure is not None and figure.source == Source.DEMO for figure in figures):
        reason = _("Demonstration data must not stand in a document.")
        return Span(wording.DEMO, origin, gap=_said_of(origin, reason))
    caution = _caution(standing, quoted) if quoted and quoted is standing.figure else ""
    return _written(meaning.measure, facts, origin, caution)


def _written(measure: Measure[Any], facts: object, origin: Origin, caution: str = "") -> Span:
    try:
        return Span(measure.write(facts), origin, caution=caution)
    except UnsayableError as error:
        return Span(error.marker, origin, gap=_said_of(origin, error))


def _said_of(origin: Origin, reason: object) -> str:
    return _("%(name)s: %(reason)s") % {"name": origin.name, "reason": reason}


def _caution(standing: Standing, quoted: Figure) -> str:
    name = standing.indicator.name
    if not standing.is_current:
        return _("%(name)s: the latest figure is of %(month)s.") % {
            "name": name,
            "month": standing.as_of,
        }
    if quoted.units_total and (quoted.units_reported or 0) < quoted.units_total:
        return _("%(name)s: only %(reported)d of %(total)d regions have reported.") % {
            "name": name,
            "reported": quoted.units_reported or 0,
            "total": quoted.units_total,
        }
    return ""


def _figure_origin(standing: Standing, figure: Figure | None) -> Origin:
    entry = figure.entry if figure else None
    return Origin(
        name=standing.indicator.name,
        region=standing.region.code,
        region_name=standing.region.name,
        month=str(figure.as_month() if figure else standing.month),
        code=standing.indicator.code,
        value=plain(figure.value) if figure else "",
        entry=figure.entry_id if figure else None,
        entered_by=name_of(entry.entered_by) if entry else "",
        approved_by=name_of(entry.reviewed_by) if entry else "",
        units_reported=figure.units_reported if figure else None,
        units_total=figure.units_total if figure else None,
    )


def _record_origin(record: Project | Honour | Ranking, context: Context) -> Origin:
    ranked = record.indicator if isinstance(record, Ranking) else None
    return Origin(
        name=record.name,
        region=context.region.code,
        region_name=context.region.name,
        month=str(context.period.last_month),
        code=ranked.code if ranked else "",
    )
