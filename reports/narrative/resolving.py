"""From a placeholder to the record and the measure it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from indicators.choices import RegionLevel, ReportingLevel
from indicators.models import Honour, Indicator, Project, Ranking, Region
from reports.narrative.measures import (
    HONOUR_MEASURES,
    INDICATOR_MEASURES,
    PROJECT_MEASURES,
    RANKING_MEASURES,
    Measure,
)
from reports.narrative.parsing import Parsed, Placeholder, Problem, parse, problem_at
from reports.narrative.vocabulary import Subject, Vocabulary

DETAIL = "/"


class UnresolvedError(ValueError):
    """A placeholder means nothing; the argument says what to do."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a placeholder means: a measure of a subject, in a region other than the document's."""

    subject: Subject
    measure: Measure[Any]
    region: Region | None = None
    detail: str = ""


def check(text: str, vocabulary: Vocabulary) -> list[Problem]:
    """What is wrong with the placeholders of a text, in order; empty when all is well."""
    parsed: Parsed = parse(text)
    problems = list(parsed.problems)
    for placeholder in parsed.placeholders:
        try:
            resolve(placeholder, vocabulary)
        except UnresolvedError as error:
            problems.append(
                problem_at(text, placeholder.start, placeholder.end, placeholder.name, str(error))
            )
    return sorted(problems, key=lambda problem: problem.start)


def resolve(placeholder: Placeholder, vocabulary: Vocabulary) -> Meaning:
    """What the placeholder means; raises UnresolvedError with what to do about it."""
    subject = _subject(placeholder.name, vocabulary)
    if isinstance(subject, Measure):
        if placeholder.region or placeholder.measure:
            raise UnresolvedError(
                _("“%(name)s” takes no region and no measure.") % {"name": subject.name}
            )
        return Meaning(subject, subject)
    region = _region(placeholder.region, subject, vocabulary) if placeholder.region else None
    measure, detail = _measure(placeholder.measure, subject)
    return Meaning(subject, measure, region, detail)


def _subject(name: str, vocabulary: Vocabulary) -> Subject:
    found = vocabulary.subjects.get(name, ())
    if len(found) > 1:
        raise UnresolvedError(
            _("“%(name)s” names several records: %(nouns)s. Rename all but one.")
            % {"name": name, "nouns": _list([_noun(subject) for subject in found])}
        )
    if found:
        return found[0]
    close = get_close_matches(name, vocabulary.subjects, n=3, cutoff=0.5)
    if close:
        raise UnresolvedError(
            _("“%(name)s” is unknown. Did you mean %(names)s?")
            % {"name": name, "names": _list([f"“{other}”" for other in close])}
        )
    raise UnresolvedError(
        _("“%(name)s” is not the name of an indicator, project, honour or ranking.")
        % {"name": name}
    )


def _measure(written: str, subject: Subject) -> tuple[Measure[Any], str]:
    fitting = measures_of(subject)
    name, slash, detail = written.partition(DETAIL)
    for measure in fitting:
        if measure.name == name and bool(slash) <= measure.takes_detail:
            if slash:
                _check_milestone(detail, subject)
            return measure, detail
    raise UnresolvedError(
        _("“%(measure)s” cannot be said of “%(name)s”, %(noun)s. Use one of: %(measures)s.")
        % {
            "measure": written,
            "name": subject.name,
            "noun": _noun(subject),
            "measures": _list([measure.name for measure in fitting if measure.name]),
        }
    )


def _check_milestone(detail: str, subject: Subject) -> None:
    names = [m.name for m in subject.milestones.all()] if isinstance(subject, Project) else []
    if detail not in names:
        raise UnresolvedError(
            _("“%(name)s” has no milestone “%(milestone)s”. It has: %(milestones)s.")
            % {"name": subject.name, "milestone": detail, "milestones": _list(names) or "—"}
        )


def _region(written: str, subject: Subject, vocabulary: Vocabulary) -> Region:
    if not isinstance(subject, Indicator):
        raise UnresolvedError(
            _("Only an indicator takes a region; “%(name)s” is %(noun)s.")
            % {"name": subject.name, "noun": _noun(subject)}
        )
    found = vocabulary.regions.get(written, ())
    if not found:
        raise UnresolvedError(
            _("“%(region)s” is not a region; write its name or division code.")
            % {"region": written}
        )
    if len(found) > 1:
        raise UnresolvedError(
            _("Several regions are called “%(region)s”; write the division code.")
            % {"region": written}
        )
    if found[0].level == RegionLevel.TOWN and subject.level != ReportingLevel.TOWN:
        raise UnresolvedError(
            _("“%(name)s” is not reported by towns; leave out “@%(region)s”.")
            % {"name": subject.name, "region": written}
        )
    return found[0]


def measures_of(subject: Subject) -> Sequence[Measure[Any]]:
    """The measures that fit the subject."""
    match subject:
        case Indicator():
            return INDICATOR_MEASURES
        case Project():
            return PROJECT_MEASURES
        case Honour():
            return HONOUR_MEASURES
        case Ranking():
            return RANKING_MEASURES
        case _:
            return (subject,)


def _noun(subject: Subject) -> str:
    match subject:
        case Indicator():
            return _("an indicator")
        case Project():
            return _("a project")
        case Honour():
            return _("an honour")
        case Ranking():
            return _("a ranking")
        case _:
            return _("a word for the period")


def _list(words: Sequence[str]) -> str:
    return _(", ").join(words)
