"""What a person wrote, and what became of it."""

from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.choices import EntryState, Qualifier, Source
from indicators.models.indicator import MAX_DECIMALS, MAX_DIGITS, Indicator
from indicators.models.organisation import Region
from indicators.periods import FIRST_YEAR, LAST_YEAR, Month

PENDING = (EntryState.DRAFT, EntryState.SUBMITTED)

_HANDED_IN = Q(submitted_at__isnull=False, submitted_by__isnull=False)
_NOT_HANDED_IN = Q(submitted_at=None, submitted_by=None)
_NOT_REVIEWED = Q(reviewed_at=None, reviewed_by=None)
_NOT_WITHDRAWN = Q(withdrawn_at=None, withdrawn_by=None)


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries, in chainable selections."""

    def of_month(self, month: Month) -> Self:
        """Entries for that month."""
        return self.filter(year=month.year, month=month.month)

    def delete(self) -> NoReturn:
        """Never: entries are kept for good."""
        raise TypeError("entries are never deleted")


class Entry(models.Model):
    """A value that a person wrote for an indicator, region and month.

    `value` stands at month end; for a flow it counts from January. Written by the ledger only,
    never edited once submitted, never deleted.
    """

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="entries", verbose_name=_("indicator")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="entries", verbose_name=_("region")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    value = models.DecimalField(_("value"), max_digits=MAX_DIGITS, decimal_places=MAX_DECIMALS)
    numerator = models.DecimalField(
        _("numerator"), max_digits=MAX_DIGITS, decimal_places=MAX_DECIMALS, null=True, blank=True
    )
    denominator = models.DecimalField(
        _("denominator"), max_digits=MAX_DIGITS, decimal_places=MAX_DECIMALS, null=True, blank=True
    )
    qualifier = models.CharField(
        _("qualifier"), max_length=12, choices=Qualifier, default=Qualifier.EXACT
    )
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.REPORTED)
    note = models.TextField(_("note"), blank=True)
    reason = models.TextField(
        _("reason"), blank=True, help_text=_("Why an approved figure is corrected.")
    )
    explanation = models.TextField(
        _("explanation"), blank=True, help_text=_("What is said to the doubts about the value.")
    )
    doubts = models.JSONField(
        _("doubts"), default=list, blank=True, help_text=_("As they stood when it was handed in.")
    )
    late = models.BooleanField(
        _("late"), default=False, help_text=_("Handed in after the month was due; for good.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=EntryState, default=EntryState.DRAFT
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrects"),
        help_text=_("The approved entry that the person saw when writing this one."),
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    return_reason = models.TextField(_("reason for return"), blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-year", "-month", "-id"]
        default_permissions = ("view",)
        permissions = [
            ("enter_entry", _("Can write and submit entries")),
            ("review_entry", _("Can approve and return entries")),
        ]
        indexes = [
            models.Index(fields=["region", "indicator", "year", "month"], name="entry_cell"),
            models.Index(
                fields=["year", "month", "state"],
                condition=Q(state__in=["draft", "submitted"]),
                name="entry_pending_of_month",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "region", "year", "month"],
                condition=Q(state__in=["draft", "submitted"]),
                name="entry_one_pending",
            ),
            models.CheckConstraint(
                name="entry_month",
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR, month__gte=1, month__lte=12),
            ),
            models.CheckConstraint(
                name="entry_parts_together",
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__isnull=False, denominator__isnull=False, denominator__gt=0),
                violation_error_message=_(
                    "Give numerator and denominator together; the denominator is above zero."
                ),
            ),
            models.CheckConstraint(
                name="entry_state_has_its_people",
                condition=(
                    Q(state="draft") & _NOT_HANDED_IN & _NOT_REVIEWED & _NOT_WITHDRAWN
                    | Q(state="submitted") & _HANDED_IN & _NOT_REVIEWED & _NOT_WITHDRAWN
                    | Q(state__in=["returned", "approved"], reviewed_at__isnull=False)
                    & Q(reviewed_by__isnull=False)
                    & _HANDED_IN
                    & _NOT_WITHDRAWN
                    | Q(state="withdrawn", withdrawn_by__isnull=False)
                    & Q(withdrawn_at__isnull=False)
                    & (_HANDED_IN | _NOT_HANDED_IN)
                    & _NOT_REVIEWED
                ),
            ),
            models.CheckConstraint(
                name="entry_return_has_reason",
                condition=Q(state="returned", return_reason__gt="")
                | (~Q(state="returned") & Q(return_reason="")),
                violation_error_message=_("Say why the entry is returned."),
            ),
            models.CheckConstraint(
                name="entry_correction_has_reason",
                condition=Q(corrects=None) | Q(state__in=["draft", "withdrawn"]) | Q(reason__gt=""),
                violation_error_message=_("Say why the approved figure is corrected."),
            ),
            models.CheckConstraint(
                name="entry_late_once_handed_in",
                condition=Q(late=False) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="entry_doubts_are_explained",
                condition=Q(doubts=[])
                | Q(state__in=["draft", "withdrawn"])
                | Q(explanation__gt=""),
                violation_error_message=_("Say a word to the doubts about the value."),
            ),
            models.CheckConstraint(
                name="entry_derived_says_from_what",
                condition=~Q(source=Source.DERIVED) | Q(note__gt=""),
                violation_error_message=_("Say in the note what the value was worked out from."),
            ),
        ]

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: entries are kept for good."""
        raise TypeError("entries are never deleted")

    def as_month(self) -> Month:
        """The month the entry is for."""
        return Month(self.year, self.month)

    def __str__(self) -> str:
        return f"{self.indicator} {self.region} {self.as_month()}"
