"""The server as a process: when it fails, when the client leaves, without its extra."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers.accepted_reports import faulty
from helpers.command_line import environment

from gklint.lsp import server as servers
from gklint.lsp.session import Session

ROOT = Path(__file__).resolve().parents[2]

#: A plugin whose rule prints and whose reader fails.
BROKEN = '''"""A server in which something is broken."""
import sys
from gklint.lsp import session
from gklint.cli import run

def broken(document, language, forced=False):
    print("printed by a plugin")
    raise RuntimeError("no good: 11010119900307803X")

session.check = broken
sys.exit(run(["lsp", "--lang", "zh"]))
'''


def message(method: str, params: Any, number: int | None = None) -> bytes:
    """Return a message of the protocol as it goes over the wire."""
    said = {"jsonrpc": "2.0", "method": method, "params": params}
    body = json.dumps(said | ({} if number is None else {"id": number})).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def opening(path: Path, text: str) -> bytes:
    item = {"uri": path.as_uri(), "languageId": "plaintext", "version": 1, "text": text}
    return (
        message("initialize", {"capabilities": {}, "processId": None, "rootUri": None}, 1)
        + message("initialized", {})
        + message("textDocument/didOpen", {"textDocument": item})
    )


def talk(sent: bytes, *command: str) -> subprocess.CompletedProcess[bytes]:
    """Return what a server says until its input ends."""
    return subprocess.run(
        [sys.executable, *command], input=sent, capture_output=True, timeout=60,
        cwd=ROOT, env=environment(), check=False,
    )  # fmt: skip


def messages(output: bytes) -> list[Any]:
    """Return the messages in what a server wrote."""
    found = []
    while output:
        head, _, rest = output.partition(b"\r\n\r\n")
        length = int(head.rpartition(b"Content-Length: ")[2].split(b"\r\n")[0])
        found.append(json.loads(rest[:length]))
        output = rest[length:]
    return found


def test_a_failure_is_a_message_and_one_finding_and_no_traceback(tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text(BROKEN, "utf-8")
    path = tmp_path / "甲.txt"
    place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": 0, "character": 0}}
    sent = opening(path, faulty()) + message("textDocument/hover", place, 2)
    sent += message("gklint/nothing", {}, 3) + message("textDocument/hover", {"wrong": 1}, 4)
    sent += b"Content-Length: 7\r\n\r\nno json"
    done = talk(sent + message("shutdown", None, 9) + message("exit", None), str(broken))
    said = messages(done.stdout)
    (shown,) = [m["params"] for m in said if m.get("method") == "textDocument/publishDiagnostics"]
    assert [one["code"] for one in shown["diagnostics"]] == ["failure"]
    logged = [m["params"]["message"] for m in said if m.get("method") == "window/logMessage"]
    assert any("RuntimeError" in text for text in logged)
    everything = done.stdout.decode() + done.stderr.decode()
    assert "Traceback" not in everything and 'File "' not in everything
    assert "11010119900307803X" not in everything
    assert {m["id"] for m in said if "id" in m} >= {1, 2, 3, 9}


def test_the_server_ends_when_the_client_breaks_off_and_has_written_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "甲.txt"
    path.write_text("原文\n", "utf-8")
    done = talk(opening(path, faulty()), "-m", "gklint", "lsp", "--stdio")
    assert done.returncode in (0, 1)
    assert path.read_text("utf-8") == "原文\n" and [*tmp_path.iterdir()] == [path]
    # Half a message, as when the editor crashes while it writes.
    done = talk(opening(path, faulty())[:-40], "-m", "gklint", "lsp")
    assert done.returncode in (0, 1) and b"Traceback" not in done.stderr


def test_without_the_extra_the_user_is_told_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "without.py").write_text(
        "import sys\nsys.modules['pygls'] = None\n"
        "from gklint.cli import run\nsys.exit(run(['lsp', '--lang', 'zh']))\n"
    )
    done = talk(b"", str(tmp_path / "without.py"))
    assert done.returncode == 2 and "pip install 'gklint[lsp]'" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("locale", "language"), [("en-US", "en"), ("zh-CN", "zh"), (None, "zh")])
def test_messages_are_in_the_language_of_the_editor(locale: str | None, language: str) -> None:
    from lsprotocol import types

    made = servers.made()
    servers._initialize(made, types.InitializeParams(types.ClientCapabilities(), locale=locale))
    assert made.session.language == language
    assert Session("en").forced
