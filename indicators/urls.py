"""Addresses of the ledger's pages."""

from django.urls import path

from indicators.views import notices, reporting
from indicators.views.compare import ComparePage
from indicators.views.evidence import evidence
from indicators.views.honours import HonoursPage
from indicators.views.indicator import IndicatorPage
from indicators.views.month_trail import MonthTrailPage, month_trail_csv
from indicators.views.overview import Overview
from indicators.views.programme import Programme
from indicators.views.project import ProjectPage
from indicators.views.projects import ProjectsPage
from indicators.views.screen import screen, slides
from indicators.views.search import SearchPage
from indicators.views.styleguide import Styleguide
from indicators.views.town import TownPage
from indicators.views.towns import Towns
from indicators.views.trail import EntryTrail
from indicators.views.year import YearPage

urlpatterns = [
    path("", Overview.as_view(), name="overview"),
    path("programmes/<slug:code>/", Programme.as_view(), name="programme"),
    path("entries/<int:pk>/", EntryTrail.as_view(), name="entry"),
    path("towns/", Towns.as_view(), name="towns"),
    path("towns/<slug:code>/", TownPage.as_view(), name="town"),
    path("styleguide/", Styleguide.as_view(), name="styleguide"),
    path("trail/", MonthTrailPage.as_view(), name="trail"),
    path("trail.csv", month_trail_csv, name="trail-csv"),
    path("evidence/<int:pk>/", evidence, name="evidence"),
    path("indicators/<slug:code>/", IndicatorPage.as_view(), name="indicator"),
    path("projects/", ProjectsPage.as_view(), name="projects"),
    path("projects/<slug:code>/", ProjectPage.as_view(), name="project"),
    path("honours/", HonoursPage.as_view(), name="honours"),
    path("compare/", ComparePage.as_view(), name="compare"),
    path("compare/year/", YearPage.as_view(), name="year"),
    path("search/", SearchPage.as_view(), name="search"),
    path("reporting/", reporting.ReportingPage.as_view(), name="reporting"),
    path("reporting/remind/", reporting.remind, name="reporting-remind"),
    path("notices/", notices.NoticesPage.as_view(), name="notices"),
    path("notices/read/", notices.read_all, name="notices-read"),
    path("notices/<int:pk>/", notices.follow, name="notice"),
    path("screen/", screen, name="screen"),
    path("screen/slides/", slides, name="screen-slides"),
]
