"""An editor that a test types into: opens files, waits for findings, makes the server's edits."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient

from gklint.lsp.positions import offset_of

#: So long findings are waited for, in seconds.
PATIENCE = 20.0


class Editor:
    """Documents by URI, as the editor holds them."""

    def __init__(self, client: LanguageClient, encoding: str = "utf-16") -> None:
        self.client = client
        self.encoding = encoding
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}

    async def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, with another text than it has where one is given; return its URI."""
        text = path.read_text(encoding="utf-8") if text is None else text
        uri = path.absolute().as_uri()
        languages = {".md": "markdown", ".html": "html", ".yaml": "yaml"}
        item = types.TextDocumentItem(uri, languages.get(path.suffix, "plaintext"), 1, text)
        self.texts[uri], self.versions[uri] = text, 1
        self.client.diagnostics.pop(uri, None)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await self._answered(uri)
        return uri

    async def change(self, uri: str, text: str) -> None:
        """Replace the whole text."""
        await self._changed(uri, [types.TextDocumentContentChangeWholeDocument(text)], text)

    async def type(self, uri: str, at: types.Range, text: str) -> None:
        """Replace a range of the text, and send only that."""
        edit = types.TextEdit(at, text)
        after = edited(self.texts[uri], [edit], self.encoding)
        await self._changed(uri, [types.TextDocumentContentChangePartial(at, text)], after)

    async def make(self, edit: types.WorkspaceEdit) -> dict[str, str]:
        """Make the edits in open documents; return the text of other files by URI."""
        others = {}
        for uri, edits in edits_by_uri(edit).items():
            before = self.texts.get(uri, "")
            after = edited(before, edits, self.encoding)
            if uri in self.texts:
                await self.change(uri, after)
            else:
                others[uri] = after
        return others

    def close(self, uri: str) -> None:
        """Close a document."""
        named = types.TextDocumentIdentifier(uri)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(named))

    def found(self, uri: str) -> Sequence[types.Diagnostic]:
        """Return what was last found in a document."""
        return self.client.diagnostics.get(uri, ())

    def codes(self, uri: str) -> list[str]:
        """Return the codes of what was last found."""
        return [str(diagnostic.code) for diagnostic in self.found(uri)]

    async def hover(self, uri: str, line: int, character: int) -> str:
        """Return the text of a hover, "" where there is none."""
        named = types.TextDocumentIdentifier(uri)
        params = types.HoverParams(named, types.Position(line, character))
        answer = await self.client.text_document_hover_async(params)
        if answer is None:
            return ""
        assert isinstance(answer.contents, types.MarkupContent)
        return answer.contents.value

    async def actions(
        self, uri: str, at: types.Range, only: list[str] | None = None
    ) -> list[types.CodeAction]:
        """Return what can be done at a range."""
        named = types.TextDocumentIdentifier(uri)
        context = types.CodeActionContext(diagnostics=[], only=only)
        params = types.CodeActionParams(named, at, context)
        answer = await self.client.text_document_code_action_async(params)
        return [action for action in answer or () if isinstance(action, types.CodeAction)]

    async def completions(self, uri: str, line: int, character: int) -> list[str]:
        """Return what is offered at a place."""
        named = types.TextDocumentIdentifier(uri)
        params = types.CompletionParams(named, types.Position(line, character))
        answer = await self.client.text_document_completion_async(params)
        assert answer is None or isinstance(answer, Sequence)
        return [item.label for item in answer or ()]

    async def _changed(
        self, uri: str, changes: list[types.TextDocumentContentChangeEvent], text: str
    ) -> None:
        self.texts[uri] = text
        self.versions[uri] += 1
        self.client.diagnostics.pop(uri, None)
        named = types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(named, changes))
        await self._answered(uri)

    async def _answered(self, uri: str) -> None:
        while uri not in self.client.diagnostics:
            notified = self.client.wait_for_notification("textDocument/publishDiagnostics")
            await asyncio.wait_for(notified, PATIENCE)


def edits_by_uri(edit: types.WorkspaceEdit) -> dict[str, list[types.TextEdit]]:
    """Return the edits of text in a workspace edit."""
    found = {uri: list(edits) for uri, edits in (edit.changes or {}).items()}
    for change in edit.document_changes or ():
        if isinstance(change, types.TextDocumentEdit):
            edits = [one for one in change.edits if isinstance(one, types.TextEdit)]
            found.setdefault(change.text_document.uri, []).extend(edits)
    return found


def edited(text: str, edits: Iterable[types.TextEdit], encoding: str) -> str:
    """Return a text with edits made as the protocol says: all of them of the text before."""
    placed = [
        (offset_of(text, e.range.start, encoding), offset_of(text, e.range.end, encoding), e)
        for e in edits
    ]
    for start, end, edit in sorted(placed, key=lambda one: one[:2], reverse=True):
        text = text[:start] + edit.new_text + text[end:]
    return text
