"""Text as it is compared: one form for the many ways of writing the same words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from unicodedata import is_normalized, normalize

from gklint.support.patterns import lazily

#: Characters that take no room: zero-width spaces and joiners, the byte order mark, soft hyphens.
INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad"
_AT_ENDS = " \t\r\f\v\xa0\u3000" + INVISIBLE

#: Marks that writers and converters use for one another; NFKC leaves them as they are.
_ALIKE = {
    "〔": "[",
    "〕": "]",
    "【": "[",
    "】": "]",
    "﹝": "[",
    "﹞": "]",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "「": '"',
    "」": '"',
    "—": "-",
    "–": "-",
    "―": "-",
    "−": "-",
    "﹣": "-",
    "‐": "-",
    "‑": "-",
    "·": ".",
    "•": ".",
    "∶": ":",
    "﹑": "、",
    "､": "、",
    **dict.fromkeys(INVISIBLE, ""),
}
#: Markdown writes 1\. where a number and a dot begin no list.
_ESCAPE = "\\"
_ESCAPED = r"\\(?=[.)(\[\]#*_+!|~`>-])"
#: Bars that text tables are drawn with, and the bar they stand for.
BARS = str.maketrans("｜│┃║", "||||")
_BARS = "｜│┃║"

#: Raised figures and letters, figures in circles: the marks of notes. NFKC makes digits of them.
NOTE_MARKS = (
    "\u2070\u00b9\u00b2\u00b3\u2074-\u207f\u1d43-\u1dbf"
    "\u2460-\u2473\u2776-\u277f\u24f5-\u24fe\u3251-\u325f"
)
_HAS_NOTE_MARK = lazily(rf"[{NOTE_MARKS}]")
_BESIDE_A_NUMBER = lazily(rf"(?<=[\d])[{NOTE_MARKS}]+|[{NOTE_MARKS}]+(?=\d)")

_IS_ALIKE = lazily(f"[{''.join(_ALIKE)}]")

#: Marks of full width, and what NFKC makes of each. Most texts that are not in NFKC have these and
#: nothing else that is not: replacing them takes a tenth of normalizing.
_WIDE = tuple(zip("，：；（）？！％", ",:;()?!%", strict=True))


def fold(text: str) -> str:
    """Return `text` in NFKC, without white space, with one form of each bracket, quote and dash.

    Kangxi radicals, full-width digits and letters, no-break spaces and zero-width characters are
    gone from the result, so that two writings of one label compare equal; so are the marks of notes
    beside a number, which are no digits of it. Offsets are not kept.
    """
    if _ESCAPE in text:
        text = re.sub(_ESCAPED, "", text)
    if text.isascii():
        return "".join(text.split())
    if _HAS_NOTE_MARK.search(text):
        text = _BESIDE_A_NUMBER.sub("", text)
    return _one_form("".join(_normal(text).split()))


def _normal(text: str) -> str:
    """Return a text in NFKC."""
    if is_normalized("NFKC", text):
        return text
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    return normalize("NFKC", text)


def _one_form(text: str) -> str:
    """Return a text with one form of each bracket, quote and dash."""
    if _IS_ALIKE.search(text):
        # A text has few of them, and str.translate would look each of its characters up.
        for mark in set(_IS_ALIKE.findall(text)):
            text = text.replace(mark, _ALIKE[mark])
    return text


def stripped(text: str) -> str:
    """Return `text` without white space and invisible characters at its ends."""
    text = text.strip()
    while text and (text[0] in INVISIBLE or text[-1] in INVISIBLE):
        text = text.strip(_AT_ENDS).strip()
    return text


def has_drawn_bars(text: str) -> bool:
    """Say whether the text has other bars than | to part cells with."""
    return not text.isascii() and any(bar in text for bar in _BARS)


def without_markup(folded: str) -> str:
    """Return a folded text without what stands around it in a cell: **, &nbsp;, <br>, quotes."""
    if "&" in folded or "<" in folded:
        folded = re.sub(r"&nbsp;?|<br/?>", "", folded)
    inside = folded.strip('*"')
    # A dash of asterisks is no markup; two quotes with nothing between them are a blank cell.
    return inside if inside or folded == '""' else folded


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return `fold(text)` and, for each of its characters, the offset in `text` it came from."""
    normal = _normal(text)
    if len(normal) == len(text) and not (_ESCAPE in text or _HAS_NOTE_MARK.search(text)):
        folded = _one_form("".join(normal.split()))
        if len(folded) == len(text):
            # Nothing was left out and nothing became longer: character for character.
            return folded, list(range(len(text)))
    # What a mark stands beside only the whole text shows.
    marks = {at for found in _BESIDE_A_NUMBER.finditer(text) for at in range(*found.span())}
    if _ESCAPE in text:
        marks.update(found.start() for found in re.finditer(_ESCAPED, text))
    pieces = [
        "" if offset in marks else _fold_character(character)
        for offset, character in enumerate(text)
    ]
    offsets: list[int] = []
    for offset, piece in enumerate(pieces):
        if len(piece) == 1:
            offsets.append(offset)
        else:
            offsets.extend([offset] * len(piece))
    return "".join(pieces), offsets


_fold_character = lru_cache(maxsize=16384)(fold)


# --- traditional characters ---

# The gates of whole provinces serve their pages in them: they are read as the simplified ones that
# they are the same words in. Character for character: places stay exact.

#: Characters of every such report, and of no simplified one. A name or a quotation has a few.
_TELLING = frozenset("開總體務報關數據進級訴訟復實導監門議會對發業動貫執從與區縣廳鄉")
_FEWEST = 6
#: The words of every title, which nobody writes so in a text of simplified characters.
_SURE = ("信息公開", "資訊公開")
#: What 信息公开 is where also the words are changed, as in 行政規範性檔案 for 规范性文件.
_OTHER_WORDS = "資訊公開"
#: A word of the form (行政查询事项) that the lists take for one that is said otherwise.
_SAID_ALIKE = "查詢"


#: Radicals, and letters of full width: `gklint.support.look_alikes`.
#: Two patterns: one of all these stretches takes four times as long to compile. A few marks stand
#: between the letters.
_RADICAL, _WIDE_LETTER = lazily("[\u2e80-\u2fdf\uf900-\ufaff]"), lazily("[\uff21-\uff5a]")


def has_look_alikes(text: str) -> bool:
    """Say whether a text has characters that look like those that are meant, and are others."""
    if text.isascii():
        return False
    return _RADICAL.search(text) is not None or _WIDE_LETTER.search(text) is not None


def is_traditional(text: str) -> bool:
    """Say whether a text is written in traditional characters."""
    if text.isascii() or "開" not in text:
        return False
    return any(map(text.__contains__, _SURE)) or sum(map(text.__contains__, _TELLING)) >= _FEWEST


def simplified(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts in simplified characters, each as long as it was.

    Words that the gate says as they are said elsewhere (資訊 for 信息) are said as the law does.
    """
    # Imported here: hardly any report needs it.
    from opencc import OpenCC

    # Only a gate that changes words changes this one.
    convert = OpenCC("tw2sp" if any(_OTHER_WORDS in text for text in texts) else "t2s").convert
    by_character: dict[int, str] = {}
    for character in set("".join(texts)):
        converted = "" if character.isascii() else convert(character)
        if len(converted) == 1 and converted != character:
            by_character[ord(character)] = converted

    @cache
    def converted_line(line: str) -> str:
        if line.isascii():
            return line
        whole: str = _SAID_ALIKE.join(map(convert, line.split(_SAID_ALIKE)))
        # Places stay exact: what would become longer or shorter is read character for character.
        return whole if len(whole) == len(line) else line.translate(by_character)

    return tuple(
        "\n".join(map(converted_line, text.split("\n"))).translate(by_character) for text in texts
    )
