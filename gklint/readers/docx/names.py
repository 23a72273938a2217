"""The names of WordprocessingML (ECMA-376-1) in short: "w:p", whichever namespaces a file uses.

Word writes the transitional namespaces or, on request, the strict ones. The functions take elements
of xml.etree and of lxml alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

#: An element of xml.etree or of lxml: the two have no type in common.
Node: TypeAlias = Any

_OOXML = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
#: Where each prefix stands for, the way a new element should be written first.
NAMESPACES = {
    "w": (f"{_OOXML}wordprocessingml/2006/main", f"{_STRICT}wordprocessingml/main"),
    "m": (f"{_OOXML}officeDocument/2006/math", f"{_STRICT}officeDocument/math"),
    "mc": (f"{_OOXML}markup-compatibility/2006",),
}

#: Values of an on/off property that switch it off (ECMA-376-1, 22.9.2.7).
_OFF = ("0", "false", "off")


class _Names(dict[object, str]):
    """The short name of each tag, made when it is first met; of a comment it is ""."""

    def __missing__(self, tag: object) -> str:
        short = ""
        # The tag of a comment is a function in lxml.
        if isinstance(tag, str):
            namespace, _, local = tag.removeprefix("{").rpartition("}")
            prefixes = (prefix for prefix, uris in NAMESPACES.items() if namespace in uris)
            short = f"{next(prefixes, '')}:{local}"
        if len(self) < 1000:
            # A file made to do harm may have no end of names.
            self[tag] = short
        return short


#: From the tag of an element to its short name; namespaces not listed above give ":local".
NAMES = _Names()

_KEYS = {
    name: tuple(f"{{{uri}}}{name}" for uri in NAMESPACES["w"])
    for name in (
        "val",
        "type",
        "styleId",
        "default",
        "numId",
        "abstractNumId",
        "ilvl",
        "w",
        "fldCharType",
        "char",
        "font",
        "vMerge",
        "id",
        "author",
    )
}


def attribute(element: Node, name: str, default: str = "") -> str:
    """Return the value of the attribute w:`name`."""
    for key in _KEYS[name]:
        value = element.get(key)
        if value is not None:
            return str(value)
    return default


def number(element: Node | None, name: str = "val", default: int = 0) -> int:
    """Return the attribute w:`name` as a whole number, `default` where it is absent or is none."""
    try:
        return int(attribute(element, name)) if element is not None else default
    except ValueError:
        return default


def child(element: Node | None, name: str) -> Node | None:
    """Return the first child of this name, None where there is none."""
    if element is not None:
        for found in element:
            if NAMES[found.tag] == name:
                return found
    return None


def at(element: Node | None, *path: str) -> Node | None:
    """Return what stands at the end of a path of first children, None where there is none."""
    for name in path:
        element = child(element, name)
    return element


def children(element: Node | None, name: str) -> Iterator[Node]:
    """Yield the children of this name."""
    if element is not None:
        yield from (found for found in element if NAMES[found.tag] == name)


def is_on(element: Node | None, *path: str) -> bool:
    """Say whether the on/off property at the end of the path is there and on."""
    found = at(element, *path)
    return found is not None and is_switched_on(found)


def is_switched_on(element: Node) -> bool:
    """Say whether an on/off property that is there is on."""
    return attribute(element, "val").lower() not in _OFF


def branch(alternate: Node) -> Node | None:
    """Return the one branch of an mc:AlternateContent that is read (ECMA-376-3, 9.3).

    The first choice that has text, else the fallback that has some.
    """
    for name in ("mc:Choice", "mc:Fallback"):
        for option in children(alternate, name):
            if any(NAMES[part.tag] == "w:t" for part in option.iter()):
                return option
    return None
