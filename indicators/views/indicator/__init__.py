"""An indicator: where it stands, how it got there, and who stands behind each number."""

from indicators.views.indicator.page import IndicatorPage

__all__ = ["IndicatorPage"]
