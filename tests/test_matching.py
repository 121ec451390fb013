"""Names found by characters, pinyin, initials, or a mixture of them."""

import time

import pytest

from indicators.search.matching import Match, Rank, made_ready, match, match_code, normal
from indicators.search.spelling import readings


def fit(name: str, typed: str) -> Match | None:
    return match(made_ready(name, readings), normal(typed))


@pytest.mark.parametrize(
    ("name", "typed", "rank", "part"),
    [
        ("加装电梯", "加装电梯", Rank.EXACT, "加装电梯"),
        ("加装电梯新增", "加装", Rank.PREFIX, "加装"),
        ("累计加装电梯", "加装电梯", Rank.INSIDE, "加装电梯"),
        ("武康街道", "wukang", Rank.SPELLED, "武康"),
        ("武康街道", "wuk", Rank.SPELLED, "武康"),
        ("武康街道", "kang", Rank.SPELLED_INSIDE, "康"),
        ("加装电梯新增", "jzdt", Rank.INITIALS, "加装电梯"),
        ("累计加装电梯", "jzdt", Rank.INITIALS_INSIDE, "加装电梯"),
        ("加装电梯", "加装dt", Rank.INITIALS, "加装电梯"),
        ("加装电梯", "jiazhuang电", Rank.SPELLED, "加装电"),
        ("加装电梯", "jia zhuang", Rank.SPELLED, "加装"),
        ("加装电梯", "ＪＺＤＴ", Rank.INITIALS, "加装电梯"),
        ("加装电梯", "  加装 \u3000 电梯 ", Rank.EXACT, "加装电梯"),
        ("ＡＢＣ大厦", "abc大", Rank.PREFIX, "ＡＢＣ大"),
        ("绿道开工里程", "lvdao", Rank.SPELLED, "绿道"),
        ("老旧小区改造（户）", "改造户", Rank.SPELLED_INSIDE, "改造（户"),
    ],
)
def test_what_fits_and_how_well(name: str, typed: str, rank: Rank, part: str) -> None:
    found = fit(name, typed)
    assert found is not None
    [(start, end)] = found.spans
    assert (found.rank, name[start:end]) == (rank, part)


@pytest.mark.parametrize("typed", ["zhongdian", "chongdian", "zdxm", "cdxm"])
def test_any_reading_of_a_character_will_do(typed: str) -> None:
    assert fit("重点项目", typed) is not None


@pytest.mark.parametrize("typed", ["diaojie", "tiaojie", "tj", "dj"])
def test_also_in_the_middle_of_a_name(typed: str) -> None:
    assert fit("矛盾调解", typed) is not None


def test_words_apart_must_all_occur() -> None:
    found = fit("老旧小区改造", "改造 老旧")
    assert found == Match(Rank.INSIDE, ((0, 2), (4, 6)))
    assert fit("老旧小区改造", "改造 新") is None


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\x00", "\u200b", "%", "_", "(", "[a-z]+", ".*", "\\", "<b>", "' OR 1=1", "\ud800"],
)
def test_what_is_no_part_of_a_name_finds_nothing(typed: str) -> None:
    assert fit("加装电梯", typed) is None


def test_signs_are_found_where_they_are_written() -> None:
    assert fit("完成率_50%以上", "50%") is not None
    assert fit("完成率_50%以上", "_") is not None
    assert fit("A.*B", ".*") is not None


@pytest.mark.parametrize("typed", ["z" * 10_000, "zhang" * 2_000, "长" * 10_000])
def test_no_name_takes_long(typed: str) -> None:
    name = made_ready("长" * 100, readings)
    before = time.process_time()
    assert match(name, typed) is None
    assert time.process_time() - before < 1


@pytest.mark.parametrize(
    ("code", "typed", "rank"),
    [
        ("330521001", "330521001", Rank.EXACT),
        ("330521001", "330521", Rank.PREFIX),
        ("talent-homes", "Talent Homes", Rank.EXACT),
        ("talent-homes", "homes", Rank.INSIDE),
        ("talent-homes", "house", None),
        ("talent-homes", "", None),
    ],
)
def test_codes(code: str, typed: str, rank: Rank | None) -> None:
    assert match_code(code, normal(typed)) == rank


def test_spellings_are_loaded_by_the_first_search_only() -> None:
    """Loading costs 70 ms and 13 MB; without phrases, which single characters do not need."""
    import subprocess
    import sys

    script = (
        "import sys; from indicators.search.spelling import readings;"
        "assert 'pypinyin' not in sys.modules; assert readings('重') == ('zhong', 'chong', 'tong');"
        "assert 'pypinyin' in sys.modules; assert 'pypinyin.phrases_dict' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
