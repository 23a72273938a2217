"""The words of `grammars/prose.yaml` and the readings of `grammars/indicators.yaml`, as values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from gklint.compiled import compiled, grammar_files
from gklint.folding import fold

#: One way to count: (sign, row, column) each; the row may stand for its sub-rows.
Reading = tuple[tuple[int, str, str], ...]

_FILES = ("prose.yaml", "indicators.yaml")
#: What a number begins with.
NUMERALS = "0123456789零〇一二两三四五六七八九十"
#: Marks by what they do; a strong one ends what is counted, a weak one a clause of it. What stands
#: in a title 《…》 is passed over.
_MARKS = {",": "weak", ":": "weak", ".": "weak", ";": "strong", "(": "open", "[": "open",
          ")": "close", "]": "close", '"': "quote", "《": "title"}  # fmt: skip

_TERM = re.compile(r"([-+])?\s*([^\s@+-]+)(?:@([^\s+-]+))?")


class VocabularyError(ValueError):
    """The words or the readings are not as they must be; the message names the entry."""


class Readings(NamedTuple):
    """What a number may count: exactly, and by another rule (see `grammars/indicators.yaml`)."""

    exact: tuple[Reading, ...]
    near: tuple[Reading, ...] = ()


class Vocabulary(NamedTuple):
    """The words, folded.

    `words` gives kind and key of each, the kinds being those of `grammars/prose.yaml`; `lengths`
    gives, by the first two characters, how long such words are, `first` all that a word, a mark or
    a number begins with. `units` gives (unit, kind) and `about_after` words that make the number
    before them inexact, by their first character; `about_before` are those that stand before it.
    `money` is how many yuan a unit of money is, `share_of` (word, base) what may stand between 占
    and a percentage, `readings` are by indicator. Where several words fit, the longest comes first.
    """

    words: Mapping[str, tuple[str, str]]
    lengths: Mapping[str, tuple[int, ...]]
    first: frozenset[str]
    units: Mapping[str, tuple[tuple[str, str], ...]]
    money: Mapping[str, int]
    about_before: frozenset[str]
    about_after: Mapping[str, tuple[str, ...]]
    share_of: tuple[tuple[str, str], ...]
    readings: Mapping[str, Readings]

    def readings_of(self, indicator: str) -> Readings:
        """Return the readings of an indicator: "applications.denied", "review.litigation.total".

        Raises KeyError.
        """
        table, *path = indicator.split(".")
        row = ".".join(path[:-1]) if table != "applications" else ""
        count = path[-1] if row else ".".join(path)
        for key in (f"{table}.{row}.default", f"{table}.{count}", f"{table}.default"):
            if key in self.readings:
                found = self.readings[key]
                return Readings(*(tuple(_filled(reading, row, count) for reading in readings)
                                  for readings in found))  # fmt: skip
        raise KeyError(indicator)


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with gklint."""
    texts = [grammar_files("", name)[name] for name in _FILES]
    return compiled("prose", __file__, texts, lambda: build(*texts))


def build(words: str, indicators: str) -> Vocabulary:
    """Build the vocabulary from two YAML texts; raises VocabularyError."""
    import yaml

    data = yaml.safe_load(words)
    entries = {mark: ("mark", key) for mark, key in _MARKS.items()}
    # One value for all words that mean the same, so that what is kept is read back quickly.
    meanings: dict[tuple[str, str], tuple[str, str]] = {}
    for word, kind, key in _entries(data):
        folded = fold(word)
        if folded in entries:
            raise VocabularyError(f"{_FILES[0]}: {word!r} is {entries[folded]} and {(kind, key)}")
        entries[folded] = meanings.setdefault((kind, key), (kind, key))
    units = {fold(unit): kind for kind, many in data["units"].items() for unit in many}
    about = data["about"]
    return Vocabulary(
        entries,
        _lengths(entries),
        frozenset(word[0] for word in entries) | frozenset(NUMERALS),
        {first: tuple((unit, units[unit]) for unit in many)
         for first, many in _by_first(units).items()},
        {fold(unit): yuan for unit, yuan in data["units"]["money"].items()},
        frozenset(map(fold, about["before"])),
        _by_first(map(fold, about["after"])),
        tuple(sorted(((fold(word), base) for base, words in data["share_of"].items()
                      for word in words), key=lambda pair: -len(pair[0]))),
        dict(_readings(yaml.safe_load(indicators))),
    )


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (word, kind, key) of every word that is not part of a number."""
    for key, words in data["topics"]["here"].items():
        yield from ((word, "topic", key) for word in words)
    for kind in ("same", "about_disclosure", "information", "elsewhere"):
        yield from ((word, kind, "") for word in data["topics"][kind])
    for kind in ("counts", "times"):
        for key, words in data[kind].items():
            yield from ((word, kind, key) for word in words)
    for kind in ("parts", "not_all", "share", "none", "changes", "limits", "unlimited", "doubts",
                 "fillers", "joins"):  # fmt: skip
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
    # As above: there are few different ones.
    known: dict[tuple[int, ...], tuple[int, ...]] = {}
    ordered = {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}
    return {start: known.setdefault(lengths, lengths) for start, lengths in ordered.items()}


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return {first: tuple(many) for first, many in found.items()}


def _readings(data: Mapping[str, Any]) -> Iterator[tuple[str, Readings]]:
    for table, counts in data.items():
        column = "total" if table == "applications" else ""
        for count, given in counts.items():
            if unknown := set(given) - {"is", "near"}:
                raise VocabularyError(f"{_FILES[1]}: {table}.{count}: unknown {sorted(unknown)}")
            yield f"{table}.{count}", Readings(
                *(tuple(_reading(text, column) for text in given.get(key, ()))
                  for key in ("is", "near"))
            )  # fmt: skip


def _reading(text: str, column: str) -> Reading:
    terms = tuple(
        (-1 if sign == "-" else 1, row, of or column) for sign, row, of in _TERM.findall(text)
    )
    if not terms or any(not of for _, _, of in terms):
        raise VocabularyError(f"{_FILES[1]}: {text!r}: write row@column + row@column")
    return terms


def _filled(reading: Reading, row: str, count: str) -> Reading:
    return tuple(
        (sign, row if term == "*" else term.replace("{count}", count), of.replace("{count}", count))
        for sign, term, of in reading
    )
