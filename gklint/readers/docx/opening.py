"""A Word document opened for writing: its tree in lxml, its places, and how it is saved."""

from __future__ import annotations

from gklint.model.source import Source
from gklint.readers.docx.names import Node
from gklint.readers.docx.places import Places
from gklint.readers.docx.reader import body_of, parts_of
from gklint.readers.extras import require
from gklint.readers.limits import Limits, UnreadableFile
from gklint.readers.packed import MALFORMED, Package

#: The document has been read within the limits that were set, or there would be no Source of it.
UNLIMITED = Limits(*(10**9 for _ in Limits._fields))


class WordDocument:
    """The document `raw`, which `source` was read from. `root` is that of its main part, in lxml.

    Only lxml keeps everything that it does not know as it was. Raises UnreadableFile, also where
    lxml is not installed.
    """

    def __init__(self, raw: bytes, source: Source) -> None:
        self.etree = require("lxml.etree", "docx")
        self.package = Package(raw, UNLIMITED)
        self.parts = parts_of(self.package)
        self.root = self.tree(self.parts.document)
        self.places = Places(body_of(self.package, self.parts, self.root), source)
        self._changed: dict[str, bytes] = {}

    def tree(self, name: str) -> Node:
        """Return the root of a part; raises UnreadableFile."""
        # It says what is wrong with a part before lxml sees it: a document type, no end of depth.
        self.package.xml(name)
        parser = self.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            return self.etree.fromstring(self.package.part(name), parser)
        except self.etree.XMLSyntaxError as error:
            raise UnreadableFile(MALFORMED) from error

    def put(self, name: str, root: Node) -> None:
        """Put a tree in place of a part, or add it, when the document is saved."""
        # Of the whole tree: a comment may stand before the root.
        self._changed[name] = self.etree.tostring(
            root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )

    def saved(self) -> bytes:
        """Return the document as it is now; parts that were not put stay byte for byte."""
        self.put(self.parts.document, self.root)
        return self.package.packed(self._changed)
