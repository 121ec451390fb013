"""Projects and the dates they are held to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.choices import DatePrecision, ProjectKind, ProjectStage
from indicators.models.history import Coded, MasterData
from indicators.models.indicator import Indicator
from indicators.models.organisation import Department, Region, WorkArea


class Project(Coded):
    """A project of a programme. Money is in 亿元 (four decimals: 万元), areas in square metres."""

    work_area = models.ForeignKey(
        WorkArea, models.PROTECT, related_name="projects", verbose_name=_("work area")
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("department"),
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="projects", verbose_name=_("region")
    )
    counted_in = models.ManyToManyField(
        Indicator,
        blank=True,
        related_name="projects",
        verbose_name=_("counted in"),
        help_text=_("Indicators whose figure this project is one of."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ProjectKind, default=ProjectKind.NEW)
    stage = models.CharField(_("stage"), max_length=10, choices=ProjectStage)
    stage_note = models.CharField(_("state of the work"), max_length=200, blank=True)
    total_investment = models.DecimalField(
        _("total investment (100 million yuan)"),
        max_digits=12,
        decimal_places=4,
        null=True,
        blank=True,
    )
    year_investment = models.DecimalField(
        _("planned this year (100 million yuan)"),
        max_digits=12,
        decimal_places=4,
        null=True,
        blank=True,
    )
    invested = models.DecimalField(
        _("invested this year (100 million yuan)"),
        max_digits=12,
        decimal_places=4,
        null=True,
        blank=True,
    )
    building_area = models.DecimalField(
        _("building area (square metres)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    problem = models.TextField(_("problem"), blank=True)
    next_step = models.TextField(_("next step"), blank=True)
    note = models.TextField(_("note"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    _history_m2m_fields = ("counted_in",)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["work_area__order", "order", "code"]
        constraints = [
            models.CheckConstraint(
                name=f"project_{field}_not_negative",
                condition=Q(**{field: None}) | Q(**{f"{field}__gte": 0}),
                violation_error_message=_("Amounts are not negative."),
            )
            for field in ("total_investment", "year_investment", "invested", "building_area")
        ]


class MilestoneManager(models.Manager["Milestone"]):
    """Milestones by their natural key."""

    def get_by_natural_key(self, project: str, name: str) -> "Milestone":
        """The milestone of that name of a project code; raises DoesNotExist."""
        return self.get(project__code=project, name=name)


class Milestone(MasterData):
    """A dated step of a project; a date known only roughly is kept as the last day it covers."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="milestones", verbose_name=_("project")
    )
    name = models.CharField(_("name"), max_length=100)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    precision = models.CharField(
        _("precision"), max_length=10, choices=DatePrecision, default=DatePrecision.DAY
    )
    note = models.TextField(_("note"), blank=True)

    objects = MilestoneManager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["planned_on", "done_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="milestone_once"),
            models.CheckConstraint(
                name="milestone_has_a_date",
                condition=Q(planned_on__isnull=False) | Q(done_on__isnull=False),
                violation_error_message=_("Give the date planned or the date done."),
            ),
        ]

    def natural_key(self) -> tuple[str, str]:
        """Project code and name."""
        return (self.project.code, self.name)

    natural_key.dependencies = ["indicators.project"]  # type: ignore[attr-defined]

    def __str__(self) -> str:
        return f"{self.project} {self.name}"
