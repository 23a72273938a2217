"""Files as they stand in the editor, saved or not."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property

from lsprotocol import types
from pygls.uris import to_fs_path

from gklint.configuration.find import NAMES
from gklint.lsp.positions import offset_of, split_lines
from gklint.readers.limits import Limits, UnreadableFile
from gklint.suppression import WAIVERS

#: Endings of reports that are text in an editor.
REPORTS = (".txt", ".md", ".html", ".htm")
#: The ending that a text without a name has, by the editor's name of its language.
_LANGUAGES = {"plaintext": ".txt", "markdown": ".md", "html": ".html"}


class Document:
    """A file that is open in the editor: its text and version there.

    `path` is the file's path, of a text that was never saved a name that says what it is. `saved`
    says that the text is what was read from the file, or written to it.
    """

    def __init__(self, item: types.TextDocumentItem) -> None:
        self.uri = item.uri
        self.version = item.version
        self.text = item.text
        self.saved = True
        path = to_fs_path(item.uri) if item.uri.startswith("file:") else None
        self.on_disk = path is not None
        name = f"untitled{_LANGUAGES.get(item.language_id, '')}"
        self.path = os.path.normpath(path) if path else name

    def change(
        self,
        version: int,
        changes: Iterable[types.TextDocumentContentChangeEvent],
        encoding: str,
    ) -> None:
        """Make changes, each in the text as the one before has left it."""
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start = offset_of(self.text, change.range.start, encoding)
                end = max(start, offset_of(self.text, change.range.end, encoding))
                self.text = self.text[:start] + change.text + self.text[end:]
            else:
                self.text = change.text
        self.version = version
        self.saved = False
        self.__dict__.pop("lines", None)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends, as the editor counts them."""
        return split_lines(self.text)

    @property
    def is_report(self) -> bool:
        """Whether it is checked as a report."""
        return self.path.lower().endswith(REPORTS)

    @property
    def is_configuration(self) -> bool:
        """Whether it is a configuration."""
        return os.path.basename(self.path) in NAMES

    @property
    def is_waivers(self) -> bool:
        """Whether it is a file of waivers, by its name."""
        return os.path.basename(self.path) == WAIVERS

    def raw(self, limits: Limits) -> bytes:
        """Return the text as bytes: those of the file where it is the file's text.

        Bytes that are no text can be seen in the file only.
        """
        from gklint.readers import bytes_of
        from gklint.readers.text import decode

        if self.saved and self.on_disk:
            try:
                raw = bytes_of(self.path, limits)
                source = decode(raw, self.path)
            except UnreadableFile:
                source = None
            if source is not None and split_lines(source.text) == split_lines(
                self.text.removeprefix("\ufeff")
            ):
                return raw
        return self.text.encode("utf-8", "replace")
