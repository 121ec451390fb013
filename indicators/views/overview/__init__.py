"""The overview: how a region stands against its annual goals, in ten seconds."""

from indicators.views.overview.lights import LightCount, count_lights
from indicators.views.overview.page import Overview
from indicators.views.overview.recognised import RecognitionRow, recognition_rows

__all__ = ["LightCount", "Overview", "RecognitionRow", "count_lights", "recognition_rows"]
