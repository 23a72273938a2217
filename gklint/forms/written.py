"""Forms as they are written: what may stand in their YAML, and those that are based on another.

Raises ConfigurationError with file, line, key and what is allowed there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from gklint.support.bilingual import Text
from gklint.support.declared import Anything, Flag, Kind, Several, Whole, Words, read_declared
from gklint.support.declared_mappings import ByName, Keys
from gklint.support.locations import Document
from gklint.support.problems import ConfigurationError, Path, Problem, key_of
from gklint.support.yaml_files import yaml_document

_LABELS = Several(Words(), "收费金额")
_YEAR = Whole(1)
_ROW: Mapping[str, Kind] = {
    "label": Words(),
    "also": _LABELS,
    "deviating": _LABELS,
    "group": Words(empty=True),
    "after": Words(),
}
_COLUMN: Mapping[str, Kind] = {
    **_ROW,
    "signed": Flag(),
    "amount": Flag(),
    "unit": Words(empty=True),
}
_IDENTITY = Keys(
    {"each": Words(("row", "column")), "formula": Words(), "at": Words()},
    needed=("each", "formula", "at"),
)
_TABLE = Keys(
    {
        "section": Words(),
        "label": Words(),
        "basis": Keys(
            {"regulation": Words(), "article": Words()}, needed=("regulation", "article")
        ),
        "notes": _LABELS,
        "columns": ByName(Keys(_COLUMN, needed=("label",))),
        "rows": ByName(Keys(_ROW, needed=("label",))),
        "groups": ByName(Keys({"label": Words(empty=True)}, needed=("label",))),
        "identities": ByName(_IDENTITY),
    },
    needed=("section", "label", "columns", "rows"),
)
_SECTION: Mapping[str, Kind] = {
    "title": Words(),
    "accepted": _LABELS,
    "content": Words(("required", "table", "optional")),
}
_WHOLE: Mapping[str, Kind] = {
    "format": Words(),
    "name": Words(),
    "regulation": Words(),
    "years": Keys({"from": _YEAR, "to": _YEAR, "known_until": _YEAR}, needed=("from",)),
    "optional_years": Several(_YEAR, "2021"),
    "sections": ByName(Keys(_SECTION, needed=tuple(_SECTION))),
    "tables": ByName(_TABLE),
}
_FORM = Keys(_WHOLE, needed=tuple(_WHOLE))
#: What a form based on another says for itself; the rest is in `delete` and `change`.
_OWN = ("format", "name", "regulation", "years", "optional_years")
_DERIVED = Keys(
    {
        **{key: _WHOLE[key] for key in _OWN},
        "based_on": Words(),
        "delete": Several(Words(), "tables.applications"),
        "change": ByName(Anything()),
    },
    needed=("format",),
)
_REGULATION: Mapping[str, Kind] = {
    "title": Words(),
    "short": Words(),
    "number": Words(),
    "articles": Several(Words(), "第五十条"),
}
_REGULATIONS = ByName(
    Keys(
        {
            **_REGULATION,
            "report_years": Keys({"from": _YEAR, "to": _YEAR}),
            # For those who read the file.
            **dict.fromkeys(("issued", "in_force", "repealed_by"), Anything()),
        },
        needed=tuple(_REGULATION),
    )
)


def refuse(document: Document, path: Path, what: Text) -> NoReturn:
    """Raise ConfigurationError: `what` is wrong at a place of the document."""
    raise ConfigurationError([Problem(document.path, document.line(path), key_of(path), what)])


def no_such(word: str, known: Sequence[str] | Mapping[str, Any]) -> Text:
    """Return what is said of a name that is none of those there are."""
    return Text(
        f"没有“{word}”；可以写：{'、'.join(known)}", f"no “{word}”; there are: {', '.join(known)}"
    )


def written_regulations(text: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the regulations as they are written, by key."""
    regulations: Mapping[str, Mapping[str, Any]] = read_declared(
        _REGULATIONS, yaml_document(text, "regulations.yaml")
    )
    return regulations


def written_forms(sources: Mapping[str, str]) -> list[Document]:
    """Return the forms in texts by file name, each complete and of the right shape."""
    pending = [yaml_document(text, name) for name, text in sources.items()]
    complete: dict[str, Document] = {}
    forms = []
    while pending:
        ready = [each for each in pending if _base(each) in (None, *complete)]
        if not ready:
            refuse(pending[0], ("based_on",), no_such(str(_base(pending[0])), [*complete]))
        for document in ready:
            pending.remove(document)
            base = _base(document)
            if base is not None:
                read_declared(_DERIVED, document)
                document = _derived(complete[base], document)
            data = read_declared(_FORM, document)
            complete[data["format"]] = document
            forms.append(document._replace(data=data))
    return forms


def _base(document: Document) -> str | None:
    """Return the format that a form is based on."""
    data = document.data
    return str(data["based_on"]) if isinstance(data, dict) and "based_on" in data else None


def _derived(base: Document, document: Document) -> Document:
    """Return the base with the deletions and changes of a document, and the lines of these."""
    data = document.data
    result: dict[str, Any] = _copy(base.data)
    for index, way in enumerate(data.get("delete", [])):
        _delete(document, ("delete", index), result, way)
    _merge(document, ("change",), result, data.get("change", {}))
    result |= {key: data[key] for key in _OWN if key in data}
    lines = {path: line for path, line in document.lines.items() if path[:1] != ("change",)}
    lines |= {path[1:]: line for path, line in document.lines.items() if path[:1] == ("change",)}
    return Document(document.path, result, lines | {(): 1})


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return list(data) if isinstance(data, list) else data


def _delete(document: Document, at: Path, data: dict[str, Any], way: str) -> None:
    node: Any = data
    rest = way
    while True:
        # Keys may hold dots themselves (denied.state_secret), so the longest key wins.
        key = next(
            (
                key
                for key in sorted(node, key=len, reverse=True)
                if rest == key or rest.startswith(f"{key}.")
            ),
            None,
        )
        if key is None:
            refuse(document, at, no_such(way, node))
        if rest == key:
            del node[key]
            return
        node, rest = node[key], rest[len(key) + 1 :]
        if not isinstance(node, dict):
            what = Text(f"{way}：{key} 没有下级", f"{way}: {key} has no parts")
            refuse(document, at, what)


def _merge(document: Document, at: Path, base: dict[str, Any], change: Mapping[str, Any]) -> None:
    for key, value in change.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            _merge(document, (*at, key), base[key], value)
        elif isinstance(value, dict) and "after" in value:
            _insert_after(document, (*at, key), base, dict(value))
        else:
            base[key] = _copy(value)


def _insert_after(
    document: Document, at: Path, base: dict[str, Any], value: dict[str, Any]
) -> None:
    after = value.pop("after")
    if after not in base:
        refuse(document, (*at, "after"), no_such(after, base))
    items = list(base.items())
    base.clear()
    for other, content in items:
        base[other] = content
        if other == after:
            base[str(at[-1])] = value
