"""The text a summary is made from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models import Coded, MasterData, WorkArea
from indicators.periods import PeriodKind

PERIOD_KIND_LABELS = {
    PeriodKind.MONTH: _("Month"),
    PeriodKind.QUARTER: _("Quarter"),
    PeriodKind.HALF: _("Half-year"),
    PeriodKind.YEAR: _("Year"),
}


class SummaryTemplate(Coded):
    """A titled sequence of sections for one kind of period; placeholders stand for figures."""

    period_kind = models.CharField(
        _("period"), max_length=10, choices=[(k.value, v) for k, v in PERIOD_KIND_LABELS.items()]
    )
    title = models.CharField(_("title"), max_length=200)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("summary template")
        verbose_name_plural = _("summary templates")
        ordering = ["period_kind", "code"]


class SummarySectionManager(models.Manager["SummarySection"]):
    """Sections by their natural key."""

    def get_by_natural_key(self, template: str, order: int) -> "SummarySection":
        """The section at that place of a template code; raises DoesNotExist."""
        return self.get(template__code=template, order=order)


class SummarySection(MasterData):
    """One heading and its text; without a work area it is the lead."""

    template = models.ForeignKey(
        SummaryTemplate, models.CASCADE, related_name="sections", verbose_name=_("template")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    work_area = models.ForeignKey(
        WorkArea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("work area"),
    )
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)

    objects = SummarySectionManager()

    class Meta:
        verbose_name = _("summary section")
        verbose_name_plural = _("summary sections")
        ordering = ["template", "order"]
        constraints = [
            models.UniqueConstraint(fields=["template", "order"], name="summarysection_place"),
        ]

    @property
    def level(self) -> int:
        """Heading level: 0 for the lead, 1 for a section, 2 for a programme."""
        return self.work_area.level if self.work_area else 0

    def natural_key(self) -> tuple[str, int]:
        """Template code and place."""
        return (self.template.code, self.order)

    natural_key.dependencies = ["reports.summarytemplate", "indicators.workarea"]  # type: ignore[attr-defined]

    def __str__(self) -> str:
        return self.heading or str(self.work_area or self.template)
