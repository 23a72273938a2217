"""How a report and the tables of its form are drawn in a browser: scripts, look, labels, words.

What is drawn, and by which functions, is told at the head of form.js.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from gklint.forms.loading import load_forms
from gklint.forms.values import ColumnForm, Identity, RowForm, TableForm
from gklint.support.yaml_files import yaml_document

#: The scripts, in the order in which they are to be loaded.
_SCRIPTS = ("form.js", "report.js")


def drawing_script() -> str:
    """Return the script that draws: all files, one after the other."""
    return "\n".join(_text(name) for name in _SCRIPTS)


def drawing_style() -> str:
    """Return the style sheet."""
    return _text("look.css")


def drawing_data() -> dict[str, Any]:
    """Return what the script is set up with: `forms` by their keys, `words` in two languages."""
    return {"forms": _forms(), "words": words_of(_path("words.yaml"))}


def words_of(path: str) -> dict[str, dict[str, str]]:
    """Return the words of a YAML file, `key: {zh: …, en: …}`; raises ValueError for another
    shape."""
    with open(path, encoding="utf-8") as file:
        words = yaml_document(file.read(), os.path.basename(path)).data
    for key, wordings in words.items():
        if not isinstance(wordings, dict) or {*wordings} != {"zh", "en"}:
            raise ValueError(f"{path}: {key} has to say zh and en")
    return {
        str(key): {name: str(text) for name, text in wordings.items()}
        for key, wordings in words.items()
    }


def _forms() -> dict[str, Any]:
    shapes = yaml_document(_text("shapes.yaml"), "shapes.yaml").data
    return {
        form.key: {
            "name": form.name,
            "tables": [_table(table, shapes.get(table.key, {})) for table in form.tables],
        }
        for form in load_forms().forms
    }


def _table(table: TableForm, shape: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "key": table.key,
        "label": {"zh": table.label, "en": shape.get("en") or _called(table.key)},
        "section": table.section,
        "across": bool(shape.get("across")),
        "outer": shape.get("outer"),
        "columns": [_part(column) for column in table.columns],
        "rows": [_part(row) for row in table.rows],
        "groups": {
            key: {"zh": label, "en": _called(key)} for key, label in table.groups.items() if label
        },
        "identities": [_identity(identity) for identity in table.identities],
    }


def _part(part: RowForm | ColumnForm) -> dict[str, Any]:
    return {
        "key": part.key,
        "label": {"zh": part.label, "en": _called(part.key)},
        "group": part.group,
    }


def _called(key: str) -> str:
    """Return what a part of the form is called in English: its key in words."""
    return key.rpartition(".")[2].replace("_", " ")


def _identity(identity: Identity) -> dict[str, Any]:
    return {
        "rule": identity.rule,
        "each": identity.each,
        "left": [list(term) for term in identity.left],
        "operator": identity.operator,
        "right": [list(term) for term in identity.right],
        "at": identity.at,
    }


@lru_cache(maxsize=8)
def _text(name: str) -> str:
    with open(_path(name), encoding="utf-8") as file:
        return file.read()


def _path(name: str) -> str:
    return os.path.join(os.path.dirname(__file__), name)
