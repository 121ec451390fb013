"""The browser reads typed numbers as the server does, and adds them up exactly."""

import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.templatetags.static import static
from playwright.sync_api import Page

from indicators.numbers import plain
from indicators.progress import ratio
from indicators.typed import NotANumber, read_number

TABLE = json.loads(
    (Path(__file__).parent.parent / "typed_numbers.json").read_text(encoding="utf-8")
)
SIGNS = (
    *"0123456789", *"0123456789", *"０１９.．。,，'’ 　\u2009+-－−–%％¥￥()（）_—~～/:eEx×*\t",
    "万", "亿", "万亿", "千", "元", "个", "平方米", "套", "约", "余", "十四", "以上", "km", "10",
)  # fmt: skip
UNITS = ("个", "%", "亿元", "万平方米", "套（间）", "公里", "千瓦", "亿", "")
VALUES = ("0", "-0.5", "12", "1234567890.1234", "99999999999.9999", "-99999999999.9999", "0.0001")


@pytest.fixture
def in_browser(page: Page) -> Any:
    """Calls functions of the module in one of our own pages, many at once."""
    page.goto("/accounts/login/")

    def call(name: str, rows: list[tuple[Any, ...]]) -> list[Any]:
        found: list[Any] = page.evaluate(
            """async ([url, name, rows]) => {
                const module = await import(url);
                return rows.map((row) => module[name](...row));
            }""",
            [static("js/sheet/number.js"), name, rows],
        )
        return found

    return call


def read(text: str, unit: str) -> dict[str, str | None]:
    """What the server makes of a typed text."""
    try:
        value = read_number(text, unit)
    except NotANumber as refused:
        return {"reason": refused.reason.value}
    return {"value": None if value is None else plain(value)}


def test_each_text_of_the_table_reads_the_same(in_browser: Any) -> None:
    found = in_browser("readNumber", [(row["text"], row["unit"]) for row in TABLE])
    wanted = [{k: row[k] for k in ("value", "reason") if k in row} for row in TABLE]
    assert found == wanted


def test_thousands_of_made_up_texts_read_the_same(in_browser: Any) -> None:
    dice = random.Random(20230630)
    texts = [
        ("".join(dice.choices(SIGNS, k=dice.randint(1, 9))), dice.choice(UNITS))
        for _ in range(5000)
    ]
    found = in_browser("readNumber", texts)
    wanted = [read(*text) for text in texts]
    assert [
        (text, said, should)
        for text, said, should in zip(texts, found, wanted, strict=True)
        if said != should
    ] == []
    assert sum("value" in one for one in wanted) > 200


def test_sums_and_differences_are_exact(in_browser: Any) -> None:
    pairs = [(a, b) for a in VALUES for b in VALUES]
    assert in_browser("add", pairs) == [plain(Decimal(a) + Decimal(b)) for a, b in pairs]
    assert in_browser("subtract", pairs) == [plain(Decimal(a) - Decimal(b)) for a, b in pairs]


def test_decimals_are_written_plain(in_browser: Any) -> None:
    texts = ["1.500", "-0.00", "+3", "007", "0.0001", "100", "-12.30", ".5", "5."]
    assert in_browser("plain", [(text,) for text in texts]) == [
        plain(Decimal(text)) for text in texts
    ]


def test_percentages_are_those_of_the_server(in_browser: Any) -> None:
    pairs = [(a, b) for a in VALUES for b in VALUES if Decimal(b)]
    rows = [(a, b, places) for a, b in (*pairs, ("1", "8"), ("1", "800")) for places in (0, 2, 4)]
    wanted = []
    for a, b, places in rows:
        found = ratio(Decimal(a), Decimal(b))
        assert found is not None
        wanted.append(plain(found, places))
    assert in_browser("percent", rows) == wanted
