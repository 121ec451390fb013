"""The big screen, which turns through its pages by itself."""

from indicators.views.screen.page import screen, slides

__all__ = ["screen", "slides"]
