"""A line with the pieces that the overview prints of it, written once: a template each took most
of the page's time."""

from functools import cached_property

from django.utils.safestring import SafeString

from indicators.lines import Line
from indicators.tables import cells


class Shown(Line):
    """The pieces of a line."""

    @cached_property
    def light_piece(self) -> SafeString:
        """The light as shape and word."""
        return cells.light(self)

    @cached_property
    def value_piece(self) -> SafeString:
        """The value without its unit, or a dash that says why there is none."""
        return cells.value(self) if self.value is None else cells.number(self.value)

    @cached_property
    def bar_piece(self) -> SafeString:
        """Percent and bar; nothing without a completion."""
        return cells.completion(self)

    @cached_property
    def marks_piece(self) -> SafeString:
        """The marks of the value, one after another."""
        return cells.marks(self.marks_of_value)

    @cached_property
    def growth_marks_piece(self) -> SafeString:
        """The marks of the value and of its growth, one after another."""
        return cells.marks(self.marks)
