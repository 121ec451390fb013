"""A milestone as a page prints it, as of a month."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext, pgettext

from indicators import wording
from indicators.milestones import MilestoneState, days_covered, state_of
from indicators.models import Milestone
from indicators.periods import Month


@dataclass(frozen=True)
class StepLine:
    """The texts of a milestone; what comes to pass after the month is not known yet."""

    milestone: Milestone
    month: Month

    @cached_property
    def state(self) -> MilestoneState:
        """Done, overdue or ahead."""
        made = self.milestone
        return state_of(made.planned_on, made.done_on, made.precision, self.month)

    @property
    def is_known(self) -> bool:
        """Whether it was known in the month: planned, or done by then."""
        return self.milestone.planned_on is not None or self.state is MilestoneState.DONE

    @property
    def name(self) -> str:
        """What it is."""
        return self.milestone.name

    @property
    def note(self) -> str:
        """What else is said of it."""
        return self.milestone.note

    @cached_property
    def label(self) -> str:
        """Its state in a word."""
        match self.state:
            case MilestoneState.DONE:
                return pgettext("milestone", "done")
            case MilestoneState.OVERDUE:
                return pgettext("milestone", "late")
            case MilestoneState.AHEAD:
                return pgettext("milestone", "planned")

    @cached_property
    def span(self) -> tuple[date, date]:
        """The first and last day that its date covers: the day done, else the day planned."""
        done = self.milestone.done_on if self.state is MilestoneState.DONE else None
        day = done or self.milestone.planned_on
        if day is None:
            raise ValueError(self.milestone.pk)
        return days_covered(day, self.milestone.precision)

    @property
    def day(self) -> date:
        """The day it is held to: the last one that its date covers."""
        return self.span[1]

    @cached_property
    def when(self) -> str:
        """Its date, no more exact than it is known."""
        return wording.rough_date(self.day, self.milestone.precision)

    @cached_property
    def planned(self) -> str:
        """For one that is done: the date it was planned for, where that was another one."""
        planned = self.milestone.planned_on
        if self.state is not MilestoneState.DONE or planned is None:
            return ""
        words = wording.rough_date(planned, self.milestone.precision)
        return "" if words == self.when else gettext("planned for %(date)s") % {"date": words}
