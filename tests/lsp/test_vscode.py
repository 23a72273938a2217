"""The extension for VS Code: packed from its sources alone, and it speaks with the real server."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from helpers.accepted_reports import faulty
from helpers.command_line import environment

ROOT = Path(__file__).resolve().parents[2]
EDITORS = ROOT / "editors"

#: Opens a report, waits for findings, changes it, and says what was shown.
PLAY = """
const vscode = require("vscode");
const extension = require(process.argv[2] + "/extension/extension.js");
const { providers, listeners, shown, said } = vscode.stub;
const uri = { toString: () => "file:///tmp/report.txt" };
let text = process.env.REPORT;
const document = { uri, version: 1, languageId: "plaintext", getText: () => text };
const codes = () => (shown.get(String(uri)) || []).map((one) => one.code);
const until = async (holds) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
};
(async () => {
  await extension.activate({ subscriptions: [] });
  if (said.length) { console.log(JSON.stringify({ said })); process.exit(); }
  listeners.open(document);
  await until(() => codes().includes("GK301"));
  const found = shown.get(String(uri)).find((one) => one.code === "GK301");
  const hover = await providers.hover.provideHover(document, found.range.start);
  const symbols = await providers.symbols.provideDocumentSymbols(document);
  const actions = await providers.actions.provideCodeActions(document, found.range, {});
  document.version = 2;
  listeners.change({ document, contentChanges: [{ range: found.range, text: "8" }] });
  await until(() => !codes().includes("GK301"));
  await extension.deactivate();
  console.log(JSON.stringify({
    hover: hover.given[0].given[0], symbols: symbols.length, said,
    titles: actions.map((one) => one.title), edits: actions[0].edit.edits,
  }));
})();
"""


def packed(folder: Path) -> Path:
    file = folder / "gklint.vsix"
    command = [sys.executable, str(EDITORS / "pack_vsix.py"), "1.2.3", str(file)]
    subprocess.run(command, check=True, timeout=60)
    return file


def play(folder: Path, command: list[str]) -> dict[str, Any]:
    """Return what the packed extension shows in a stand-in for VS Code."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    with zipfile.ZipFile(packed(folder)) as archive:
        archive.extractall(folder / "extension")
    (folder / "play.js").write_text(PLAY, "utf-8")
    done = subprocess.run(
        ["node", str(folder / "play.js"), str(folder / "extension")],
        capture_output=True, timeout=60, check=True, cwd=ROOT,
        env=environment(NODE_PATH=str(ROOT / "tests" / "helpers"), REPORT=faulty(),
                        GKLINT_COMMAND=json.dumps(command)),
    )  # fmt: skip
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_the_extension_is_its_readable_sources_and_always_the_same_bytes(tmp_path: Path) -> None:
    first = packed(tmp_path / "a").read_bytes()
    assert first == packed(tmp_path / "b").read_bytes()
    with zipfile.ZipFile(tmp_path / "a" / "gklint.vsix") as archive:
        names = archive.namelist()
        for path in (EDITORS / "vscode").glob("*.js"):
            assert archive.read(f"extension/{path.name}") == path.read_bytes()
        package = json.loads(archive.read("extension/package.json"))
    assert names[:2] == ["extension.vsixmanifest", "[Content_Types].xml"]
    assert package["version"] == "1.2.3" and "dependencies" not in package
    # A folder from outside must not say which program is started.
    assert package["contributes"]["configuration"]["properties"]["gklint.command"]["scope"] == (
        "machine"
    )


def test_the_extension_shows_what_the_server_finds(tmp_path: Path) -> None:
    said = play(tmp_path, [sys.executable, "-m", "gklint", "lsp"])
    assert "GK301 row-total" in said["hover"] and said["symbols"] == 6
    assert any("忽略这一处 GK301" in title for title in said["titles"])
    assert said["edits"] and said["said"] == []


def test_without_the_program_the_user_is_told_what_to_install(tmp_path: Path) -> None:
    said = play(tmp_path, ["no-such-program-of-gklint", "lsp"])["said"]
    assert any("pip install 'gklint[lsp]'" in text for text in said)
