"""The names that placeholders may use, and what each stands for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.models import Honour, Indicator, Project, Ranking, Region
from indicators.periods import Period
from reports.narrative.measures import PERIOD_WORDS, Measure

Subject = Indicator | Project | Honour | Ranking | Measure[Period]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What each name stands for; a name with more than one subject is ambiguous."""

    subjects: Mapping[str, tuple[Subject, ...]]
    regions: Mapping[str, tuple[Region, ...]]


def build(
    indicators: Iterable[Indicator] = (),
    projects: Iterable[Project] = (),
    recognitions: Iterable[Honour | Ranking] = (),
    regions: Iterable[Region] = (),
) -> Vocabulary:
    """The vocabulary of these records.

    Of honours and rankings that share a name over the years, the newest year's is meant. A region
    goes by its name or its division code.
    """
    subjects: dict[str, list[Subject]] = defaultdict(list)
    for subject in (*PERIOD_WORDS, *indicators, *projects, *_newest(recognitions)):
        subjects[subject.name].append(subject)
    places: dict[str, list[Region]] = defaultdict(list)
    for region in regions:
        places[region.code].append(region)
        places[region.name].append(region)
    return Vocabulary(
        {name: tuple(found) for name, found in subjects.items()},
        {name: tuple(found) for name, found in places.items()},
    )


def _newest(recognitions: Iterable[Honour | Ranking]) -> list[Honour | Ranking]:
    groups: dict[tuple[type, str], list[Honour | Ranking]] = defaultdict(list)
    for recognition in recognitions:
        groups[type(recognition), recognition.name].append(recognition)
    return [
        recognition
        for group in groups.values()
        for recognition in group
        if recognition.year == max(other.year for other in group)
    ]


def read() -> Vocabulary:
    """The vocabulary of the whole ledger, to check a template with: 6 queries."""
    return build(
        Indicator.objects.filter(active=True),
        Project.objects.prefetch_related("milestones"),
        (*Honour.objects.all(), *Ranking.objects.all()),
        Region.objects.all(),
    )
