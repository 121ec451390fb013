"""Addresses of the summary pages."""

from django.urls import path

from reports import views

urlpatterns = [
    path("summary/", views.summary, name="summary"),
    path("summary/excerpt/", views.summary_excerpt, name="summary-excerpt"),
    path("summary/export/<slug:identifier>/", views.export, name="summary-export"),
    path("summary/issue/", views.issue_summary, name="summary-issue"),
    path("summary/issued/<int:pk>/", views.issued, name="summary-issued"),
    path(
        "summary/issued/<int:pk>/<slug:identifier>/",
        views.export_issued,
        name="summary-issued-export",
    ),
]
