"""Layers of a PDF (optional content, ISO 32000-1, 8.11) that are switched off.

PDFium reads the text of every layer and does not tell which are off; pypdf reads the catalog. It is
loaded only for a file that has layers.
"""

from __future__ import annotations

from functools import cached_property
from io import BytesIO
from typing import Any

from gklint.readers.extras import require


class Layers:
    """The layers of a file: which names are those of layers that are off, which forms are."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        #: Whether the file may have layers: it names them, or packs away what it names.
        self.possible = b"/OCProperties" in raw or b"/ObjStm" in raw

    @cached_property
    def _reader(self) -> Any:
        require("pypdf", "pdf")
        from pypdf import PdfReader

        return PdfReader(BytesIO(self._raw))

    @cached_property
    def _off(self) -> list[Any]:
        """The layers that are off as the file is opened."""
        properties = self._reader.trailer["/Root"].get("/OCProperties", {})
        default = properties.get("/D", {})
        off = list(default.get("/OFF", ()))
        if default.get("/BaseState") == "/OFF":
            on = list(default.get("/ON", ()))
            off = [layer for layer in properties.get("/OCGs", ()) if layer not in on]
        return off

    @cached_property
    def names_off(self) -> frozenset[bytes]:
        """The names of the layers that are off, as they are written; one that is also that of a
        layer that is on is none of them."""
        try:
            every = self._reader.trailer["/Root"].get("/OCProperties", {}).get("/OCGs", ())
            off = {_name_of(layer) for layer in self._off}
            on = {_name_of(layer) for layer in every if layer not in self._off}
        except _errors():
            return frozenset()
        return frozenset(off - on)

    def has_hidden_groups(self, page: int) -> bool:
        """Say whether what a page (from 0) shows by groups of layers, which have no name, is
        hidden in every case."""
        try:
            resources = self._reader.pages[page].get("/Resources", {}).get_object()
            groups = [
                found
                for found in map(_resolved, resources.get("/Properties", {}).values())
                if found.get("/Type") == "/OCMD"
            ]
            return bool(groups) and all(map(self._is_off, groups))
        except _errors():
            return False

    def hidden_forms(self, page: int) -> list[bool]:
        """Return for each form that a page (from 0) draws whether its layer is off."""
        try:
            there = self._reader.pages[page]
            resources = there.get("/Resources", {}).get_object()
            named = resources.get("/XObject", {}).get_object().items()
            drawn = {
                name: form.get_object()
                for name, form in named
                if form.get_object().get("/Subtype") == "/Form"
            }
            if not any("/OC" in form for form in drawn.values()):
                return []
            contents = there.get_contents()
            return [
                "/OC" in drawn[operands[0]] and self._is_off(drawn[operands[0]]["/OC"])
                for operands, operator in (contents.operations if contents is not None else ())
                if operator == b"Do" and operands[0] in drawn
            ]
        except _errors():
            return []

    def _is_off(self, layer: Any) -> bool:
        """Say whether a layer, or what stands for several (8.11.2.2), is off."""
        found = _resolved(layer)
        if found.get("/Type") != "/OCMD":
            return any(_resolved(off) == found for off in self._off)
        groups = found.get("/OCGs", [])
        groups = list(groups) if isinstance(_resolved(groups), list) else [groups]
        off = [self._is_off(group) for group in groups]
        policy = found.get("/P", "/AnyOn")
        if not off:
            return False
        return {
            "/AllOn": any(off),
            "/AnyOff": not any(off),
            "/AllOff": not all(off),
        }.get(policy, all(off))


def _name_of(layer: Any) -> bytes:
    """Return the bytes of a layer's name: PDFium takes them for UTF-8, which no Chinese name is."""
    name = _resolved(layer.get_object().get("/Name", b""))
    return bytes(getattr(name, "original_bytes", name))


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _errors() -> tuple[type[Exception], ...]:
    """Return what pypdf raises over a file that is written otherwise than it should be."""
    from pypdf.errors import PyPdfError

    return PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError
