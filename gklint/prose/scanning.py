"""A sentence → its words and numbers, by the vocabulary; what is no word is a gap between them."""

from typing import NamedTuple

from gklint.prose.fractions import fraction_at
from gklint.prose.vocabulary import NUMERALS, Vocabulary
from gklint.support.numerals import MOST_DIGITS, Number, exact_number, whole_number

_DIGITS = frozenset("0123456789")
_NUMERALS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_BEGINS_NUMBER = frozenset(NUMERALS)
#: Behind digits more may follow them.
_GOES_ON = (",", ".")
#: 2.5万件, 3千余条: what may stand between digits and unit. 万元 is a unit.
_SCALES = {"万": 10000, "千": 1000, "百": 100, "亿": 100000000}
#: 3-5件: neither number is the count.
_RANGE = frozenset("-~")
_NO_COUNT = frozenset("第每")
_OF_DATE = frozenset("月日号")
#: So many 条 in Chinese numerals are entries, and fewer where one of these follows or nothing.
_ENTRIES, _ENDS_ENTRY = 10, "、,;)"
#: A numeral in Chinese is looked at so far: 18 digits, and as many powers of ten between them.
_LONGEST_NUMERAL = 2 * MOST_DIGITS


class Token(NamedTuple):
    """A word, a number or a mark of a sentence.

    `kind` is one of the vocabulary's kinds, or "number", "percent", "year", "date", "bare" (no
    unit), "unreadable" (a number of too many digits), "mark", "unknown" (before a word that says
    nothing), "end" (of the sentence). `key` is
    the word's key, the kind of a number's unit ("" without one) or of a mark. `start` and `end` are
    offsets, of a number without its unit; `gap` counts the characters before it that are no word.
    A number has a `value`, is `exact` or about, and has a `unit`.
    """

    kind: str
    key: str
    start: int
    end: int
    gap: int
    value: Number = 0
    unit: str = ""
    exact: bool = True


def scan(text: str, vocabulary: Vocabulary) -> list[Token]:
    """Return the tokens of a folded sentence, in order; words that say nothing are left out."""
    words, lengths, first = vocabulary.words, vocabulary.lengths, vocabulary.first
    tokens: list[Token] = []
    at = last = 0
    length = len(text)
    while at < length:
        character = text[at]
        if character not in first:
            at += 1
            continue
        if character in _BEGINS_NUMBER:
            # A fraction is spelt: 三分之二.
            fraction = -1 if character in _DIGITS else fraction_at(text, at)
            if fraction > 0:
                tokens.append(Token("percent", "fraction", at, fraction, at - last))
                last = at = fraction
                continue
            number = _number(text, at, last, vocabulary)
            if number is not None:
                token, at = number
                tokens.append(token)
                last = at
                continue
        for size in lengths.get(text[at : at + 2], ()):
            found = words.get(text[at : at + size])
            if found:
                end = at + size if at + size < length else length
                break
        else:
            found, end = words.get(character), at + 1
            if found is None:
                at = end
                continue
        kind, key = found
        if key == "title":
            kind, end = "fillers", text.find("》", at) + 1 or end
        if kind != "fillers":
            tokens.append(Token(kind, key, at, end, at - last))
        elif at > last:
            # What stands between two words counts, whatever follows it.
            tokens.append(Token("unknown", "", last, at, at - last))
        at = last = end
    tokens.append(Token("end", "", length, length, length - last))
    return tokens


def _number(text: str, at: int, last: int, vocabulary: Vocabulary) -> tuple[Token, int] | None:
    """Return the number at an offset and where its unit ends; None for a numeral that counts none.

    Ordinals (第三件) and 每一件 are none, nor is a numeral in Chinese without a unit.
    """
    before = text[at - 1 : at]
    if before in _NO_COUNT:
        return None
    spelt = text[at] not in _DIGITS
    value, end = _numerals(text, at) if spelt else _digits(text, at)
    if value is None:
        unread = Token("unreadable", "", at, end, at - last)
        return None if spelt and not _unit_at(text, end, vocabulary)[0] else (unread, end)
    about_before = vocabulary.about_before
    exact = not (before in about_before or before in _RANGE or text[at - 2 : at] in about_before)
    digits_end = end
    follows = text[end : end + 1]
    if follows in vocabulary.about_after or follows in _SCALES:
        value, digits_end, scaled = _scaled(text, value, end, vocabulary)
        exact = exact and not scaled
        end = digits_end + len(_about_at(text, digits_end, vocabulary))
    unit, kind = _unit_at(text, end, vocabulary)
    if spelt and kind not in ("pieces", "items"):
        # 六条、三十条; 三条措施 are most likely points.
        listed = value >= _ENTRIES or text[end + len(unit) : end + len(unit) + 1] in _ENDS_ENTRY
        if kind != "entries" or not listed:
            return None
    if not unit and end == digits_end:
        return _dated(text, at, last, value, end, exact)
    unit_end = end + len(unit)
    after = _about_at(text, unit_end, vocabulary)
    if after and text[unit_end + len(after) : unit_end + len(after) + 1] in _DIGITS:
        # 较上年9件多3件.
        after = ""
    exact = exact and not after and end == digits_end
    token = Token("number", kind, at, digits_end, at - last, value, unit, exact)
    return token, unit_end + len(after)


def _scaled(text: str, value: Number, end: int, vocabulary: Vocabulary) -> tuple[Number, int, bool]:
    """Read 2.5万, 3千余: returns the value, where it ends, and whether it is so written."""
    about = _about_at(text, end, vocabulary)
    at = end + len(about)
    scale = _SCALES.get(text[at : at + 1])
    if scale is None or text[at : at + 2] in vocabulary.money:
        return value, end, False
    return value * scale, at + 1, True


def _dated(
    text: str, at: int, last: int, value: Number, end: int, exact: bool
) -> tuple[Token, int]:
    """Return a percentage, a year, a day of the year or a bare number."""
    follows = text[end : end + 1]
    if follows == "%":
        return Token("percent", "", at, end, at - last, value, "%", exact), end + 1
    if follows == "年":
        if not isinstance(value, int):
            # An enumerator runs into the year: 1.2023年; 1.5万年 is none.
            behind = text[at:end].partition(".")[2]
            value = int(behind if behind.isdecimal() else value)
        kind = "year" if 1900 < value < 2200 else "date"
        year_end = end + 2 if text.startswith("年度", end) else end + 1
        return Token(kind, "", at, end, at - last, value), year_end
    if follows in _OF_DATE:
        return Token("date", follows, at, end, at - last, value), end + 1
    return Token("bare", "", at, end, at - last, value), end


def _digits(text: str, at: int) -> tuple[Number | None, int]:
    end = at
    length = len(text)
    while end < length and text[end] in _DIGITS:
        end += 1
    if text[end : end + 1] not in _GOES_ON:
        return whole_number(text[at:end]), end
    # A thousands separator stands before exactly three digits.
    while (
        text[end : end + 1] == ","
        and len(text[end + 1 : end + 4]) == 3
        and text[end + 1 : end + 4].isdecimal()
        and not text[end + 4 : end + 5].isdecimal()
    ):
        end += 4
    if text[end : end + 1] == "." and text[end + 1 : end + 2].isdecimal():
        end += 1
        while end < length and text[end] in _DIGITS:
            end += 1
    return exact_number(text[at:end].replace(",", "")), end


def _numerals(text: str, at: int) -> tuple[int | None, int]:
    """Read 十二, 两百零三, 二〇; returns the value and where the numerals end."""
    total = section = digit = 0
    end = at
    for character in text[at : at + _LONGEST_NUMERAL]:
        if character in _NUMERALS:
            digit = digit * 10 + _NUMERALS[character]
        elif character == "万":
            total, section, digit = (total + section + digit) * 10000, 0, 0
        elif character in _POWERS:
            section, digit = section + (digit or 1) * _POWERS[character], 0
        else:
            break
        end += 1
    value = total + section + digit
    return (value if value < 10**MOST_DIGITS else None), end


def _about_at(text: str, at: int, vocabulary: Vocabulary) -> str:
    for word in vocabulary.about_after.get(text[at : at + 1], ()):
        if text.startswith(word, at):
            return word
    return ""


def _unit_at(text: str, at: int, vocabulary: Vocabulary) -> tuple[str, str]:
    for unit, kind in vocabulary.units.get(text[at : at + 1], ()):
        if text.startswith(unit, at):
            return unit, kind
    return "", ""
