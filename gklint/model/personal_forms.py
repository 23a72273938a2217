"""What has the form of a number of a person in a text, however it is written.

Digits may be full-width or in circles, and stand in groups with blanks, dashes, dots or brackets
between them; what takes no room is looked through. Check digits decide where there are any.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

IDENTITY, MOBILE, CARD = "identity", "mobile", "card"

_DIGIT = "\\d①-⑨⓪⁰¹²³⁴-⁹₀-₉"
#: What takes no room: zero-width characters, soft hyphens, marks of direction, variation selectors.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_BLANK = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_MARK = "\\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d_＿.．·•・‧∙⋅/／\\\\()（）+＋~～"
_BETWEEN = f"[{_UNSEEN}{_BLANK}{_MARK}]{{0,4}}"
#: A run of digits that is long enough, with what may stand between them. It begins with a digit
#: and not with a group, so that `re` passes over all other characters without trying.
_RUN = f"[{_DIGIT}](?:{_BETWEEN}[{_DIGIT}]){{9,}}{_BETWEEN}[{_DIGIT}xXｘＸ]"

#: The first two digits of an identity number: the province (GB/T 2260).
_PROVINCE = r"1[1-5]|2[123]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]"
#: Cards begin with these digits (ISO/IEC 7812 and older ones of Chinese banks).
_CARD = r"[3-6]|9558"
_MOBILE = r"1[3-9]\d{9}"
#: What is dialled before a mobile number.
_DIALLED = ("86", "0086", "0")
#: How people group the eleven digits of a mobile number, and the fifteen of an old identity number.
_MOBILE_GROUPS = {
    (11,),
    (3, 4, 4),
    (3, 8),
    (7, 4),
    (4, 4, 3),
    (4, 3, 4),
    (3, 3, 5),
    (3, 4, 2, 2),
    (3, 2, 2, 2, 2),
    (1,) * 11,
}
_OLD_GROUPS = {(15,), (6, 6, 3), (6, 9), (3, 3, 6, 3), (1,) * 15}
#: A card's first group: 6222 0000 …, or the number of the bank.
_CARD_GROUPS = (4, 6)
_MOST_DIGITS = 19
_LENGTHS = {IDENTITY: (15, 18), MOBILE: (11, 12, 13, 15), CARD: (16, 17, 18, 19)}
#: A longer word of letters and digits is a code that a machine made.
_LONGEST_WORD = 30


class Candidate(NamedTuple):
    """What may be a number of a person: its kind, its offsets, whether blanks alone group it."""

    kind: str
    start: int
    end: int
    spaced: bool


class _Group(NamedTuple):
    """Digits with nothing to be seen between them, and their offsets.

    `before` is what parts them from the group before; `free` says that no asterisk of a mask
    stands beside them.
    """

    digits: str
    at: tuple[int, ...]
    before: str
    free: bool


def may_hold(text: str) -> bool:
    """Say whether there is a run of digits that is long enough; quick, and True too often."""
    return _pattern(_RUN).search(text) is not None


def runs_in(text: str) -> Iterator[int]:
    """Yield the offsets at which the runs of digits begin that are long enough."""
    return (run.start() for run in _pattern(_RUN).finditer(text))


def candidates(text: str) -> Iterator[Candidate]:
    """Yield what has the form of such a number, check digits included; none overlaps another."""
    for run in _pattern(_RUN).finditer(text):
        groups = _groups(text, run.start(), run.end())
        taken: set[int] = set()
        for kind in (IDENTITY, MOBILE, CARD):
            for first in range(len(groups)):
                found = None if first in taken else _longest(kind, groups, first)
                if found is not None:
                    own = range(first, first + len(found))
                    candidate = _candidate(kind, found)
                    if taken.isdisjoint(own) and not _is_in_code(candidate, text):
                        taken.update(own)
                        yield candidate


def _is_in_code(found: Candidate, text: str) -> bool:
    """Say whether the digits are a part of a 统一社会信用代码, or of some hash."""
    from stdnum.cn import uscc

    before = re.search("[0-9A-Za-z]*$", text[max(0, found.start - _LONGEST_WORD) : found.start])
    after = re.match("[0-9A-Za-z]*", text[found.end : found.end + _LONGEST_WORD])
    around = (before[0] if before else "") + (after[0] if after else "")
    if not around:
        return False
    word = text[found.start - len(before[0] if before else "") : found.end] + (
        after[0] if after else ""
    )
    return len(word) > _LONGEST_WORD or bool(uscc.is_valid(word))


def _groups(text: str, start: int, end: int) -> list[_Group]:
    from unicodedata import digit

    groups: list[_Group] = []
    digits, before = "", ""
    at: list[int] = []
    for offset in range(start, end):
        character = text[offset]
        value = digit(character, None)
        if value is None and character in "xXｘＸ":
            # It ends a number of 17 digits, and belongs to no other.
            groups.append(_Group(digits, tuple(at), before, True))
            groups.append(_Group("X", (offset,), "x", True))
            digits, at, before = "", [], ""
        elif value is not None:
            digits += str(value)
            at.append(offset)
        elif not _pattern(f"[{_UNSEEN}]").match(character):
            if digits:
                groups.append(_Group(digits, tuple(at), before, True))
                digits, at, before = "", [], ""
            before += character
    if digits:
        groups.append(_Group(digits, tuple(at), before, True))
    if text[start - 1 : start] == "*":
        groups[0] = groups[0]._replace(free=False)
    if text[end : end + 1] == "*":
        groups[-1] = groups[-1]._replace(free=False)
    return groups


def _longest(kind: str, groups: Sequence[_Group], first: int) -> Sequence[_Group] | None:
    """Return the groups from `first` on that together are a number of this kind."""
    found = None
    count = 0
    for last in range(first, len(groups)):
        count += len(groups[last].digits)
        if count > _MOST_DIGITS or not groups[last].free:
            break
        if count in _LENGTHS[kind]:
            own = groups[first : last + 1]
            if _IS[kind](own, groups, first):
                found = own
    return found


def _is_identity(own: Sequence[_Group], groups: Sequence[_Group], first: int) -> bool:
    digits = "".join(group.digits for group in own)
    if len(digits) == 15:
        shape = tuple(len(group.digits) for group in own)
        return (
            shape in _OLD_GROUPS
            and _is_old_identity(digits)
            and not _stands_apart(own, groups, first)
        )
    return len(digits) == 18 and _is_identity_number(digits)


def _is_mobile(own: Sequence[_Group], groups: Sequence[_Group], first: int) -> bool:
    digits = "".join(group.digits for group in own)
    shape = tuple(len(group.digits) for group in own)
    if len(own) == 1 and len(digits) in (12, 13, 15):
        ahead = digits[:-11]
        return ahead in _DIALLED and re.fullmatch(_MOBILE, digits[-11:]) is not None
    if shape not in _MOBILE_GROUPS or re.fullmatch(_MOBILE, digits) is None:
        return False
    return not _stands_apart(own, groups, first)


def _is_card(own: Sequence[_Group], groups: Sequence[_Group], first: int) -> bool:
    from stdnum import luhn
    from stdnum.cn import uscc

    digits = "".join(group.digits for group in own)
    grouped = len(own) == 1 or (len(own[0].digits) in _CARD_GROUPS and len(own) <= 5)
    return (
        16 <= len(digits) <= 19
        and grouped
        and re.match(_CARD, digits) is not None
        and bool(luhn.is_valid(digits))
        and not uscc.is_valid(digits)
        and not _stands_apart(own, groups, first)
    )


_IS = {IDENTITY: _is_identity, MOBILE: _is_mobile, CARD: _is_card}


def _stands_apart(own: Sequence[_Group], groups: Sequence[_Group], first: int) -> bool:
    """Say whether digits before or behind belong to the same, longer number: 201-13800000000, a
    fraction. The code of the country does not."""
    before = groups[first - 1] if first else None
    if before is not None and own[0].before.strip(_blanks()):
        dialled = before.digits in _DIALLED and before.free
        if not dialled and own[0].before[-1:] not in "(（)）+＋/／~～":
            return True
    behind = groups[first + len(own)] if first + len(own) < len(groups) else None
    mark = behind.before.strip(_blanks())[:1] if behind is not None else ""
    return mark != "" and mark in (".．" if len(own) == 1 else ".．-")


@cache
def _blanks() -> str:
    return "".join(chr(code) for code in range(0x20, 0x3001) if chr(code).isspace())


def _candidate(kind: str, own: Sequence[_Group]) -> Candidate:
    at = [offset for group in own for offset in group.at]
    if kind == MOBILE:
        at = at[-11:]
    spaced = len(own) > 1 and all(not group.before.strip(" ") for group in own[1:])
    return Candidate(kind, at[0], at[-1] + 1, spaced)


def _is_identity_number(number: str) -> bool:
    """Say whether province, date of birth and check digit are right."""
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    if not re.match(_PROVINCE, number) or not "1880" <= number[6:10] <= "2099":
        return False
    # Not ric.is_valid: its list of counties lacks some that are gone.
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return False
    return bool(ric.calc_check_digit(number) == number[-1])


def _is_old_identity(number: str) -> bool:
    """Say whether it may be a number of before 1999: province, day of birth, no check digit."""
    month, day = number[8:10], number[10:12]
    return bool(re.match(_PROVINCE, number)) and "01" <= month <= "12" and "01" <= day <= "31"


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
