"""The reviewer's queue."""

from django.contrib.admin import ModelAdmin
from django.urls import URLPattern, path

from indicators.admin.review.page import ReviewQueue


def urls(admin: ModelAdmin) -> list[URLPattern]:  # type: ignore[type-arg]
    """Its address, below those of entries."""
    view = admin.admin_site.admin_view(ReviewQueue.as_view())
    return [path("review/", view, name="indicators_entry_review")]
