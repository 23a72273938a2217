"""Changes that the editor is asked to make: the server itself writes into no file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from lsprotocol import types

from gklint.lsp.documents import Document
from gklint.lsp.positions import split_lines, units


class Editor:
    """What the client can be asked for."""

    def __init__(self, capabilities: types.ClientCapabilities | None) -> None:
        workspace = capabilities.workspace if capabilities else None
        edits = workspace.workspace_edit if workspace else None
        self.versions = bool(edits and edits.document_changes)
        operations = (edits.resource_operations if edits else None) or ()
        self.creates = self.versions and types.ResourceOperationKind.Create in operations

    def edit(self, document: Document, edits: Sequence[types.TextEdit]) -> types.WorkspaceEdit:
        """Return the edits of an open document: of this version, and of no other, where the client
        can tell them apart."""
        if not self.versions:
            return types.WorkspaceEdit(changes={document.uri: list(edits)})
        named = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(named, list(edits))])

    def edit_file(
        self, path: str, edits: Sequence[types.TextEdit], exists: bool
    ) -> types.WorkspaceEdit:
        """Return the edits of a file that is not open, and is to be made where it is not there."""
        uri = Path(path).absolute().as_uri()
        if exists or not self.creates:
            return types.WorkspaceEdit(changes={uri: list(edits)})
        create = types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True))
        named = types.OptionalVersionedTextDocumentIdentifier(uri, None)
        return types.WorkspaceEdit(
            document_changes=[create, types.TextDocumentEdit(named, list(edits))]
        )


def differences(before: str, after: str, encoding: str) -> list[types.TextEdit]:
    """Return the edits that make one text of another; lines that stay are not touched."""
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    starts = _starts(old, encoding)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        types.TextEdit(types.Range(starts[i1], starts[i2]), "".join(new[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _starts(pieces: Sequence[str], encoding: str) -> list[types.Position]:
    """Return where each piece of a text begins, and where the last one ends."""
    return list(_positions(pieces, encoding))


def _positions(pieces: Sequence[str], encoding: str) -> Iterator[types.Position]:
    line, character = 0, 0
    yield types.Position(0, 0)
    for piece in pieces:
        # A piece may end where the editor sees no end of a line (a form feed).
        parts = split_lines(piece)
        line += len(parts) - 1
        character = units(parts[-1], encoding) + (character if len(parts) == 1 else 0)
        yield types.Position(line, character)
