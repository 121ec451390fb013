"""What the half-year summary says of a programme, on the programme's page."""

from typing import Any

from django import template
from django.template import Context

from reports.summary import excerpt

register = template.Library()

READ_DRAFTS, READ_ISSUED = "reports.view_summarytemplate", "reports.view_issuedsummary"


@register.inclusion_tag("reports/_excerpt.html", takes_context=True)
def summary_text(context: Context) -> dict[str, Any]:
    """The text for the page's programme, region and month, for those who may read summaries.

    Takes what the page has read: `programme`, `region`, `month`, `rows`, `known_projects`
    and `recognised`.
    """
    user = context["user"]
    if not (user.has_perm(READ_DRAFTS) and user.has_perm(READ_ISSUED)):
        return {}
    found = excerpt(
        context["programme"],
        context["region"],
        context["month"],
        context["rows"],
        context["known_projects"],
        context["recognised"],
    )
    return {"excerpt": found, "region": context["region"]}
