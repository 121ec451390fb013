"""The colours of tokens.css in both themes, and how well they can be told apart."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
IN_BOTH = re.compile(
    r"--(?P<name>[\w-]+): var\(--in-light, (?P<light>#[0-9a-f]{6})\) "
    r"var\(--in-dark, (?P<dark>#[0-9a-f]{6})\);"
)
ALWAYS = re.compile(r"--(?P<name>[\w-]+): (?P<colour>#[0-9a-f]{6});")


@dataclass(frozen=True)
class Tone:
    """A colour by the name of its token, as written #rrggbb in light and in dark."""

    name: str
    light: str
    dark: str


@cache
def palette() -> dict[str, Tone]:
    """Every opaque colour of tokens.css by its name."""
    text = TOKENS.read_text(encoding="utf-8")
    tones = [Tone(m["name"], m["light"], m["dark"]) for m in IN_BOTH.finditer(text)]
    tones += [Tone(m["name"], m["colour"], m["colour"]) for m in ALWAYS.finditer(text)]
    return {tone.name: tone for tone in tones}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.1, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb by WCAG 2.1, from 0 to 1."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(colour: str) -> float:
    """How light a colour looks when it is printed in grey: L* of CIELAB, from 0 to 100."""
    share = luminance(colour)
    return 116 * share ** (1 / 3) - 16 if share > 216 / 24389 else share * 24389 / 27


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
