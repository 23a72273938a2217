"""Prose as it is compared: what differs in every report by itself is masked, law is left out.

What is left are the Chinese characters of each clause, clauses separated by bars: no years, no
numbers, no name of the body (in full, shortened from the left, or 我局, 本街道), no titles of
documents and no sentences quoted from them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gklint.collection.similar import BAR
from gklint.support.folding import fold

# The patterns are text, and `re` compiles and keeps them when they are first used: most runs check
# one report and compare none.
#: Of a document its title, with the number that may follow in brackets.
_DOCUMENT = r"《[^《》]*(?:《[^《》]*》[^《》]*)*》(?:\([^()]{0,60}\)|\[[^\[\]]{0,30}\])?"
#: What an article says, where the text says that it quotes it.
_ARTICLE = r"第[〇零一二三四五六七八九十百\d]+条(?:第[一二三四五六七八九十\d(){}、和]+[款项])*"
_QUOTED = (
    rf"(?:{_ARTICLE}|条例|办法|规定|通知|意见|格式)[^。\"]{{0,20}}\"[^\"]*\""
    rf"|{_ARTICLE}[^。:,\"]{{0,6}}(?:规定|明确|指出|要求)[:,][^。]*"
)
_FIGURES = r"\d[\d,.]*%?年?度?"
_COUNTED = (
    r"[〇零一二三四五六七八九十百千万亿两几]+"
    r"(?=余?[件条次项场期人个篇宗起份批类名户家处年月日])"
)
_ENUMERATED = r"\([一二三四五六七八九十\d]+\)|(?<![\u4e00-\u9fff])[一二三四五六七八九十]、"
_OWN = (
    r"[我本全](?:行政机关|办事处|单位|机关|部门|街道|中心"
    r"|局|委|办|厅|院|所|站|省|市|区|县|旗|镇|乡)"
)
_OTHERS = "[^\u3400-\u4dbf\u4e00-\u9fff]+"
#: The part of a name that says where the body is.
_WHERE = r"^[^省市区县旗州盟]{1,12}?(?:自治区|自治州|自治县|人民政府|省|市|区|县|旗|州|盟)"
#: Endings that a name is often written without.
_ENDINGS = ("办事处", "人民政府")
_SHORTEST_NAME = 3


def compared_text(text: str, body: str) -> str:
    """Return the prose of a part of a report as it is compared; `body` is the report's own name."""
    folded = re.sub(_DOCUMENT, "", fold(text))
    folded = re.sub(_QUOTED, "", folded)
    folded = without_names(folded, names_of(body))
    folded = re.sub(_ENUMERATED, BAR, folded)
    folded = re.sub(_OWN, "", re.sub(_COUNTED, "", re.sub(_FIGURES, "", folded)))
    return re.sub(_OTHERS, BAR, folded).strip(BAR)


def without_names(text: str, names: tuple[str, ...]) -> str:
    """Return the text without the names (folded), the longest first."""
    for name in names:
        if name in text:
            text = text.replace(name, "")
    return text


@lru_cache(maxsize=4096)
def names_of(body: str) -> tuple[str, ...]:
    """Return the ways to write the name of a body, folded, the longest first."""
    name = fold(body)
    found = {name} if len(name) >= _SHORTEST_NAME else set()
    while match := re.match(_WHERE, name):
        name = name[match.end() :]
        if len(name) < _SHORTEST_NAME:
            break
        found.add(name)
    for whole in list(found):
        for ending in _ENDINGS:
            short = whole.removesuffix(ending)
            if short != whole and len(short) >= _SHORTEST_NAME:
                found.add(short)
    return tuple(sorted(found, key=lambda one: (-len(one), one)))
