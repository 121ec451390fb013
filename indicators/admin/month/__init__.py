"""Reporting months: the office opens, closes and reopens them."""

from indicators.admin.month.months import ReportingMonthAdmin

__all__ = ["ReportingMonthAdmin"]
