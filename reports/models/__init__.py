"""Summary templates and the summaries issued from them."""

from reports.models.issued import IssuedSummary
from reports.models.template import SummarySection, SummaryTemplate

__all__ = ["IssuedSummary", "SummarySection", "SummaryTemplate"]
