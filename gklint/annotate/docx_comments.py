"""The part of a Word document that holds its comments, made where there is none yet."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from gklint.annotate.wording import AUTHOR
from gklint.readers.docx.names import NAMES, NAMESPACES, Node, attribute, number
from gklint.readers.docx.opening import WordDocument
from gklint.readers.docx.reader import related, relationships_of
from gklint.readers.docx.runs import new_element, set_text

_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
)
#: Half points: reports are set in type too large for a margin.
_SIZE = "18"


class Comments:
    """The comments of a document: those of others as they are, gklint's own again."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._namespace = document.root.tag.rpartition("}")[0] + "}"
        name = related(document.package, document.parts.document).get("comments", "")
        self._is_new = name not in document.package
        if self._is_new:
            self._name = self._free_name()
            nsmap = {"w": self._namespace[1:-1]}
            self._root = document.etree.Element(f"{self._namespace}comments", nsmap=nsmap)
        else:
            self._name = name
            self._root = document.tree(name)
        self._next = 0

    def remove_own(self) -> set[int]:
        """Take out the comments that gklint wrote and return their ids."""
        removed = set()
        for comment in list(self._root):
            if attribute(comment, "author") == AUTHOR:
                removed.add(number(comment, "id"))
                self._root.remove(comment)
        left = [number(comment, "id") for comment in self._root]
        self._next = max(left, default=-1) + 1
        return removed

    def add(self, headline: str, paragraphs: Sequence[str]) -> int:
        """Add a comment and return its id."""
        comment = new_element(
            self._root, "comment", id=str(self._next), author=AUTHOR, initials=AUTHOR[:2]
        )
        first = self._paragraph(headline, bold=True)
        mark = new_element(self._root, "r")
        mark.append(new_element(self._root, "annotationRef"))
        first.insert(0, mark)
        comment.append(first)
        comment.extend(self._paragraph(text) for text in paragraphs)
        self._root.append(comment)
        self._next += 1
        return self._next - 1

    def write(self) -> None:
        """Put the comments into the document; without any no part is made for them."""
        if self._is_new and not len(self._root):
            return
        self._document.put(self._name, self._root)
        if self._is_new:
            self._relate()
            self._declare()

    def _paragraph(self, text: str, bold: bool = False) -> Node:
        paragraph, run, properties, words = (
            new_element(self._root, name) for name in ("p", "r", "rPr", "t")
        )
        if bold:
            properties.append(new_element(self._root, "b"))
        properties.extend(new_element(self._root, name, val=_SIZE) for name in ("sz", "szCs"))
        set_text(words, text)
        run.extend((properties, words))
        paragraph.append(run)
        return paragraph

    def _free_name(self) -> str:
        folder = posixpath.dirname(self._document.parts.document)
        names = (posixpath.join(folder, f"comments{count or ''}.xml") for count in range(10**6))
        return next(name for name in names if name not in self._document.package)

    def _relate(self) -> None:
        """Add the part to the relationships of the document."""
        etree = self._document.etree
        main = self._document.parts.document
        name = relationships_of(main)
        if name in self._document.package:
            root = self._document.tree(name)
        else:
            root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
        used = {found.get("Id") for found in root}
        key = next(f"rId{count}" for count in range(1, 10**6) if f"rId{count}" not in used)
        strict = self._namespace[1:-1] == NAMESPACES["w"][1]
        etree.SubElement(
            root,
            f"{{{_RELATIONSHIPS}}}Relationship",
            Id=key,
            Type=_KINDS[strict],
            Target=posixpath.basename(self._name),
        )
        self._document.put(name, root)

    def _declare(self) -> None:
        """Say in the list of content types what kind of part it is."""
        root = self._document.tree(_TYPES)
        part = f"/{self._name}"
        for found in root:
            if NAMES[found.tag] == ":Override" and found.get("PartName", "").lower() == part:
                found.set("ContentType", _TYPE)
                break
        else:
            self._document.etree.SubElement(
                root, f"{{{_TYPES_NAMESPACE}}}Override", PartName=part, ContentType=_TYPE
            )
        self._document.put(_TYPES, root)
