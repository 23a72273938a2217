"""A client and the real server, one process for the tests of a module."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

SERVER = [sys.executable, "-m", "gklint", "lsp", "--lang", "zh"]
CONFIG = ClientServerConfig(server_command=SERVER)


@pytest_lsp.fixture(scope="module", config=CONFIG)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """Start a session as VS Code does: UTF-16, edits that name the version of a document."""
    await lsp_client.initialize_session(_asked())
    yield
    await lsp_client.shutdown_session()


@pytest_lsp.fixture(scope="module", config=CONFIG)
async def utf8_client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """Start a session as Helix does: positions in UTF-8."""
    await lsp_client.initialize_session(_asked(types.PositionEncodingKind.Utf8))
    yield
    await lsp_client.shutdown_session()


@pytest_lsp.fixture(scope="module", config=CONFIG)
async def utf32_client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """Start a session with positions in code points."""
    await lsp_client.initialize_session(_asked(types.PositionEncodingKind.Utf32))
    yield
    await lsp_client.shutdown_session()


def _asked(*encodings: types.PositionEncodingKind) -> types.InitializeParams:
    edits = types.WorkspaceEditClientCapabilities(
        document_changes=True, resource_operations=[types.ResourceOperationKind.Create]
    )
    capabilities = types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(workspace_edit=edits),
        general=types.GeneralClientCapabilities(position_encodings=list(encodings) or None),
    )
    return types.InitializeParams(capabilities=capabilities, process_id=None, root_uri=None)
