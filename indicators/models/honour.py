"""Recognition from outside: honours and rankings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.choices import HonourKind, HonourState, Scope
from indicators.models.history import Coded
from indicators.models.indicator import Indicator
from indicators.models.organisation import Region, WorkArea
from indicators.models.project import Project
from indicators.periods import FIRST_YEAR, LAST_YEAR


class Recognition(Coded):
    """What honours and rankings have in common. The name says what was recognised."""

    work_area = models.ForeignKey(
        WorkArea, models.PROTECT, related_name="%(class)ss", verbose_name=_("work area")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="%(class)ss", verbose_name=_("region")
    )
    scope = models.CharField(_("scope"), max_length=10, choices=Scope)
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        abstract = True


class Honour(Recognition):
    """A prize, title, pilot or first of its kind."""

    kind = models.CharField(_("kind"), max_length=10, choices=HonourKind, default=HonourKind.AWARD)
    state = models.CharField(
        _("state"), max_length=10, choices=HonourState, default=HonourState.AWARDED
    )
    holder = models.CharField(_("holder"), max_length=100)
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="honours",
        verbose_name=_("project"),
    )
    counted_in = models.ManyToManyField(
        Indicator, blank=True, related_name="honours", verbose_name=_("counted in")
    )
    document = models.CharField(_("document"), max_length=200, blank=True)

    _history_m2m_fields = ("counted_in",)

    class Meta:
        verbose_name = _("honour")
        verbose_name_plural = _("honours")
        ordering = ["-year", "-month", "code"]
        constraints = [
            models.CheckConstraint(
                name="honour_month",
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
                & (Q(month=None) | Q(month__gte=1, month__lte=12)),
            ),
        ]


class Ranking(Recognition):
    """A place among others: exact (全省第1), or only its bound (全市前3)."""

    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rankings",
        verbose_name=_("indicator"),
    )
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    within = models.PositiveSmallIntegerField(
        _("within the first"), null=True, blank=True, help_text=_("When only a bound is known.")
    )

    class Meta:
        verbose_name = _("ranking")
        verbose_name_plural = _("rankings")
        ordering = ["-year", "-month", "code"]
        constraints = [
            models.CheckConstraint(
                name="ranking_exact_or_bound",
                condition=Q(rank__isnull=False, rank__gte=1, within=None)
                | Q(rank=None, within__isnull=False, within__gte=1),
                violation_error_message=_("Give either the rank or the bound it lies within."),
            ),
            models.CheckConstraint(
                name="ranking_month",
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
                & (Q(month=None) | Q(month__gte=1, month__lte=12)),
            ),
        ]
