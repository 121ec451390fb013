"""What can be said of honours and rankings."""

from django.utils.translation import gettext_lazy

from indicators.models import Honour, Ranking
from reports.narrative import wording
from reports.narrative.measures.base import Measure


def name(recognition: Honour | Ranking) -> str:
    """What was recognised."""
    return recognition.name


def holder(honour: Honour) -> str:
    """Who or what holds the honour."""
    return honour.holder


HONOUR_MEASURES: tuple[Measure[Honour], ...] = (
    Measure("", "优秀案例", gettext_lazy("The honour's name."), name),
    Measure("单位", "中兴未来社区", gettext_lazy("Who holds the honour."), holder),
)
RANKING_MEASURES: tuple[Measure[Ranking], ...] = (
    Measure("", "加装电梯工作", gettext_lazy("What the ranking is about."), name),
    Measure(
        "排名", "全市前3", gettext_lazy("The rank, or the bound it lies within."), wording.place
    ),
)
