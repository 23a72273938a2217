"""The server: messages of the client answered by what the other modules know.

Changes that come one upon another are checked once, when the last of them is there. Whatever fails
becomes a message in the client's log and a diagnostic; no traceback leaves the process.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from typing import Any, TextIO, TypeVar

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder
from pygls.lsp.server import LanguageServer

from gklint.checking.failures import failure
from gklint.lsp import yaml_files
from gklint.lsp.actions import KINDS, Actions
from gklint.lsp.diagnostics import FAILURE, on_first_line
from gklint.lsp.documents import Document
from gklint.lsp.edits import Editor
from gklint.lsp.hovers import hover
from gklint.lsp.outline import outline
from gklint.lsp.session import Session
from gklint.version import __version__

#: So long a change waits for the next one, in seconds: less than the pause between two keys.
_PAUSE = 0.02
#: Files beside the reports that change what is found in them.
WATCHED = "**/*.{yaml,yml,toml,json}"

Answer = TypeVar("Answer")


class Server(LanguageServer):
    """A language server with its session."""

    def __init__(self, language: str | None = None) -> None:
        super().__init__("gklint", __version__)
        self.session = Session(language)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log what went wrong, on one line."""
        self.say_failed(error)

    def say_failed(self, error: BaseException) -> str:
        """Log an error in the client's log; return what was said."""
        words = failure(error).say(self.session.language)
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"gklint: {words}"))
        return words

    def publish(self, document: Document) -> None:
        """Check a document and send what was found."""
        try:
            found = self.session.diagnostics(document)
        except Exception as error:
            # A fault of gklint's, a library's or a plugin's: it is told, and the server goes on.
            message = self.say_failed(error)
            found = [on_first_line(document, message, FAILURE, self.session.encoding)]
        if found is not None:
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(document.uri, found, document.version)
            )

    def publish_all(self) -> None:
        """Check all documents again: something that they are checked by has changed."""
        self.session.forget()
        for document in [*self.session.documents.values()]:
            self.publish(document)


def serve(output: TextIO, language: str | None = None, otherwise: str = "zh") -> int:
    """Serve a client on standard input and `output` until it leaves; return the exit status.

    Nothing else may be written to `output`. `language` is what was asked for; `otherwise` counts
    where neither the configuration nor the client has another.
    """
    for name in ("pygls", "asyncio"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    server = made(language)
    server.session.language = language or otherwise
    server.start_io(sys.stdin.buffer, output.buffer)
    return 0


def made(language: str | None = None) -> Server:
    """Return a server that answers what gklint answers."""
    server = Server(language)
    _register_documents(server)
    _register_requests(server)
    return server


def _safe(
    server: Server, answer: Callable[[Server, Any], Answer | None]
) -> Callable[[Any], Answer | None]:
    """Return what answers a request, and says None where gklint fails."""

    def answered(params: Any) -> Answer | None:
        try:
            return answer(server, params)
        except Exception as error:
            # As above: one request has no answer, the next ones have.
            server.say_failed(error)
            return None

    return answered


def _register_documents(server: Server) -> None:
    feature = server.feature
    feature(types.INITIALIZE)(_safe(server, _initialize))
    feature(types.INITIALIZED)(_safe(server, _initialized))
    feature(types.TEXT_DOCUMENT_DID_OPEN)(_safe(server, _open))
    feature(types.TEXT_DOCUMENT_DID_SAVE)(_safe(server, _save))
    feature(types.TEXT_DOCUMENT_DID_CLOSE)(_safe(server, _close))
    feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_safe(server, _files_changed))

    @feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def change(params: types.DidChangeTextDocumentParams) -> None:
        document = _safe(server, _change)(params)
        if document is None:
            return
        version = document.version
        await asyncio.sleep(_PAUSE)
        if document.version == version and server.session.documents.get(document.uri) is document:
            _safe(server, _checked_again)(document)


def _register_requests(server: Server) -> None:
    feature = server.feature
    feature(types.TEXT_DOCUMENT_HOVER)(_safe(server, _hover))
    feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(_safe(server, _symbols))
    feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=KINDS))(
        _safe(server, _actions)
    )
    feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", ":"]))(
        _safe(server, _completions)
    )


# --- documents -----------------------------------------------------------------------------------


def _initialize(server: Server, params: types.InitializeParams) -> None:
    session = server.session
    if not session.forced and params.locale:
        session.language = "en" if params.locale.lower().startswith("en") else "zh"
    session.editor = Editor(params.capabilities)
    # As the server answers once this is done.
    encoding = ServerCapabilitiesBuilder.choose_position_encoding(params.capabilities)
    session.encoding = str(getattr(encoding, "value", encoding))


def _initialized(server: Server, _: types.InitializedParams) -> None:
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(WATCHED)])
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    registration = types.Registration("gklint-files", method, options)
    server.client_register_capability(types.RegistrationParams([registration]))


def _open(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    document = Document(params.text_document)
    server.session.documents[document.uri] = document
    server.session.forget(document.uri)
    server.publish(document)


def _change(server: Server, params: types.DidChangeTextDocumentParams) -> Document | None:
    document = server.session.documents.get(params.text_document.uri)
    if document is not None:
        changes = params.content_changes
        document.change(params.text_document.version, changes, server.session.encoding)
    return document


def _checked_again(server: Server, document: Document) -> None:
    server.publish(document)


def _save(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    document = server.session.documents.get(params.text_document.uri)
    if document is None:
        return
    document.saved = True
    server.session.forget(document.uri)
    if document.is_report:
        server.publish(document)
    elif yaml_files.kind_of(document):
        server.publish_all()


def _close(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    server.session.documents.pop(uri, None)
    server.session.forget(uri)
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def _files_changed(server: Server, _: types.DidChangeWatchedFilesParams) -> None:
    server.publish_all()


# --- requests ------------------------------------------------------------------------------------


def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    session = server.session
    document = session.documents.get(params.text_document.uri)
    if document is None:
        return None
    if not document.is_report:
        kind = yaml_files.kind_of(document)
        encoding = session.encoding
        return yaml_files.hover(document, kind, params.position, encoding) if kind else None
    checked = session.checked(document)
    report = checked.result.report if checked.result else None
    earlier = session.report_before(report) if report else None
    return hover(checked, session.places(document, checked), params.position, earlier)


def _symbols(
    server: Server, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | None:
    session = server.session
    document = session.documents.get(params.text_document.uri)
    if document is None or not document.is_report:
        return None
    checked = session.checked(document)
    if checked.result is None or checked.result.report is None:
        return None
    places = session.places(document, checked)
    return outline(checked.result.report, places, checked.language)


def _actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    session = server.session
    document = session.documents.get(params.text_document.uri)
    if document is None or not document.is_report:
        return None
    checked = session.checked(document)
    opened = {one.path: one for one in session.documents.values()}
    places = session.places(document, checked)
    actions = Actions(document, checked, places, session.editor, opened)
    only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
    return actions.at(params.range, only)


def _completions(
    server: Server, params: types.CompletionParams
) -> list[types.CompletionItem] | None:
    session = server.session
    document = session.documents.get(params.text_document.uri)
    kind = "" if document is None or document.is_report else yaml_files.kind_of(document)
    if document is None or not kind:
        return None
    return yaml_files.completions(
        document, kind, params.position, session.encoding, session.language
    )
