"""How alike two texts are, and which stretches of a text stand in another one: both exactly."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

#: What separates clauses in a text that is compared (`gklint.collection.prose`).
BAR = "|"
#: A stretch of so many characters is no coincidence.
STRETCH = 60
#: Any stretch that is to be found holds a whole block of so many characters, wherever it begins.
_BLOCK = STRETCH // 2
#: Over half of at least so many bodies have a template.
_FEWEST = 4
#: A shorter clause of a template may stand within a sentence; a longer one ends a stretch.
_LONG_CLAUSE = 20
_BREAK = "\0"
#: What over half of the bodies have, one of so many has, but for a chance in a million.
_LOOKED_AT = 40
#: So many earlier texts with the same block are compared.
_MOST = 32


def similarity(one: str, other: str, least: float) -> float:
    """Return which part of both texts is their longest common subsequence, from 0 to 1.

    Where that is certainly under `least`, 0 may be returned without looking closely.
    """
    both = len(one) + len(other)
    if not both:
        return 0.0
    # No subsequence is longer than the characters that both have, whatever their order.
    if 2 * sum((Counter(one) & Counter(other)).values()) < least * both:
        return 0.0
    return 2 * _longest_common(one, other) / both


def _longest_common(one: str, other: str) -> int:
    """Return the length of the longest common subsequence (Hyyrö 2004: a bit a character)."""
    places: dict[str, int] = {}
    for index, character in enumerate(one):
        places[character] = places.get(character, 0) | 1 << index
    whole = (1 << len(one)) - 1
    row = whole
    for character in other:
        matched = row & places.get(character, 0)
        row = (row + matched | row - matched) & whole
    return len(one) - row.bit_count()


class Passage(NamedTuple):
    """A text to be compared with others: whose it is, and the groups in which that body stands."""

    body: str
    groups: tuple[Hashable, ...]
    text: str


class Copy(NamedTuple):
    """A stretch of one text that stands in an earlier one: both by index, characters."""

    later: int
    earlier: int
    length: int


def copies(
    passages: Sequence[Passage], related: Callable[[str, str], bool] = lambda one, other: False
) -> Iterator[Copy]:
    """Yield for each text the earlier ones of other bodies with which it has a stretch in common.

    The longest stretch of each pair is told. What over half of the bodies of a group have is left
    out; bodies that are `related` are not compared.
    """
    templates = _templates(passages)
    texts: list[str] = []
    #: Block → the texts that have it, at a place that is a multiple of its length.
    index: dict[str, list[int]] = {}
    for number, passage in enumerate(passages):
        known = frozenset().union(*(templates.get(group, ()) for group in passage.groups))
        text = _without(passage.text, known)
        texts.append(text)
        longest: dict[int, int] = {}
        for earlier, length in _found(text, texts, index):
            body = passages[earlier].body
            if body != passage.body and not related(body, passage.body):
                longest[earlier] = max(length, longest.get(earlier, 0))
        for earlier, length in longest.items():
            yield Copy(number, earlier, length)
        for start in range(0, len(text) - _BLOCK + 1, _BLOCK):
            block = text[start : start + _BLOCK]
            if _BREAK not in block:
                index.setdefault(block, []).append(number)


def _found(
    text: str, texts: Sequence[str], index: Mapping[str, list[int]]
) -> Iterator[tuple[int, int]]:
    """Yield earlier texts and the lengths of stretches that they share with this one."""
    ends: dict[int, int] = {}
    starts = range(len(text) - _BLOCK + 1)
    for start in [at for at in starts if text[at : at + _BLOCK] in index]:
        block = text[start : start + _BLOCK]
        for earlier in index[block][-_MOST:]:
            if start + _BLOCK <= ends.get(earlier, 0):
                continue
            first, last = _stretch(text, start, texts[earlier], texts[earlier].find(block))
            ends[earlier] = last
            if last - first >= STRETCH:
                yield earlier, last - first


def _stretch(one: str, at: int, other: str, place: int) -> tuple[int, int]:
    """Return where the stretch around a block that both have begins and ends in the first."""
    before = 0
    while (
        before < min(at, place)
        and one[at - before - 1] == other[place - before - 1]
        and one[at - before - 1] != _BREAK
    ):
        before += 1
    after = _BLOCK
    while (
        at + after < len(one)
        and place + after < len(other)
        and one[at + after] == other[place + after]
        and one[at + after] != _BREAK
    ):
        after += 1
    return at - before, at + after


def _templates(passages: Sequence[Passage]) -> dict[Hashable, frozenset[str]]:
    """Return for each group the clauses that over half of its bodies have."""
    groups: dict[Hashable, dict[str, list[Passage]]] = {}
    for passage in passages:
        for group in passage.groups:
            groups.setdefault(group, {}).setdefault(passage.body, []).append(passage)
    return {
        group: frozenset(_frequent(bodies))
        for group, bodies in groups.items()
        if len(bodies) >= _FEWEST
    }


def _frequent(bodies: Mapping[str, Sequence[Passage]]) -> Iterator[str]:
    """Yield the clauses that over half of the bodies have."""
    names = list(bodies)
    # Counting all clauses of all bodies would take more memory than the texts themselves.
    wanted: set[str] = set()
    for name in names[:: max(1, len(names) // _LOOKED_AT)]:
        wanted |= _clauses(bodies[name])
    counted: Counter[str] = Counter()
    for passages in bodies.values():
        counted.update(wanted & _clauses(passages))
    for clause, times in counted.items():
        if clause and 2 * times > len(bodies):
            yield clause


def _clauses(passages: Iterable[Passage]) -> set[str]:
    return {clause for passage in passages for clause in passage.text.split(BAR)}


def _without(text: str, templates: frozenset[str]) -> str:
    """Return the characters of a text without the clauses of templates."""
    kept = []
    for clause in text.split(BAR):
        if clause not in templates:
            kept.append(clause)
        elif len(clause) >= _LONG_CLAUSE:
            kept.append(_BREAK)
    return "".join(kept)
