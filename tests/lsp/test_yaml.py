"""gklint.yaml, waivers and rules in YAML: checked, completed and explained while they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.accepted_reports import faulty
from helpers.editor import Editor
from lsprotocol import types
from pytest_lsp import LanguageClient

from gklint.declarative.fields import KEYS as RULE_KEYS
from gklint.lsp.schemas import rule_file, waivers
from gklint.suppression.waivers import KEYS as WAIVER_KEYS

pytestmark = pytest.mark.asyncio(loop_scope="module")

RULE = """rules:
  - code: QH101
    name: no-hall
    summary: 大厅
    pattern: 大厅
"""


async def at_end(editor: Editor, path: Path, text: str) -> list[str]:
    """Return what is offered at the end of a file with this text."""
    uri = await editor.open(path, text)
    lines = text.split("\n")
    return await editor.completions(uri, len(lines) - 1, len(lines[-1]))


async def test_what_is_wrong_with_a_configuration_stands_on_its_line(
    client: LanguageClient, tmp_path: Path
) -> None:
    editor = Editor(client)
    text = "# 本区\nselect: [GK3]\nseverty:\n  GK301: eror\nyear: 20233\n"
    uri = await editor.open(tmp_path / "gklint.yaml", text)
    said = {d.range.start.line: d.message for d in editor.found(uri)}
    assert sorted(said) == [2, 4] and "severity" in said[2] and "year" in said[4]
    await editor.change(uri, "select: [GK3\n")
    assert len(editor.found(uri)) == 1
    await editor.change(uri, "select: [GK3]\n")
    assert not editor.found(uri)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("", ["select", "severity", "profile"]),
        ("select: [GK3]\nsev", ["severity"]),
        ("select: [GK3, ", ["GK301", "row-total", "GK3"]),
        ("select:\n- ", ["GK301"]),
        ("ignore:\n  - GK1", ["GK101"]),
        ("severity:\n  GK301: ", ["error", "warning", "info"]),
        ("severity:\n  ", ["GK301"]),
        ("options:\n  GK111:\n    ", ["characters"]),
        ("per-file:\n  2023/*.txt:\n    ", ["ignore", "year"]),
        ("per-file:\n  2023/*.txt:\n    agency-kind: ", ["street", "township"]),
        ("output-format: ", ["json", "sarif"]),
        ("cache: ", ["true", "false"]),
    ],
)
async def test_a_configuration_is_completed_by_its_schema(
    text: str, offered: list[str], client: LanguageClient, tmp_path: Path
) -> None:
    found = await at_end(Editor(client), tmp_path / "gklint.yaml", text)
    assert [word for word in offered if word not in found] == []


async def test_a_key_that_is_there_is_not_offered_again(
    client: LanguageClient, tmp_path: Path
) -> None:
    found = await at_end(Editor(client), tmp_path / "gklint.yaml", "select: [GK3]\n")
    assert "select" not in found and "ignore" in found


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("- ", ["rule", "file", "cell"]),
        ("- rule: ", ["GK301", "row-total"]),
        ("- rule: GK301\n  fi", ["file"]),
        ("- rule: GK301\n  file: ", ["甲.txt", "2023/乙.txt"]),
        ("- rule: GK301\n  file: 甲.txt\n  cell: ", ["applications.new.total"]),
        ("- rule: GK101\n  section: ", ["5"]),
    ],
)
async def test_waivers_are_completed(
    text: str, offered: list[str], client: LanguageClient, tmp_path: Path
) -> None:
    (tmp_path / "甲.txt").touch()
    (tmp_path / "2023").mkdir()
    (tmp_path / "2023" / "乙.txt").touch()
    found = await at_end(Editor(client), tmp_path / "gklint.waivers.yaml", text)
    assert [word for word in offered if word not in found] == []


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (f"{RULE}    ", ["severity", "message", "sections"]),
        (f"{RULE}    severity: ", ["error", "info"]),
        (f"{RULE}    kinds: [", ["street"]),
        (f"{RULE}    expect: ", ["absent", "present"]),
        (f"{RULE}    docs:\n      ", ["why", "fails"]),
        ("rules:\n  - code: QH101\n    formula: ", ["applications.new.total"]),
    ],
)
async def test_rules_in_yaml_are_completed(
    text: str, offered: list[str], client: LanguageClient, tmp_path: Path
) -> None:
    found = await at_end(Editor(client), tmp_path / "规则.yaml", text)
    assert [word for word in offered if word not in found] == []


async def test_what_is_wrong_with_waivers_and_rules_stands_on_its_line(
    client: LanguageClient, tmp_path: Path
) -> None:
    editor = Editor(client)
    (tmp_path / "甲.txt").touch()
    text = "- rule: GK301\n  file: 甲.txt\n  until: 2023-02-30\n"
    uri = await editor.open(tmp_path / "gklint.waivers.yaml", text)
    assert [d.range.start.line for d in editor.found(uri)] == [2]
    # It is as it must be: what is said then is what `gklint check` says of its entries.
    await editor.open(tmp_path / "甲.txt", faulty())
    await editor.change(uri, "- rule: GK301\n  file: 甲.txt\n  cell: applications.new.total\n")
    assert "GK905" in editor.codes(uri)
    uri = await editor.open(tmp_path / "规则.yaml", RULE.replace("no-hall", "No Hall"))
    assert [d.range.start.line for d in editor.found(uri)] == [2]


async def test_yaml_of_others_is_left_alone(client: LanguageClient, tmp_path: Path) -> None:
    editor = Editor(client)
    configuration = await editor.open(tmp_path / "gklint.yaml", "select: [GK3]\n")
    other = tmp_path / "role.yaml"
    item = types.TextDocumentItem(other.as_uri(), "yaml", 1, "rules:\n- apiGroups: [x]\n  a: [\n")
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await editor.change(configuration, "select: [GK4]\n")
    assert other.as_uri() not in client.diagnostics


async def test_a_hover_says_what_keys_and_rules_are(client: LanguageClient, tmp_path: Path) -> None:
    editor = Editor(client)
    uri = await editor.open(tmp_path / "gklint.yaml", "select: [GK301]\nfail-level: error\n")
    assert "只用这些规则" in await editor.hover(uri, 0, 2)
    assert "row-total" in await editor.hover(uri, 0, 11)
    assert "不通过" in await editor.hover(uri, 1, 4)
    uri = await editor.open(tmp_path / "gklint.waivers.yaml", "- rule: row-total\n  file: 甲.txt\n")
    assert "相对于本文件" in await editor.hover(uri, 1, 3)
    assert "GK301" in await editor.hover(uri, 0, 10)


async def test_configuration_counts_as_soon_as_it_changes(
    client: LanguageClient, tmp_path: Path
) -> None:
    editor = Editor(client)
    report, file = tmp_path / "甲.txt", tmp_path / "gklint.yaml"
    report.write_text(faulty(), "utf-8")
    uri = await editor.open(report)
    assert "GK301" in editor.codes(uri)
    file.write_text("ignore: [GK301]\n", "utf-8")
    await editor.change(uri, faulty() + "\n")
    assert "GK301" not in editor.codes(uri) and "GK303" in editor.codes(uri)
    file.write_text("exclude: ['*.txt']\n", "utf-8")
    await editor.change(uri, faulty())
    assert not editor.found(uri)
    # What cannot be used checks nothing, and says so: no silence to be taken for a pass.
    file.write_text("ignore: [GK999999]\n", "utf-8")
    await editor.change(uri, faulty() + "\n")
    assert editor.codes(uri) == ["configuration"]
    assert "没有检查" in editor.found(uri)[0].message


async def test_every_key_of_waivers_and_rules_is_explained() -> None:
    items = waivers([])["items"]["properties"], rule_file()["properties"]["rules"]["items"]
    assert [*items[0]] == [*WAIVER_KEYS]
    assert [*items[1]["properties"]] == [*RULE_KEYS]
    assert all(key["description"] for key in items[0].values())
