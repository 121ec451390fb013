"""Addresses of the ledger's pages."""

from django.urls import path

from indicators.views.indicator import IndicatorPage
from indicators.views.overview import Overview
from indicators.views.programme import Programme

urlpatterns = [
    path("", Overview.as_view(), name="overview"),
    path("programmes/<slug:code>/", Programme.as_view(), name="programme"),
    path("indicators/<slug:code>/", IndicatorPage.as_view(), name="indicator"),
]
