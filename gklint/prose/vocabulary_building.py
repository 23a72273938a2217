"""The YAML of `grammars/prose.yaml` and `indicators.yaml` → the values of `vocabulary`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gklint.forms.building import expand
from gklint.prose.vocabulary import (
    FILES,
    MEANT_BY_KEY,
    NUMERALS,
    OTHER_TOPICS,
    SINGLE,
    Reading,
    Readings,
    Vocabulary,
)
from gklint.prose.written import read_indicators, read_words, refuse
from gklint.support.folding import fold
from gklint.support.formulas import FormulaSyntaxError, parse_sum

#: Marks by what they do; a strong one ends what is counted, a weak one a clause of it. What stands
#: in a title 《…》 is passed over.
_MARKS = {
    ",": "weak",
    ":": "weak",
    ".": "weak",
    ";": "strong",
    "+": "weak",
    "=": "weak",
    "(": "open",
    "[": "open",
    ")": "close",
    "]": "close",
    '"': "quote",
    "《": "title",
}


def build_vocabulary(words: str, indicators: str) -> Vocabulary:
    """Build the vocabulary from two YAML texts; raises ConfigurationError."""
    data = read_words(words)
    entries = {mark: ("mark", key) for mark, key in _MARKS.items()}
    for folded, kind, key in _expanded(data):
        if folded in entries:
            one, other = ("/".join(each) for each in (entries[folded], (kind, key)))
            refuse(
                FILES[0],
                f"“{folded}”既写作 {one}，又写作 {other}",
                f"“{folded}” is both {one} and {other}",
            )
        entries[folded] = (kind, key)
    units = {fold(unit): kind for kind, many in data["units"].items() for unit in many}
    about = data["about"]
    return Vocabulary(
        entries,
        _lengths(entries),
        frozenset(word[0] for word in entries) | frozenset(NUMERALS),
        {
            first: tuple((unit, units[unit]) for unit in many)
            for first, many in _by_first(units).items()
        },
        {fold(unit): yuan for unit, yuan in data["units"]["money"].items()},
        frozenset(map(fold, about["before"])),
        _by_first(map(fold, about["after"])),
        tuple(
            sorted(
                ((fold(word), base) for base, words in data["share_of"].items() for word in words),
                key=lambda pair: -len(pair[0]),
            )
        ),
        dict(_readings(read_indicators(indicators))),
    )


def _expanded(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (folded word, kind, key) of every word that is not part of a number, once each."""
    for pattern, kind, key in _entries(data):
        for word in dict.fromkeys(expand(pattern)):
            if any(sign in word for sign in "()|"):
                refuse(
                    FILES[0],
                    f"“{pattern}”的括号不成对，或者“|”不在括号里",
                    f"the brackets of “{pattern}” do not match, or “|” stands outside them",
                )
            yield fold(word), kind, key


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (pattern, kind, key) as they are written."""
    for key, words in data["topics"]["here"].items():
        yield from ((word, "topic", key) for word in words)
    for kind in OTHER_TOPICS:
        yield from ((word, kind, "") for word in data["topics"][kind])
    for kind in MEANT_BY_KEY:
        for key, words in data[kind].items():
            yield from ((word, kind, key) for word in words)
    for kind in SINGLE:
        yield from ((word, kind, "") for word in data[kind])
    yield from ((word, "about", "") for word in data["about"]["before"])
    for kind, names in data["bodies"].items():
        for name in names:
            yield name, "body", kind
            for word in data["subjects"]["own"]:
                if word.endswith("X"):
                    yield word.removesuffix("X") + name, "subject", kind
    for key, words in data["subjects"].items():
        yield from ((word, "subject", key) for word in words if not word.endswith("X"))


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[:2], set()).add(len(word))
    return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return {first: tuple(many) for first, many in found.items()}


_COUNTED = "counted_here"


def _readings(
    data: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]],
) -> Iterator[tuple[str, Readings]]:
    for table, counts in data.items():
        column = "total" if table == "applications" else ""
        for count, given in counts.items():
            exact, allowed, near = (
                tuple(_reading(text, column) for text in given.get(key, ()))
                for key in ("is", "also", "near")
            )
            yield f"{table}.{count}", Readings(exact, allowed, near)


def _reading(text: str, column: str) -> Reading:
    try:
        # {count} is filled in with what a sentence counts, which is a name.
        written = [
            (factor, name.replace(_COUNTED, "{count}"))
            for factor, name in parse_sum(text.replace("{count}", _COUNTED))
        ]
    except FormulaSyntaxError:
        written = []
    named = [(factor, *name.partition("@")[::2]) for factor, name in written]
    terms = tuple((factor, row, of or column) for factor, row, of in named)
    if not terms or not all(abs(factor) == 1 and row and of for factor, row, of in terms):
        refuse(
            FILES[1],
            f"“{text}”：应为 行@列 + 行@列 的写法",
            f"“{text}”: row@column + row@column is expected",
        )
    return terms
