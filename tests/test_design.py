"""The design system holds: one place for colours, contrast, and nothing newer than Chromium 90."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from indicators.progress import Light
from indicators.views.palette import contrast, lightness, luminance, palette
from indicators.views.styleguide import WRITTEN

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "static"
# These belong to the admin, which stays light.
OF_THE_ADMIN = {
    f"{name}.css"
    for name in ("desk", "sheet", "review", "months", "catalogue", "fill_in", "entries")
}
# Stands alone, whatever is broken.
ALONE = {"500.html"}
RAW_COLOUR = re.compile(
    r"(?<![\w&/#?=-])(?<!href=\")(?<!url\()#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![\w-])"
    r"|\b(?:rgba?|hsla?)\((?!\s*0\s*,\s*0\s*,\s*0\s*,\s*0\s*\))"
    r"|:\s*(?:white|black|red|green|blue|yellow|orange|gr[ae]y)\b(?=\s*[;,!])",
    re.IGNORECASE,
)
TOO_NEW = {
    "css": [
        r":has\(",
        r"@container\b",
        r"@layer\b",
        r"@scope\b",
        r"@property\b",
        r"@starting-style\b",
        r"color-mix\(",
        r"\boklch\(|\blab\(|\blch\(",
        r"light-dark\(",
        r"\baccent-color\s*:",
        r"\btext-wrap\s*:",
        r"\bscrollbar-(?:gutter|color|width)\s*:",
        r"\d(?:[dsl]v[hwib]|cq[wh])\b",
        r"^\s*(?:translate|rotate|scale)\s*:",
        r"^\s*&",
        r"(?<!-webkit-)\bprint-color-adjust\s*:",
        r"(?<!-webkit-)\bmask(?:-\w+)?\s*:",
        r"\bcontent-visibility\s*:\s*hidden",
        r"\bfield-sizing\s*:",
        r"\bline-clamp\s*:(?<!-webkit-line-clamp:)",
        r":user-(?:in)?valid\b",
        r"\bgrid-template-(?:rows|columns)\s*:[^;]*\bsubgrid\b",
    ],
    "js": [
        r"\.at\(\s*-?\d",
        r"\bObject\.hasOwn\b",
        r"\bstructuredClone\(",
        r"\brandomUUID\b",
        r"\.findLast(?:Index)?\(",
        r"\.to(?:Sorted|Reversed|Spliced)\(",
        r"\bObject\.groupBy\b",
        r"\bArray\.fromAsync\b",
        r"\bAbortSignal\.(?:timeout|any)\(",
        r"\bstatic\s*\{",
        r"\bimport\s*\([^)]*\)\s*with\b",
        r"\bshowPopover\(",
        r"\bstartViewTransition\(",
        r"\.checkVisibility\(",
        r"\bPromise\.withResolvers\b",
        r"\bcause\s*:",
    ],
    "html": [r"\binert\b(?=[\s>])", r"\bpopover(?:target)?="],
}
NEW_SAMPLES = {
    "css": [
        ".a:has(.b) {}",
        "@container (min-width: 1px) {}",
        "@layer base {}",
        ".a { color: color-mix(in srgb, red, blue); }",
        ".a { accent-color: auto; }",
        ".a { min-height: 100dvh; }",
        ".a {\n  & .b { margin: 0; }\n}",
        ".a {\n  rotate: 45deg;\n}",
        ".a { text-wrap: balance; }",
    ],
    "js": [
        "rows.at(-1);",
        "Object.hasOwn(a, 'b');",
        "structuredClone(a);",
        "crypto.randomUUID();",
        "rows.findLast(isGood);",
        "rows.toSorted();",
    ],
    "html": ["<div inert>", '<div popover="auto">'],
}


def without_comments(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    text = re.sub(
        r"/\*.*?\*/|\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}", "", text, flags=re.DOTALL
    )
    return re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE) if path.suffix == ".js" else text


def sources() -> Iterator[Path]:
    yield from sorted(STATIC.rglob("*.css"))
    yield from sorted(STATIC.rglob("*.js"))
    yield from sorted((ROOT / "templates").rglob("*.html"))


def test_only_the_tokens_name_colours() -> None:
    free = OF_THE_ADMIN | ALONE | {"tokens.css"}
    found = {
        str(path.relative_to(ROOT)): sorted({match[0] for match in matches})
        for path in sources()
        if path.name not in free and (matches := list(RAW_COLOUR.finditer(without_comments(path))))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text",
    ["color: #fff;", "fill: #1D8A4E}", 'stroke="#ffffff"', "rgba(16, 32, 40, 0.1)", "color: red;"],
)
def test_a_colour_elsewhere_would_be_noticed(text: str) -> None:
    assert RAW_COLOUR.search(text)


@pytest.mark.parametrize(
    "text", ['href="#add"', "url(#face)", "rgba(0,0,0,0)", "&#039;", "?a=1#bad"]
)
def test_what_is_no_colour_is_left_alone(text: str) -> None:
    assert not RAW_COLOUR.search(text)


def too_new(text: str, kind: str) -> list[str]:
    return [
        rule
        for rule in TOO_NEW.get(kind, [])
        if re.search(rule, text, re.MULTILINE | re.IGNORECASE)
    ]


def test_nothing_is_newer_than_the_oldest_browser_served() -> None:
    found = {
        str(path.relative_to(ROOT)): rules
        for path in sources()
        if (rules := too_new(without_comments(path), path.suffix[1:]))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("kind", "sample"), [(kind, text) for kind, texts in NEW_SAMPLES.items() for text in texts]
)
def test_what_is_newer_would_be_noticed(kind: str, sample: str) -> None:
    assert too_new(sample, kind)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("tone", "ground"),
    [
        *WRITTEN,
        *((tone, ground) for tone in ("ink", "ink-soft", "accent") for ground in
          ("paper", "ground", "raised", "hover", "accent-soft")),
        *((f"light-{light}-text", ground) for light in Light for ground in
          ("paper", "ground", "raised", "hover")),
        *(("on-shade", f"shade-{step}") for step in range(1, 5)),
        *(("masthead-ink", ground) for ground in ("masthead", "alert")),
    ],
)  # fmt: skip
def test_words_are_read_on_their_grounds(theme: str, tone: str, ground: str) -> None:
    tones = palette()
    assert contrast(getattr(tones[tone], theme), getattr(tones[ground], theme)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "ground"])
@pytest.mark.parametrize("mark", [*(f"light-{light}" for light in Light), "accent", "focus"])
def test_marks_stand_out(theme: str, mark: str, ground: str) -> None:
    tones = palette()
    assert contrast(getattr(tones[mark], theme), getattr(tones[ground], theme)) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lights_differ_when_they_are_printed_in_grey(theme: str) -> None:
    steps = {light: lightness(getattr(palette()[f"light-{light}"], theme)) for light in Light}
    near = {
        (one, other): round(abs(steps[one] - steps[other]), 1)
        for one, other in combinations(Light, 2)
        if abs(steps[one] - steps[other]) < 5
    }
    assert near == {}


def test_every_token_that_is_used_exists() -> None:
    declared = re.compile(r"(?<![\w-])--[a-z][\w-]*(?=\s*:)")
    used = re.compile(r"var\(\s*(--[a-z][\w-]*)\s*\)")
    texts = {path: without_comments(path) for path in sources()}
    known = {name for text in texts.values() for name in declared.findall(text)}
    missing = {
        str(path.relative_to(ROOT)): names
        for path, text in texts.items()
        if path.name not in OF_THE_ADMIN
        and (names := sorted({n for n in used.findall(text) if n not in known and "{{" not in n}))
    }
    assert missing == {}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert luminance("#ff0000") == pytest.approx(0.2126)
    assert lightness("#777777") == pytest.approx(50.03, abs=0.01)
