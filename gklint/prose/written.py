"""`grammars/prose.yaml` and `indicators.yaml` as they are written: of which shape, and read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from gklint.prose.vocabulary import FILES, MEANT_BY_KEY, OTHER_TOPICS, SINGLE
from gklint.support.bilingual import Text
from gklint.support.declared import Kind, Several, Whole, Words, read_declared
from gklint.support.declared_mappings import ByName, Keys
from gklint.support.problems import ConfigurationError, Problem
from gklint.support.yaml_files import yaml_document

_LIST = Several(Words(), "其中, 当中")
_BY_KEY = ByName(_LIST)

#: The units but those of money, which say how many yuan they are.
_UNITS = ("pieces", "documents", "letters", "items", "entries", "other")


def _all_of(kinds: Mapping[str, Kind]) -> Keys:
    return Keys(kinds, needed=tuple(kinds))


_WORDS = _all_of(
    {
        "topics": _all_of({"here": _BY_KEY, **dict.fromkeys(OTHER_TOPICS, _LIST)}),
        **dict.fromkeys((*MEANT_BY_KEY, "share_of", "subjects", "bodies"), _BY_KEY),
        **dict.fromkeys(SINGLE, _LIST),
        "units": _all_of({**dict.fromkeys(_UNITS, _LIST), "money": ByName(Whole(1))}),
        "about": _all_of({"before": _LIST, "after": _LIST}),
    }
)
_READINGS = Several(Words(), "new + carried_in")
#: By table and by what is counted, the readings in the order of `Readings`.
_INDICATORS = ByName(ByName(Keys(dict.fromkeys(("is", "also", "near"), _READINGS))))


def read_words(text: str) -> Mapping[str, Any]:
    """Return the words as they are written; raises ConfigurationError."""
    words: Mapping[str, Any] = read_declared(_WORDS, yaml_document(text, FILES[0]))
    return words


def read_indicators(text: str) -> Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]:
    """Return the readings of each indicator as they are written; raises ConfigurationError."""
    indicators: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = read_declared(
        _INDICATORS, yaml_document(text, FILES[1])
    )
    return indicators


def refuse(file: str, zh: str, en: str) -> NoReturn:
    """Raise ConfigurationError: what is written in one of the two files cannot be meant."""
    raise ConfigurationError([Problem(file, 0, "", Text(zh, en))])
