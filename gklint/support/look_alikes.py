"""Characters that look like others and are other code points: radicals and letters of full width.

PDF converters write radicals (⼀, ⺠) for the ideographs that look alike, input methods letters of
full width. What they stand for is one character each, so that places stay exact.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

#: Radicals that are ideographs in themselves and have no compatibility form (Unicode's
#: EquivalentUnifiedIdeograph); before them two whose form is not the one that is written today.
_RADICALS_ALONE = dict(
    zip(
        "⼾⾭⺁⺊⺒⺓⺜⺝⺠⺩⺪⺫⺬⺮⺯⺶⺻⺼⺽⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        "户青厂卜巳幺日月民王疋目示竹糸羊聿肉臼虎西见角贝足车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)


def without_look_alikes(text: str) -> str:
    """Return a text, as long as it was, with the characters that are meant."""
    return text if text.isascii() else text.translate(_meant())


@lru_cache(maxsize=1)
def _meant() -> dict[int, str]:
    """Return the character that is meant by each code point."""
    found = {ord(radical): meant for radical, meant in _RADICALS_ALONE.items()}
    for first, last in ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFF21, 0xFF5A)):
        for code in range(first, last + 1):
            meant = normalize("NFKC", chr(code))
            if len(meant) == 1 and ord(meant) != code and meant.isalpha():
                found.setdefault(code, meant)
    return found
