"""The word lists of the rules that plugins may add to.

The lists themselves are YAML files beside the rules; what is added here is joined to them when they
are loaded. An added entry replaces one of the same name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: The lists by name, each with an empty one of its kind: words with what is said of them (a
#: mapping), or words alone (a list). The names are those of the files in `rules/`.
LISTS: Mapping[str, Mapping[str, Any] | tuple[Any, ...]] = {
    "abbreviations": (),
    "law_names": (),
    "listed_words": {},
    "mail_providers": (),
    "misspellings": {},
    "navigation": {},
}

_added: dict[str, list[Any]] = {}


def add_words(lists: Mapping[str, Any]) -> None:
    """Add to the lists; raises ValueError for a list that there is not, or of the other kind.

    Nothing is added where anything is wrong.
    """
    for name, words in lists.items():
        if name not in LISTS:
            raise ValueError(f"no word list {name!r}; there are: {', '.join(LISTS)}")
        kind = Mapping if isinstance(LISTS[name], Mapping) else list | tuple
        if not isinstance(words, kind):
            wanted = "a mapping" if kind is Mapping else "a list"
            raise ValueError(f"word list {name!r}: {wanted} is expected, not {words!r}")
    for name, words in lists.items():
        _added.setdefault(name, []).append(words)


def with_added(name: str, words: Any) -> Any:
    """Return the words of a list with those that were added to it."""
    for more in _added.get(name, ()):
        words = {**words, **more} if isinstance(words, Mapping) else [*words, *more]
    return words


def forget_added() -> None:
    """Take back all that was added: before plugins are loaded anew."""
    _added.clear()
