"""The address of every page that people look at, in one place."""

from collections.abc import Callable

from django.urls import reverse

from indicators.models import Entry, Project, Region

MONTH = "?month=2023-06"
NOWHERE = "330599"


def an_entry() -> str:
    """The address of an approved entry of the review."""
    entry = Entry.objects.filter(state="approved", indicator__code="talent-homes").latest("id")
    return reverse("entry", args=[entry.pk])


def a_project() -> str:
    """The address of a project with milestones."""
    project = Project.objects.exclude(milestones=None).order_by("code")[0]
    return reverse("project", args=[project.code])


def without_figures() -> str:
    """The overview of a county that has none yet."""
    city = Region.objects.get(code="3305")
    Region.objects.get_or_create(
        code=NOWHERE, defaults={"name": "某县", "level": "county", "parent": city}
    )
    return f"{reverse('overview')}?region={NOWHERE}"


ADDRESSES: dict[str, Callable[[], str]] = {
    "overview": lambda: reverse("overview") + MONTH,
    "overview of one light": lambda: reverse("overview") + MONTH + "&light=red",
    "programme": lambda: reverse("programme", args=["housing-security"]) + MONTH,
    "programme without charts": lambda: reverse("programme", args=["future-communities"]) + MONTH,
    "indicator": lambda: reverse("indicator", args=["talent-homes"]) + MONTH,
    "indicator with towns": lambda: reverse("indicator", args=["class-c-houses"]) + MONTH,
    "entry": an_entry,
    "trail of a month": lambda: reverse("trail") + MONTH,
    "towns": lambda: reverse("towns") + MONTH,
    "town": lambda: reverse("town", args=["330521001"]) + MONTH,
    "projects": lambda: reverse("projects"),
    "projects in time": lambda: reverse("projects") + "?view=timeline",
    "projects as a table": lambda: reverse("projects") + "?view=table",
    "project": a_project,
    "honours": lambda: reverse("honours"),
    "compare": lambda: reverse("compare") + MONTH + "&with=2023-05",
    "year": lambda: reverse("year") + "?year=2023",
    "search": lambda: reverse("search") + "?q=jzdt",
    "search without a hit": lambda: reverse("search") + "?q=zzzz",
    "screen": lambda: reverse("screen"),
    "style guide": lambda: reverse("styleguide"),
    "reporting": lambda: reverse("reporting") + MONTH,
    "notices": lambda: reverse("notices"),
    "summary": lambda: reverse("summary") + "?period=2023-H1",
    "without figures": without_figures,
    "not there": lambda: "/there-is-no-such-page/",
    "month that is none": lambda: reverse("overview") + "?month=1999-01",
}
