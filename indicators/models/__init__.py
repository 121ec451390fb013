"""The ledger's nouns, one a file."""

from indicators.models.entry import Entry
from indicators.models.figure import Figure
from indicators.models.history import Coded, MasterData
from indicators.models.honour import Honour, Ranking
from indicators.models.indicator import Indicator, LightBands
from indicators.models.month import ReportingMonth
from indicators.models.organisation import Department, Region, WorkArea
from indicators.models.project import Milestone, Project
from indicators.models.target import PacePlan, Target

__all__ = [
    "Coded",
    "Department",
    "Entry",
    "Figure",
    "Honour",
    "Indicator",
    "LightBands",
    "MasterData",
    "Milestone",
    "PacePlan",
    "Project",
    "Ranking",
    "Region",
    "ReportingMonth",
    "Target",
    "WorkArea",
]
