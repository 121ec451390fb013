"""Which projects a page is about: what its address asks for, and what there is to choose."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext

from indicators.choices import ProjectStage
from indicators.projects.line import ProjectLine


class View(StrEnum):
    """How projects are shown."""

    BOARD = "board"
    TIMELINE = "timeline"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; empty where it asks for nothing. `programme` may be a section."""

    view: View = View.BOARD
    programme: str = ""
    town: str = ""
    stage: str = ""
    department: str = ""
    overdue: bool = False
    problem: bool = False
    q: str = ""
    sort: str = ""

    def kept(self) -> dict[str, str]:
        """The same as the names and texts of an address."""
        texts = {
            "view": "" if self.view is View.BOARD else self.view.value,
            "programme": self.programme,
            "town": self.town,
            "stage": self.stage,
            "department": self.department,
            "overdue": "1" if self.overdue else "",
            "problem": "1" if self.problem else "",
            "q": self.q,
            "sort": self.sort,
        }
        return {name: text for name, text in texts.items() if text}

    @property
    def is_narrowed(self) -> bool:
        """Whether some projects may be left out."""
        return bool(self.kept().keys() - {"view", "sort"})

    def wants(self, line: ProjectLine) -> bool:
        """Whether the project is asked for."""
        project = line.project
        parent = project.work_area.parent
        owner = project.department.code if project.department else ""
        return (
            self.programme in ("", project.work_area.code, parent.code if parent else "")
            and self.town in ("", project.region.code)
            and self.stage in ("", project.stage)
            and self.department in ("", owner)
            and (not self.overdue or bool(line.overdue))
            and (not self.problem or bool(project.problem))
            and all(word in _searched(line) for word in folded(self.q).split())
        )


def folded(text: str) -> str:
    """Text as it is compared: of one width and case."""
    return unicodedata.normalize("NFKC", text).casefold()


def _searched(line: ProjectLine) -> str:
    project = line.project
    parts = (
        line.name,
        project.code,
        line.programme,
        line.place,
        line.department,
        project.stage_note,
        project.problem,
        project.next_step,
        *(step.name for step in line.steps),
    )
    return folded(" ".join(parts))


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, with how many projects it has."""

    value: str
    label: str
    count: int
    chosen: bool

    @property
    def words(self) -> str:
        """The label with the count behind it."""
        return gettext("%(label)s (%(count)s)") % {"label": self.label, "count": self.count}


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the form; `groups` are its options under a heading, which may be empty."""

    name: str
    label: str
    groups: list[tuple[str, list[Option]]]


def choices_of(lines: Sequence[ProjectLine], asked: Asked) -> list[Choice]:
    """What there is to choose among all of a region's projects."""
    return [
        Choice("programme", gettext("Programme"), _programmes(lines, asked.programme)),
        Choice(
            "town",
            gettext("Region"),
            [("", _options(lines, asked.town, lambda x: (x.project.region.code, x.place)))],
        ),
        Choice("stage", gettext("Stage"), [("", _stages(lines, asked.stage))]),
        Choice(
            "department",
            gettext("Department"),
            [("", _options(lines, asked.department, _department))],
        ),
    ]


def _department(line: ProjectLine) -> tuple[str, str]:
    owner = line.project.department
    return (owner.code, str(owner)) if owner else ("", "")


def _programmes(lines: Sequence[ProjectLine], chosen: str) -> list[tuple[str, list[Option]]]:
    sections: dict[str, list[ProjectLine]] = {}
    for line in lines:
        sections.setdefault(line.section, []).append(line)
    found = []
    for section, members in sections.items():
        parent = members[0].project.work_area.parent
        options = _options(members, chosen, lambda x: (x.project.work_area.code, x.programme))
        if parent:
            label = gettext("All of %(section)s") % {"section": section}
            whole = Option(parent.code, label, len(members), parent.code == chosen)
            options.insert(0, whole)
        found.append((section, options))
    return found


def _stages(lines: Iterable[ProjectLine], chosen: str) -> list[Option]:
    counts = Counter(line.project.stage for line in lines)
    return [
        Option(stage.value, str(stage.label), counts[stage.value], stage.value == chosen)
        for stage in ProjectStage
    ]


def _options(
    lines: Iterable[ProjectLine], chosen: str, named: Callable[[ProjectLine], tuple[str, str]]
) -> list[Option]:
    counts = Counter(named(line) for line in lines)
    return [
        Option(value, label, count, value == chosen)
        for (value, label), count in counts.items()
        if value
    ]


def words_of(choices: Iterable[Choice], asked: Asked) -> str:
    """What the projects are narrowed to, for paper; empty when they are not."""
    found = [
        f"{choice.label} {option.label}"
        for choice in choices
        for _heading, options in choice.groups
        for option in options
        if option.chosen
    ]
    found += [gettext("Overdue only")] if asked.overdue else []
    found += [gettext("With problems only")] if asked.problem else []
    found += [f"“{asked.q}”"] if asked.q else []
    return " · ".join(found)
