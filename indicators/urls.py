"""Addresses of the ledger's pages."""

from django.urls import path

from indicators.views import notices, reporting
from indicators.views.evidence import evidence
from indicators.views.indicator import IndicatorPage
from indicators.views.month_trail import MonthTrailPage, month_trail_csv
from indicators.views.overview import Overview
from indicators.views.programme import Programme
from indicators.views.trail import EntryTrail

urlpatterns = [
    path("", Overview.as_view(), name="overview"),
    path("programmes/<slug:code>/", Programme.as_view(), name="programme"),
    path("entries/<int:pk>/", EntryTrail.as_view(), name="entry"),
    path("trail/", MonthTrailPage.as_view(), name="trail"),
    path("trail.csv", month_trail_csv, name="trail-csv"),
    path("evidence/<int:pk>/", evidence, name="evidence"),
    path("indicators/<slug:code>/", IndicatorPage.as_view(), name="indicator"),
    path("reporting/", reporting.ReportingPage.as_view(), name="reporting"),
    path("reporting/remind/", reporting.remind, name="reporting-remind"),
    path("notices/", notices.NoticesPage.as_view(), name="notices"),
    path("notices/read/", notices.read_all, name="notices-read"),
    path("notices/<int:pk>/", notices.follow, name="notice"),
]
