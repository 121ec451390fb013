"""Reading many records cheaply: those of one programme or department share it.

Django makes a work area, a section, a department and bands anew for every row, and sets up every
record field by field with signals; with hundreds of rows that is most of the time a page takes.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.base import ModelState

from indicators.models import (
    Department,
    Figure,
    Indicator,
    LightBands,
    Milestone,
    PacePlan,
    Project,
    Region,
    Target,
    WorkArea,
)

# Read when they are asked for, which pages of many rows do not.
SELDOM_READ = frozenset({"numerator", "denominator"})


def indicators_in(
    rows: QuerySet[Indicator], extra: Sequence[str]
) -> Iterator[tuple[Indicator, Sequence[Any]]]:
    """The indicators with their work area, section, department and bands, and for each the values
    of the annotations named: 1 query."""
    own = _Maker(Indicator)
    area = _Maker(WorkArea, "work_area", after=own)
    section = _Maker(WorkArea, "work_area__parent", after=area)
    department = _Maker(Department, "department", after=section)
    bands = _Maker(LightBands, "bands", after=department)
    names = [*own.paths, *area.paths, *section.paths, *department.paths, *bands.paths]
    for row in rows.select_related(None).values_list(*names, *extra):
        indicator: Indicator = own.take(row)
        within = area.take(row)
        _join(within, "parent", section.take(row))
        _join(indicator, "work_area", within)
        _join(indicator, "department", department.take(row))
        _join(indicator, "bands", bands.take(row))
        yield indicator, row[bands.stop :]


def targets_in(rows: QuerySet[Target]) -> Iterator[Target]:
    """The targets with their pace plans: 1 query."""
    own = _Maker(Target)
    pace = _Maker(PacePlan, "pace", after=own)
    for row in rows.values_list(*own.paths, *pace.paths):
        target: Target = own.take(row)
        _join(target, "pace", pace.take(row))
        yield target


def figures_in(rows: QuerySet[Figure], extra: Sequence[str]) -> Iterator[Figure]:
    """The figures, with the annotations named as their attributes: 1 query."""
    own = _Maker(Figure)
    for row in rows.values_list(*own.paths, *extra):
        figure: Figure = own.take(row)
        figure.__dict__.update(zip(extra, row[own.stop :], strict=True))
        yield figure


def projects_in(rows: QuerySet[Project]) -> list[Project]:
    """The projects with their work area, section, department, region and milestones: 2 queries."""
    own = _Maker(Project)
    area = _Maker(WorkArea, "work_area", after=own)
    section = _Maker(WorkArea, "work_area__parent", after=area)
    department = _Maker(Department, "department", after=section)
    region = _Maker(Region, "region", after=department)
    found: dict[int, Project] = {}
    names = [*own.paths, *area.paths, *section.paths, *department.paths, *region.paths]
    for row in rows.values_list(*names):
        project: Project = own.take(row)
        within = area.take(row)
        _join(within, "parent", section.take(row))
        _join(project, "work_area", within)
        _join(project, "department", department.take(row))
        _join(project, "region", region.take(row))
        found[project.pk] = project
    steps: dict[int, list[Milestone]] = {pk: [] for pk in found}
    step = _Maker(Milestone)
    for row in Milestone.objects.filter(project__in=rows.order_by()).values_list(*step.paths):
        milestone: Milestone = step.take(row)
        steps[milestone.project_id].append(milestone)
    for pk, project in found.items():
        # As `prefetch_related` leaves them.
        answer = Milestone.objects.all()
        answer._result_cache = steps[pk]
        project._prefetched_objects_cache = {"milestones": answer}  # type: ignore[attr-defined]
    return list(found.values())


def _join(record: Model, name: str, other: Model | None) -> None:
    """Make the other what the record's foreign key of that name leads to."""
    record._state.fields_cache[name] = other


class _Maker:
    """Makes the records of a model out of its columns in rows, one for each key."""

    def __init__(self, model: type[Model], path: str = "", after: "_Maker | None" = None) -> None:
        names = [field.attname for field in model._meta.concrete_fields]
        self._model = model
        self._names = [name for name in names if name not in SELDOM_READ]
        self._made: dict[Any, Model] = {}
        self._start = after.stop if after else 0
        self.stop: int = self._start + len(self._names)
        self.paths = [f"{path}__{name}" if path else name for name in self._names]

    def take(self, row: Sequence[Any]) -> Any:
        """The record that the row holds; None where it holds none. The key is its first column."""
        key = row[self._start]
        if key is None:
            return None
        if key not in self._made:
            # As unpickling makes them: what is not among the names is read when it is asked for.
            record = self._model.__new__(self._model)
            record.__dict__.update(
                zip(self._names, row[self._start : self.stop], strict=True), _state=ModelState()
            )
            record._state.adding, record._state.db = False, "default"
            self._made[key] = record
        return self._made[key]
