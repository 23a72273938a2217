"""The word lists of the rules that plugins may add to.

The lists themselves are YAML files beside the rules; what is added here is joined to them when they
are loaded. An added entry replaces one of the same name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gklint.support.declared import Kind

_added: dict[str, list[Any]] = {}


def lists() -> Mapping[str, Kind]:
    """Return how each list is written, by its name, which is that of its file in `rules/`."""
    # Imported here: a run without plugins adds nothing.
    from gklint.support.declared import Flag, Several, Words
    from gklint.support.declared_mappings import ByName, Keys

    text, texts = Words(), Several(Words())
    law: dict[str, Kind] = {"written": text, "name": text, "marked": Flag(), "not_before": text}
    wrong: dict[str, Kind] = {
        "right": text,
        "source": text,
        "not_in": texts,
        "with": texts,
        "unless": texts,
    }
    return {
        "abbreviations": texts,
        "law_names": Several(Keys(law, needed=("written", "name", "marked"))),
        "listed_words": ByName(Keys({"instead": text, "why": text})),
        "mail_providers": texts,
        "misspellings": ByName(Keys(wrong, needed=("right", "source"))),
        "navigation": ByName(text),
    }


def add_words(words: Mapping[str, Any]) -> None:
    """Add to the lists what `check_words` accepts."""
    check_words(words)
    for name, more in words.items():
        _added.setdefault(name, []).append(more)


def check_words(words: Mapping[str, Any]) -> None:
    """Raise ConfigurationError for a list that there is not, or that is written in another way."""
    if not words:
        return
    from gklint.support.declared import read_declared
    from gklint.support.declared_mappings import Keys
    from gklint.support.locations import Document

    read_declared(Keys(lists()), Document("gklint_words", _as_yaml(words), {}))


def _as_yaml(value: Any) -> Any:
    """Return a value of Python as YAML would give it."""
    if isinstance(value, Mapping):
        return {key: _as_yaml(one) for key, one in value.items()}
    return [_as_yaml(one) for one in value] if isinstance(value, list | tuple) else value


def with_added(name: str, words: Any) -> Any:
    """Return the words of a list with those that were added to it."""
    for more in _added.get(name, ()):
        words = {**words, **more} if isinstance(words, Mapping) else [*words, *more]
    return words


def forget_added() -> None:
    """Take back all that was added: before plugins are loaded again."""
    _added.clear()
