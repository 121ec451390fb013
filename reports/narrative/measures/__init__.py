"""The measures that placeholders may use, by the noun they fit."""

from reports.narrative.measures.base import Measure, UnsayableError
from reports.narrative.measures.indicator import INDICATOR_MEASURES, IndicatorFacts
from reports.narrative.measures.period import PERIOD_WORDS
from reports.narrative.measures.project import PROJECT_MEASURES, ProjectFacts
from reports.narrative.measures.recognition import HONOUR_MEASURES, RANKING_MEASURES

__all__ = [
    "HONOUR_MEASURES",
    "INDICATOR_MEASURES",
    "PERIOD_WORDS",
    "PROJECT_MEASURES",
    "RANKING_MEASURES",
    "IndicatorFacts",
    "Measure",
    "ProjectFacts",
    "UnsayableError",
]
