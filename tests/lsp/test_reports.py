"""Reports in the editor: the findings of the command line, at the editor's places."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from helpers.accepted_reports import faulty
from helpers.editor import Editor
from lsprotocol import types
from pytest_lsp import LanguageClient

from gklint import lint_text
from gklint.cli import run
from gklint.lsp.positions import characters, split_lines

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
EXAMPLES = sorted((ROOT / "examples").glob("*.*"))
WRONG = ROOT / "examples" / "wrong-totals-2023.txt"
#: So many times as long as `lint_text` takes, findings may take after a change.
MOST_TIMES = 30

#: What was found: code, message, line and column as the command line counts.
Found = list[tuple[str, str, int, int]]

pytestmark = pytest.mark.asyncio(loop_scope="module")


def of_command_line(path: Path, capsys: pytest.CaptureFixture[str]) -> Found:
    """Return what `gklint check` finds in a file."""
    capsys.readouterr()
    run(["check", "--output-format", "json", "--lang", "zh", str(path)])
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    return [
        (d["code"], d["message"], d["location"]["line"], d["location"]["column"])
        for d in report["diagnostics"]
    ]


def of_editor(editor: Editor, uri: str) -> Found:
    """Return what the editor shows."""
    lines = split_lines(editor.texts[uri])
    found = []
    for diagnostic in editor.found(uri):
        start = diagnostic.range.start
        column = characters(lines[start.line], start.character, editor.encoding) + 1
        found.append((str(diagnostic.code), diagnostic.message, start.line + 1, column))
    return found


def words_at(editor: Editor, uri: str, at: types.Range) -> str:
    """Return the text that a range of one line covers."""
    line = split_lines(editor.texts[uri])[at.start.line]
    start, end = (
        characters(line, position.character, editor.encoding) for position in (at.start, at.end)
    )
    return line[start:end]


def reports_beside() -> list[Path]:
    """Return the reports in text that lie beside this clone."""
    folders = ("seeds", "corpus", "reports")
    files = (path for name in folders for path in (SHARED / name).glob("**/*.*"))
    return sorted(path for path in files if path.suffix in (".txt", ".md"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
async def test_the_editor_shows_what_the_command_line_finds(
    path: Path, client: LanguageClient, capsys: pytest.CaptureFixture[str]
) -> None:
    editor = Editor(client)
    uri = await editor.open(path)
    assert of_editor(editor, uri) == of_command_line(path, capsys)


async def test_the_same_for_every_report_at_hand(
    client: LanguageClient, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = reports_beside()
    if not paths:
        pytest.skip("there are no other reports beside this clone")
    editor = Editor(client)
    for path in paths:
        text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        uri = await editor.open(path, text)
        assert of_editor(editor, uri) == of_command_line(path, capsys), path
        editor.close(uri)


async def test_a_finding_goes_and_comes_while_somebody_types(client: LanguageClient) -> None:
    editor = Editor(client)
    uri = await editor.open(WRONG)
    before = editor.found(uri)
    (found,) = [d for d in before if d.code == "GK301"]
    assert words_at(editor, uri, found.range) == "13"
    await editor.type(uri, found.range, "14")
    assert "GK301" not in editor.codes(uri)
    await editor.type(uri, found.range, "13")
    assert editor.found(uri) == before


async def test_places_are_counted_as_the_client_counts(
    client: LanguageClient,
    utf8_client: LanguageClient,
    utf32_client: LanguageClient,
    tmp_path: Path,
) -> None:
    for one, encoding in (client, "utf-16"), (utf8_client, "utf-8"), (utf32_client, "utf-32"):
        await places_are_right(Editor(one, encoding), tmp_path / "甲.txt")


async def places_are_right(editor: Editor, path: Path) -> None:
    # 𠮷 lies beyond the Basic Multilingual Plane, \f ends no line of an editor's.
    lines = faulty().split("\n")
    row = next(i for i, line in enumerate(lines) if line.startswith("一、本年新收"))
    lines[2] = f"\f𠮷{lines[2]}其它人员身份证号码110101199003070011𠮷。"
    uri = await editor.open(path, "\n".join(lines))
    assert of_editor(editor, uri) == [
        (d.code, d.text("zh"), d.place.line, d.place.column)
        for d in lint_text("\n".join(lines), "甲.txt").diagnostics
    ]
    (total,) = [d for d in editor.found(uri) if d.code == "GK301"]
    assert total.range.start.line == row and words_at(editor, uri, total.range) == "9"
    # Typed behind the character, in the client's units.
    at = total.range
    await editor.type(uri, types.Range(at.start, at.end), "8")
    assert "GK301" not in editor.codes(uri)


async def test_half_a_table_and_broken_text_are_findings_and_no_failure(
    client: LanguageClient, tmp_path: Path
) -> None:
    editor = Editor(client)
    text = WRONG.read_text(encoding="utf-8")
    uri = await editor.open(tmp_path / "甲.txt", text)
    lines = text.split("\n")
    middle = next(i for i, line in enumerate(lines) if "（三）不予公开" in line)
    broken = [
        "\n".join(lines[:middle])[:-7],
        "\n".join(lines[:middle] + [line.replace("\t", "") for line in lines[middle:]]),
        text.replace("\t0", "\t"),
        "|||\t\t\n" * 50,
        "\ud800\x00\u2028\f一、",
        "",
        text[::-1],
    ]
    for one in broken:
        await editor.change(uri, one)
        assert "failure" not in editor.codes(uri)
    await editor.change(uri, text)
    assert "GK301" in editor.codes(uri)


async def test_findings_come_soon_after_a_change(client: LanguageClient) -> None:
    text = WRONG.read_text(encoding="utf-8")
    editor = Editor(client)
    uri = await editor.open(WRONG)
    alone, shown = [], []
    for turn in range(8):
        started = time.perf_counter()
        lint_text(text, str(WRONG))
        alone.append(time.perf_counter() - started)
        started = time.perf_counter()
        await editor.change(uri, text + "\n" * (turn % 2))
        shown.append(time.perf_counter() - started)
    assert min(shown) < MOST_TIMES * min(alone)


async def test_changes_that_come_one_upon_another_are_checked_together(
    client: LanguageClient,
) -> None:
    editor = Editor(client)
    uri = await editor.open(WRONG)
    checks = 0
    text = editor.texts[uri]
    for turn in range(30):
        editor.versions[uri] += 1
        named = types.VersionedTextDocumentIdentifier(uri=uri, version=editor.versions[uri])
        whole = types.TextDocumentContentChangeWholeDocument(text if turn == 29 else text[:900])
        client.text_document_did_change(types.DidChangeTextDocumentParams(named, [whole]))
    while checks == 0 or "GK301" not in editor.codes(uri):
        await client.wait_for_notification("textDocument/publishDiagnostics")
        checks += 1
    assert checks < 10


async def test_a_web_page_has_its_findings_where_its_source_has_the_words(
    client: LanguageClient, tmp_path: Path
) -> None:
    pytest.importorskip("lxml")
    rows = faulty().split("\n")
    body = "".join(
        f"<tr>{''.join(f'<td><b>{cell}</b></td>' for cell in row.split(chr(9)))}</tr>\n"
        if "\t" in row
        else f"</table><p>&nbsp;{row}</p><table>\n"
        for row in rows
    )
    page = (
        f"<!doctype html>\n<html><head><title>{rows[0]}</title></head>\n"
        f"<body><table>{body}</table></body></html>"
    )
    path = tmp_path / "甲.html"
    path.write_text(page, "utf-8")
    editor = Editor(client)
    uri = await editor.open(path)
    (total,) = [d for d in editor.found(uri) if d.code == "GK301"]
    assert words_at(editor, uri, total.range) == "9"
    assert "一、本年新收" in editor.texts[uri].split("\n")[total.range.start.line]
    start = total.range.start
    assert "总计 9" in await editor.hover(uri, start.line, start.character)


async def test_a_file_that_is_closed_has_no_findings(client: LanguageClient) -> None:
    editor = Editor(client)
    uri = await editor.open(WRONG)
    client.diagnostics.pop(uri)
    editor.close(uri)
    await editor.open(EXAMPLES[0])
    assert not editor.found(uri)
