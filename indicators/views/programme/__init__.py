"""A programme: its indicators, goals, trends, projects and recognition."""

from indicators.views.programme.page import Programme

__all__ = ["Programme"]
