"""What can be done about a finding in the editor, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.accepted_reports import faulty
from helpers.editor import Editor
from lsprotocol import types
from pytest_lsp import LanguageClient

from gklint import Settings, lint_text
from gklint.fixing import fix
from gklint.testing import LAYOUTS

ROOT = Path(__file__).resolve().parents[2]
EVERYWHERE = types.Range(types.Position(0, 0), types.Position(10_000, 0))
FIX_ALL = "source.fixAll.gklint"


pytestmark = pytest.mark.asyncio(loop_scope="module")


def sloppy() -> str:
    """Return a report with safe and unsafe fixes."""
    return faulty().replace("\n二、", "\n二.").replace("\n四、", "\n四.")


async def fixes(editor: Editor, uri: str, safe: bool) -> list[types.CodeAction]:
    actions = await editor.actions(uri, EVERYWHERE, ["quickfix"])
    return [a for a in actions if a.edit and a.is_preferred is (True if safe else None)]


@pytest.mark.parametrize("text", [sloppy(), faulty(layout="markdown")], ids=["text", "markdown"])
async def test_all_safe_fixes_give_what_gklint_fix_gives(
    text: str, client: LanguageClient, tmp_path: Path
) -> None:
    path = tmp_path / "甲.txt"
    fixed = fix(text.encode(), str(path), Settings()).after.decode()
    editor = Editor(client)
    uri = await editor.open(path, text)
    actions = await editor.actions(uri, EVERYWHERE, ["source.fixAll"])
    assert [action.kind for action in actions] == ([FIX_ALL] if fixed != text else [])
    for action in actions:
        assert action.edit
        await editor.make(action.edit)
    assert editor.texts[uri] == fixed


async def test_one_fix_after_the_other_gives_what_gklint_fix_gives(
    client: LanguageClient, tmp_path: Path
) -> None:
    path, text = tmp_path / "甲.txt", sloppy()
    fixed = fix(text.encode(), str(path), Settings()).after.decode()
    assert fixed != text
    editor = Editor(client)
    uri = await editor.open(path, text)
    while actions := await fixes(editor, uri, safe=True):
        assert actions[0].edit
        await editor.make(actions[0].edit)
    assert editor.texts[uri] == fixed


async def test_a_fix_that_is_not_safe_says_so_and_gives_what_fix_unsafe_gives(
    client: LanguageClient, tmp_path: Path
) -> None:
    path, text = tmp_path / "甲.txt", faulty()
    editor = Editor(client)
    uri = await editor.open(path, text)
    actions = await editor.actions(uri, EVERYWHERE, ["quickfix"])
    unsafe = [action for action in actions if "不是安全的改正" in action.title]
    assert unsafe and not any(action.is_preferred for action in unsafe)
    (about,) = unsafe[0].diagnostics or ()
    settings = Settings(select=(str(about.code),))
    fixed = fix(text.encode(), str(path), settings, unsafe=True).after.decode()
    assert unsafe[0].edit
    await editor.make(unsafe[0].edit)
    assert editor.texts[uri] == fixed != text


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
async def test_a_suppression_holds_and_asks_for_its_reason(
    layout: str, suffix: str, client: LanguageClient, tmp_path: Path
) -> None:
    text = faulty(layout=layout)
    editor = Editor(client)
    uri = await editor.open(tmp_path / f"甲{suffix}", text)
    codes = editor.codes(uri)
    actions = await editor.actions(uri, EVERYWHERE)
    (action, *_) = [action for action in actions if "忽略这一处 GK301" in action.title]
    assert action.edit
    await editor.make(action.edit)
    assert "# gklint: ignore GK301" in editor.texts[uri] or suffix == ".md"
    # The reason is still to be written.
    assert sorted(editor.codes(uri)) == sorted({*codes, "GK905"} - {"GK301"})
    await editor.change(uri, editor.texts[uri].replace("理由：", "理由：已核对台账"))
    assert sorted(editor.codes(uri)) == sorted({*codes} - {"GK301"})


@pytest.mark.parametrize("before_it", ["", "- rule: GK999\n  file: 乙.txt\n  reason: 已核对\n"])
async def test_a_waiver_is_written_beside_the_report_and_holds(
    before_it: str, client: LanguageClient, tmp_path: Path
) -> None:
    path, file = tmp_path / "甲.txt", tmp_path / "gklint.waivers.yaml"
    path.write_text(faulty(), "utf-8")
    if before_it:
        file.write_text(before_it, "utf-8")
    editor = Editor(client)
    uri = await editor.open(path)
    actions = await editor.actions(uri, EVERYWHERE)
    (action, *_) = [action for action in actions if "豁免 GK301" in action.title]
    assert action.edit
    written = before_it + next(iter((await editor.make(action.edit)).values()))
    assert not file.exists() or file.read_text("utf-8") == before_it
    assert "cell: applications.new.total\n  value: 9\n" in written and "reason:\n" in written
    file.write_text(written.replace("reason:\n", "reason: 已核对台账\n"), "utf-8")
    client.diagnostics.pop(uri)
    client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams(
            [types.FileEvent(file.as_uri(), types.FileChangeType.Changed)]
        )
    )
    while uri not in client.diagnostics:
        await client.wait_for_notification("textDocument/publishDiagnostics")
    assert "GK301" not in editor.codes(uri) and "GK304" in editor.codes(uri)


async def test_nobody_is_offered_to_accept_what_nobody_can(
    client: LanguageClient, tmp_path: Path
) -> None:
    editor = Editor(client)
    text = faulty(total="8").replace(
        "一、总体情况\n", "一、总体情况\n\n联系人身份证号11010119900307803X。\n"
    )
    assert "GK701" in [d.code for d in lint_text(text).diagnostics]
    uri = await editor.open(tmp_path / "甲.txt", text)
    titles = [action.title for action in await editor.actions(uri, EVERYWHERE)]
    assert not any("GK701" in title for title in titles)


async def test_a_hover_says_why_and_by_which_clause(client: LanguageClient) -> None:
    editor = Editor(client)
    uri = await editor.open(ROOT / "examples" / "wrong-totals-2023.txt")
    (found,) = [d for d in editor.found(uri) if d.code == "GK301"]
    start = found.range.start
    said = await editor.hover(uri, start.line, start.character)
    assert "GK301 row-total" in said and "国办公开办函〔2021〕30号" in said and "为什么" in said
    # The row and the column of the cell, each with its terms.
    assert "本行：自然人 9 + 商业企业 4 + 社会公益组织 1 = 14 ≠ 总计 13（差 1）" in said
    assert "本栏：" in said and "applications.new.total" in said


async def test_a_hover_on_the_title_says_what_was_not_evaluated(client: LanguageClient) -> None:
    editor = Editor(client)
    uri = await editor.open(ROOT / "examples" / "lost-page-2020.txt")
    said = await editor.hover(uri, 0, 3)
    assert "条规则" in said and "没有评定" in said


async def test_last_years_number_is_shown_where_its_report_is_open(
    client: LanguageClient, tmp_path: Path
) -> None:
    editor = Editor(client)
    now = faulty()
    old = faulty(total="77").replace("2023", "2022")
    uri = await editor.open(tmp_path / "甲.txt", now)
    (total,) = [d for d in editor.found(uri) if d.code == "GK301"]
    at = total.range.start
    assert "没有打开 2022 年的报告" in await editor.hover(uri, at.line, at.character)
    await editor.open(tmp_path / "乙.txt", old)
    assert "2022 年：77" in await editor.hover(uri, at.line, at.character)


async def test_no_hover_shows_the_number_of_a_person(
    client: LanguageClient, tmp_path: Path
) -> None:
    editor = Editor(client)
    number = "11010119900307803X"
    text = faulty().replace("一、总体情况\n", f"一、总体情况\n\n联系人身份证号{number}。\n")
    uri = await editor.open(tmp_path / "甲.txt", text)
    assert editor.found(uri)
    for found in editor.found(uri):
        start = found.range.start
        assert number not in await editor.hover(uri, start.line, start.character)
        assert number not in found.message


async def test_the_outline_has_the_parts_and_their_tables(client: LanguageClient) -> None:
    editor = Editor(client)
    uri = await editor.open(ROOT / "examples" / "clean-2023.txt")
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    symbols = await client.text_document_document_symbol_async(params)
    parts = [one for one in symbols or () if isinstance(one, types.DocumentSymbol)]
    assert len(parts) == 6 and parts[0].name == "一、总体情况"
    assert [child.detail for child in parts[2].children or ()] == ["applications"]
    for part in parts:
        assert part.range.start.line <= part.selection_range.start.line
        assert part.selection_range.end.line <= part.range.end.line
