"""A draft written as a document: Word, a web page, a workbook, PDF, with the truth of every cell.

`document(draft, "docx")` gives its bytes. The merged cells are those of the printed forms (see
`gklint.testing.printed`). Needs the libraries that write such files: python-docx, openpyxl and
reportlab, which only tests have.
"""

from __future__ import annotations

from importlib import import_module
from random import Random
from typing import Protocol, cast

from gklint.testing.documents.document import (
    PLAIN_DOCUMENT,
    DocumentStyle,
    Element,
    RenderedDocument,
    blocks_of,
    true_cells,
)
from gklint.testing.documents.random_documents import random_document_style
from gklint.testing.draft import Draft

__all__ = [
    "KINDS",
    "DocumentStyle",
    "RenderedDocument",
    "document",
    "random_document",
    "random_document_style",
]

#: The kinds of documents; each is the name of the module that writes it and of its suffix.
KINDS = ("docx", "html", "xlsx", "pdf")


class _Writer(Protocol):
    """What the module of a kind has."""

    def write(self, elements: list[Element], style: DocumentStyle) -> bytes:
        """Return the document's bytes."""

    def text_of(self, text: str, style: DocumentStyle) -> str:
        """Return how a cell with this text shows to whoever opens the file."""


def document(draft: Draft, kind: str, style: DocumentStyle = PLAIN_DOCUMENT) -> RenderedDocument:
    """Write a draft as a document of one of `KINDS`; raises KeyError for another kind.

    Raises ImportError where the library that writes it is not installed.
    """
    if kind not in KINDS:
        raise KeyError(f"no kind {kind!r}; there are: {', '.join(KINDS)}")
    module = cast(_Writer, import_module(f"gklint.testing.documents.{kind}"))
    raw = module.write(list(blocks_of(draft, style)), style)
    return RenderedDocument(raw, f".{kind}", true_cells(draft, style, module.text_of), draft, style)


def random_document(kind: str, chance: Random) -> RenderedDocument:
    """Return a valid report drawn at random, as a document."""
    from gklint.testing.random_reports import random_draft

    return document(random_draft(chance), kind, random_document_style(chance, kind))
