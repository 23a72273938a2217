"""The vocabulary of the prose, as it was built of `grammars/prose.yaml` and `indicators.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from gklint.forms.loading import FORMS_CODE
from gklint.prose.vocabulary import FILES, Vocabulary
from gklint.support.built import built, grammar_files
from gklint.support.json_values import JsonType

V = TypeVar("V")

#: How the vocabulary is kept: of `words` and `lengths` each value once, with all keys that have it,
#: as many words mean the same; and the rest.
_Kept = tuple[
    tuple[tuple[tuple[str, str], tuple[str, ...]], ...],
    tuple[tuple[tuple[int, ...], tuple[str, ...]], ...],
    Vocabulary,
]


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with gklint."""
    texts = [grammar_files("", name)[name] for name in FILES]

    def build() -> _Kept:
        # Imported here: once the vocabulary is built, no run needs it.
        from gklint.prose.vocabulary_building import build_vocabulary

        vocabulary = build_vocabulary(*texts)
        rest = vocabulary._replace(words={}, lengths={})
        return _by_value(vocabulary.words), _by_value(vocabulary.lengths), rest

    kind = JsonType[_Kept](_Kept)
    sources = [*texts, *grammar_files("", "formula.lark").values()]
    code = [
        *("prose/vocabulary_loading.py", "prose/vocabulary_building.py"),
        *("prose/vocabulary.py", "prose/written.py"),
        *FORMS_CODE,
    ]
    words, lengths, vocabulary = built("vocabulary", sources, code, kind, build)
    return vocabulary._replace(words=_by_key(words), lengths=_by_key(lengths))


def _by_value(mapping: Mapping[str, V]) -> tuple[tuple[V, tuple[str, ...]], ...]:
    found: dict[V, list[str]] = {}
    for key, value in mapping.items():
        found.setdefault(value, []).append(key)
    return tuple((value, tuple(keys)) for value, keys in found.items())


def _by_key(pairs: Iterable[tuple[V, tuple[str, ...]]]) -> dict[str, V]:
    found: dict[str, V] = {}
    for value, keys in pairs:
        found |= dict.fromkeys(keys, value)
    return found
