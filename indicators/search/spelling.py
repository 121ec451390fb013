"""How Chinese characters are spelled in pinyin, without tones: every reading of each."""

import os
from functools import lru_cache

KEPT = 8192
# Single characters need no phrases, which cost 40 MB and 0.3 s more.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")


@lru_cache(maxsize=KEPT)
def readings(character: str) -> tuple[str, ...]:
    """The spellings of one character (重: zhong, chong, tong); none for what is not Chinese."""
    if character.isascii():
        return ()
    # Loaded by the first search (70 ms, 13 MB), not by every worker at its start.
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    spelled = dict.fromkeys(text for texts in found for text in texts)
    return tuple(text for text in spelled if text.isascii() and text.isalpha())
