"""The word lists of the rules that plugins may add to.

The lists themselves are YAML files beside the rules; what is added here is joined to them when they
are loaded. An added entry replaces one of the same name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class WordList(NamedTuple):
    """How a list is written: by words, what is said of each (a mapping), or the words alone.

    Of a word is said what `needed` names, and more (a mapping), or without `needed` one text.
    """

    by_word: bool
    needed: tuple[str, ...] | None = None


#: The lists by name; the names are those of the files in `rules/`.
LISTS: Mapping[str, WordList] = {
    "abbreviations": WordList(False),
    "law_names": WordList(False, ("written", "name", "marked")),
    "listed_words": WordList(True, ()),
    "mail_providers": WordList(False),
    "misspellings": WordList(True, ("right", "source")),
    "navigation": WordList(True),
}

_added: dict[str, list[Any]] = {}


def add_words(lists: Mapping[str, Any]) -> None:
    """Add to the lists what `check_words` accepts."""
    check_words(lists)
    for name, words in lists.items():
        _added.setdefault(name, []).append(words)


def check_words(lists: Mapping[str, Any]) -> None:
    """Raise ValueError for a list that there is not, or that is written in another way."""
    for name, words in lists.items():
        if name not in LISTS:
            raise ValueError(f"no word list {name!r}; there are: {', '.join(LISTS)}")
        by_word, needed = LISTS[name]
        if not isinstance(words, Mapping if by_word else list | tuple):
            wanted = "a mapping" if by_word else "a list"
            raise ValueError(f"word list {name!r}: {wanted} is expected, not {words!r}")
        if by_word and not all(word and isinstance(word, str) for word in words):
            raise ValueError(f"word list {name!r}: the words must be text")
        for entry in dict(words).values() if by_word else words:
            _check_entry(name, entry, needed)


def _check_entry(name: str, entry: Any, needed: tuple[str, ...] | None) -> None:
    if needed is None:
        wanted, right = "text", isinstance(entry, str) and entry != ""
    else:
        wanted = f"a mapping with {', '.join(needed)}" if needed else "a mapping"
        right = isinstance(entry, Mapping) and all(key in entry for key in needed)
    if not right:
        raise ValueError(f"word list {name!r}: {wanted} is expected, not {entry!r}")


def with_added(name: str, words: Any) -> Any:
    """Return the words of a list with those that were added to it."""
    for more in _added.get(name, ()):
        words = {**words, **more} if isinstance(words, Mapping) else [*words, *more]
    return words


def forget_added() -> None:
    """Take back all that was added: before plugins are loaded again."""
    _added.clear()
