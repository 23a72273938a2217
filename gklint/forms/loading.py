"""The forms that ship with gklint and those that plugins add, loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from gklint.forms.values import Forms
from gklint.support.built import built, grammar_files
from gklint.support.json_values import JsonType

#: Forms that plugins give, as YAML by name; they are read after those that ship with gklint.
_added: dict[str, str] = {}
#: The modules that decide what the forms are, as files of this package.
FORMS_CODE = (
    "forms/building.py",
    "forms/written.py",
    "forms/values.py",
    "support/declared.py",
    "support/declared_mappings.py",
    "support/folding.py",
    "support/formulas.py",
)


@lru_cache(maxsize=1)
def load_forms() -> Forms:
    """Return the forms and regulations that ship with gklint, and the forms that were added."""
    sources = grammar_files("formats", ".yaml") | _added
    regulations = grammar_files("", "regulations.yaml")["regulations.yaml"]

    def build() -> Forms:
        # Imported here: once the forms are built, no run needs it.
        from gklint.forms.building import read_forms

        return read_forms(sources, regulations)

    if _added:
        # What plugins add is known when they are loaded, and is no part of what ships with gklint.
        return build().with_keys()
    formulas = grammar_files("", "formula.lark").values()
    texts = [regulations, *formulas, *sources, *sources.values()]
    return built("forms", texts, FORMS_CODE, JsonType[Forms](Forms), build).with_keys()


def add_forms(texts: Mapping[str, str]) -> None:
    """Add forms written as YAML, by the names that errors are to give them.

    It has to be done before the first report is read. Raises ValueError where a form is not as it
    must be (a ConfigurationError, which says where) or of a name that is taken; then none is added.
    """
    taken = sorted(set(texts) & {*_added, *grammar_files("formats", ".yaml")})
    if taken:
        raise ValueError(f"forms that exist already: {', '.join(taken)}")
    before = dict(_added)
    _added.update(texts)
    load_forms.cache_clear()
    try:
        load_forms()
    except ValueError:
        forget_added(before)
        raise


def forget_added(before: Mapping[str, str] | None = None) -> None:
    """Take back the forms that were added, or those that were added since `before`."""
    if _added:
        _added.clear()
        _added.update(before or {})
        load_forms.cache_clear()
