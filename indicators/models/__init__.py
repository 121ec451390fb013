"""The ledger's nouns, one a file."""

from indicators.models.control_total import ControlTotal
from indicators.models.entry import Entry
from indicators.models.evidence import Evidence
from indicators.models.figure import Figure
from indicators.models.history import Coded, MasterData
from indicators.models.honour import Honour, Ranking
from indicators.models.indicator import Indicator, LightBands
from indicators.models.month import ReportingMonth
from indicators.models.notice import Notice
from indicators.models.organisation import Department, Region, WorkArea
from indicators.models.people import name_of
from indicators.models.project import Milestone, Project
from indicators.models.reopening import Reopening
from indicators.models.screen import ScreenToken
from indicators.models.target import PacePlan, Target

__all__ = [
    "Coded",
    "ControlTotal",
    "Department",
    "Entry",
    "Evidence",
    "Figure",
    "Honour",
    "Indicator",
    "LightBands",
    "MasterData",
    "Milestone",
    "Notice",
    "PacePlan",
    "Project",
    "Ranking",
    "Region",
    "Reopening",
    "ReportingMonth",
    "ScreenToken",
    "Target",
    "WorkArea",
    "name_of",
]
