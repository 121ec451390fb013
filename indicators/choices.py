"""The fixed vocabularies of the product, with their labels for the screen."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from indicators.progress import Direction, GreyReason, Kind, Light

KIND_LABELS: dict[str, Promise] = {
    Kind.FLOW: _("Year to date"),
    Kind.STOCK: _("Level at month end"),
    Kind.RATIO: _("Ratio"),
}
DIRECTION_LABELS: dict[str, Promise] = {
    Direction.AT_LEAST: _("At least"),
    Direction.AT_MOST: _("At most"),
}
LIGHT_LABELS: dict[str, Promise] = {
    Light.BLUE: pgettext_lazy("light", "Achieved"),
    Light.GREEN: pgettext_lazy("light", "On pace"),
    Light.YELLOW: pgettext_lazy("light", "Slightly behind"),
    Light.RED: pgettext_lazy("light", "Behind"),
    Light.GREY: pgettext_lazy("light", "Not judged"),
}
GREY_LABELS: dict[str, Promise] = {
    GreyReason.NO_FIGURE: pgettext_lazy("light", "Not reported"),
    GreyReason.NO_TARGET: pgettext_lazy("light", "No target"),
    GreyReason.NO_PACE: pgettext_lazy("light", "Judged at year end"),
}


class Qualifier(models.TextChoices):
    """How exact a reported value is."""

    EXACT = "exact", _("Exact")
    ABOUT = "about", _("About")
    OVER = "over", _("Over")
    PRELIMINARY = "preliminary", _("Preliminary")


class Source(models.TextChoices):
    """Where an entry's value comes from."""

    REPORTED = "reported", _("Reported")
    DERIVED = "derived", _("Derived")
    DEMO = "demo", _("Demonstration data")


class EntryState(models.TextChoices):
    """Where an entry stands between the person who wrote it and the ledger."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class NoticeKind(models.TextChoices):
    """What a notice tells."""

    OPENED = "opened", _("Month opened")
    DUE_SOON = "due_soon", _("Due soon")
    REMINDER = "reminder", _("Reminder")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    CLOSED = "closed", _("Month closed")
    REOPENED = "reopened", _("Month reopened")


class RegionLevel(models.TextChoices):
    """Levels of the administrative tree."""

    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("County")
    TOWN = "town", _("Town")


def is_above(level: str, other: str) -> bool:
    """Whether regions of a level are made of regions of the other."""
    order = RegionLevel.values
    return order.index(level) < order.index(other)


class ReportingLevel(models.TextChoices):
    """Levels at which figures are entered; those above are rolled up."""

    COUNTY = RegionLevel.COUNTY.value, _("County")
    TOWN = RegionLevel.TOWN.value, _("Town")


class Scope(models.TextChoices):
    """How far an honour or ranking reaches."""

    COUNTY = "county", _("County-wide")
    CITY = "city", _("City-wide")
    PROVINCE = "province", _("Province-wide")
    NATION = "nation", _("Nation-wide")


class HonourKind(models.TextChoices):
    """What sort of recognition it is."""

    AWARD = "award", _("Award")
    TITLE = "title", _("Title")
    PILOT = "pilot", _("Pilot")
    FIRST = "first", _("First of its kind")


class HonourState(models.TextChoices):
    """How certain a recognition is."""

    PROPOSED = "proposed", _("Proposed")
    SELECTED = "selected", _("Selected")
    AWARDED = "awarded", _("Awarded")


class ProjectKind(models.TextChoices):
    """How a project entered this year's plan."""

    CONTINUED = "continued", _("Continued")
    NEW = "new", _("New")
    RESERVE = "reserve", _("Reserve")
    ADDED = "added", _("Added during the year")


class ProjectStage(models.TextChoices):
    """How far a project has come."""

    PREPARING = "preparing", _("Preparing")
    PLANNED = "planned", _("Plan drawn up")
    LISTED = "listed", _("Shortlisted")
    BUILDING = "building", _("Under way")
    TRIAL = "trial", _("Trial operation")
    INSPECTED = "inspected", _("Inspected")
    COMPLETED = "completed", _("Completed")


class DatePrecision(models.TextChoices):
    """How exactly a date is known; the date kept is the last day it covers."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


class Role(models.TextChoices):
    """The people of the product; values are the names of Django groups."""

    CLERK = "clerk", _("Clerk")
    REVIEWER = "reviewer", _("Reviewer")
    OFFICE = "office", _("Office")
    LEADER = "leader", _("Leadership")
    ADMIN = "admin", _("Administrator")
