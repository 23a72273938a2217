"""The short names that a department calls itself by: 市市场监管局 of a 市市场监督管理局."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from gklint.support.patterns import lazily

#: How names of places end; 市场 is none.
_LEVEL = lazily(r"[省市区县旗州盟](?![场域])")
#: How the short names of a body end, by the end of its name.
_ENDINGS = {
    "委员会": ("委", "委员会"),
    "联合会": ("联", "联合会"),
    "办公室": ("办", "办公室"),
    "办公厅": ("办", "办公厅"),
}
#: Of a body that is part of another one the short name says so, too.
_OF_TWO = ("分局", "支队", "大队", "总队", "中心")
_LONGEST = 16


def calls_itself(text: str, start: int, end: int, agency: str, before: Iterable[str]) -> bool:
    """Say whether a stretch of a text is in a short name of a body.

    A name that does not begin with the body's place begins the text or follows one of `before`.
    """
    prefix, tail, endings = _parts(agency)
    first = max(0, start - _LONGEST)
    ends = [
        last
        for last in range(max(end, first + 2), min(len(text), start + _LONGEST) + 1)
        if text.endswith(endings, first, last)
    ]
    for begin in range(start, first - 1, -1) if ends else ():
        free = begin == 0 or text.endswith(tuple(before), 0, begin)
        if free or text[begin] in prefix:
            for last in ends:
                if _is_short(text[begin:last], prefix, tail, endings, free):
                    return True
    return False


@lru_cache(maxsize=64)
def _parts(agency: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the place in a body's name, what follows it, and how its short names end."""
    levels = [found.end() for found in _LEVEL.finditer(agency)]
    at = max((end for end in levels if end < len(agency)), default=0)
    tail = agency[at:]
    two = tuple(end for end in _OF_TWO if tail.endswith(end))
    known = [short for long, short in _ENDINGS.items() if tail.endswith(long)]
    return agency[:at], tail, two or (known[0] if known else (tail[-1:],))


def _is_short(name: str, prefix: str, tail: str, endings: tuple[str, ...], free: bool) -> bool:
    cuts = [cut for cut in range(1, len(name)) if prefix.endswith(name[:cut])]
    return any(_abbreviates(name[cut:], tail, endings) for cut in ([0, *cuts] if free else cuts))


def _abbreviates(short: str, tail: str, endings: tuple[str, ...]) -> bool:
    """Say whether a name leaves characters of another out and keeps their order."""
    ending = next(
        (end for end in sorted(endings, key=len, reverse=True) if short.endswith(end)), ""
    )
    stem = short.removesuffix(ending)
    rest = iter(tail)
    return (
        bool(ending and stem)
        and all(character in rest for character in short)
        and (stem[0] == tail[0] or (len(stem) > 1 and stem in tail))
    )
