"""`gklint fix` on Word documents: what it writes, keeps, shows and refuses."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers.command_line import gklint
from helpers.fixed_documents import (
    ALL,
    HEADING,
    SAFE,
    UNSAFE,
    numbered_with_dots,
    parts_of,
    place_of,
    report,
    texts_of,
)

from gklint.fixing import Unfixable, fix
from gklint.fixing.before_after import before_and_after
from gklint.model.diagnostics import Edit
from gklint.readers import read_bytes


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a report with a safe fix and one that is not, in a folder of its own."""
    path = tmp_path / "年报.docx"
    path.write_bytes(report(SAFE[0][1], UNSAFE[0][1]))
    return path


def test_the_command_mends_the_document_itself(wrong: Path) -> None:
    done = gklint("fix", wrong.name, cwd=wrong.parent)
    assert (done.status, done.err) == (0, "")
    assert "改正 1 处（GK105 section-numbering）" in done.out and "--unsafe" in done.out
    assert texts_of(wrong.read_bytes()) == texts_of(report(UNSAFE[0][1]))
    assert sorted(path.name for path in wrong.parent.iterdir()) == ["年报.docx", "年报.原件.docx"]


def test_a_diff_says_place_before_and_after_as_the_author_sees_them(wrong: Path) -> None:
    before = wrong.read_bytes()
    done = gklint("fix", "--diff", wrong.name, cwd=wrong.parent)
    assert done.status == 1 and wrong.read_bytes() == before
    heading, total = done.out.splitlines()
    assert f"“{HEADING.format('.')[:6]}" in heading and f"→ “{HEADING.format('、')[:6]}" in heading
    assert heading.startswith("年报.docx：第 ") and "段：" in heading and "--unsafe" not in heading
    place = "年报.docx：表三“一、本年新收政府信息公开申请数量”行“总计”列：99 → 8"
    assert total == f"{place}（GK301 row-total，须用 --unsafe）"
    whole = gklint("fix", "--diff", "--unsafe", wrong.name, cwd=wrong.parent)
    assert f"{place}（GK301 row-total）" in whole.out and wrong.read_bytes() == before


def test_a_diff_with_nothing_but_unsafe_changes_is_status_0(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(report(UNSAFE[0][1]))
    done = gklint("fix", "--diff", path.name, cwd=tmp_path)
    assert done.status == 0 and "99 → 8" in done.out and "须用 --unsafe" in done.out


def test_the_document_as_it_was_is_kept_and_never_overwritten(wrong: Path) -> None:
    first = wrong.read_bytes()
    wrong.chmod(0o600)
    gklint("fix", wrong.name, cwd=wrong.parent)
    kept = wrong.with_name("年报.原件.docx")
    assert kept.read_bytes() == first and kept.stat().st_mode & 0o777 == 0o600
    second = wrong.read_bytes()
    done = gklint("fix", "--unsafe", wrong.name, cwd=wrong.parent)
    assert "年报.原件2.docx" in done.out and kept.read_bytes() == first
    assert wrong.with_name("年报.原件2.docx").read_bytes() == second
    checked = gklint("check", ".", "--no-across", cwd=wrong.parent)
    assert checked.status == 0 and "原件" not in checked.out


def test_no_copy_is_kept_where_nobody_wants_it_or_nothing_is_written(wrong: Path) -> None:
    gklint("fix", "--diff", wrong.name, cwd=wrong.parent)
    gklint("fix", "--no-backup", wrong.name, cwd=wrong.parent)
    gklint("fix", wrong.name, cwd=wrong.parent)
    wrong.chmod(0o444)
    text = wrong.with_name("a.txt")
    text.write_text("一.总体情况\n", "utf-8")
    gklint("fix", "--unsafe", wrong.name, text.name, cwd=wrong.parent)
    assert {path.name for path in wrong.parent.iterdir()} == {"年报.docx", "a.txt"}


def test_the_outcome_goes_to_another_file(wrong: Path) -> None:
    before = wrong.read_bytes()
    target = wrong.with_name("改.docx")
    done = gklint("fix", wrong.name, "-o", target.name, cwd=wrong.parent)
    assert done.status == 0 and "写入 改.docx" in done.out
    assert wrong.read_bytes() == before
    assert texts_of(target.read_bytes()) == texts_of(report(UNSAFE[0][1]))
    assert sorted(path.name for path in wrong.parent.iterdir()) == ["年报.docx", "改.docx"]
    target.write_bytes(b"mine")
    refused = gklint("fix", wrong.name, "-o", target.name, cwd=wrong.parent)
    assert refused.status == 2 and "--force" in refused.err and target.read_bytes() == b"mine"
    gklint("fix", wrong.name, "-o", target.name, "--force", cwd=wrong.parent)
    assert target.read_bytes() != b"mine"
    itself = gklint("fix", wrong.name, "-o", wrong.name, "--force", cwd=wrong.parent)
    assert itself.status == 2 and wrong.read_bytes() == before


@pytest.mark.parametrize(
    "given",
    [
        ["年报.docx", "b.docx", "-o", "c.docx"],
        [".", "-o", "c.docx"],
        ["-", "-o", "c.docx"],
        ["年报.docx", "-o", "c.pdf"],
        ["年报.docx", "-o", "c.docx", "--diff"],
    ],
)
def test_one_file_goes_to_another_of_its_kind(wrong: Path, given: list[str]) -> None:
    done = gklint("fix", *given, cwd=wrong.parent)
    assert done.status == 2 and "-o" in done.err
    assert [path.name for path in wrong.parent.iterdir()] == ["年报.docx"]


def test_a_long_paragraph_is_shown_around_the_change_and_without_numbers_of_persons() -> None:
    text = "甲" * 40 + "11010119900307" + "2316" + "，错" + "乙" * 40
    source = read_bytes(text.encode(), "a.txt")
    ((before, after),) = before_and_after(source, [Edit(place_of(source, "错"), "对")])
    assert "错" in before and "对" in after and before.endswith("…") and before.startswith("…")
    assert "2316" not in before + after


def test_a_document_comes_through_a_pipe(wrong: Path) -> None:
    done = gklint("fix", "-", cwd=wrong.parent, stdin=wrong.read_bytes())
    assert done.status == 0
    assert texts_of(done.raw) == texts_of(report(UNSAFE[0][1]))


def test_what_is_refused_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(numbered_with_dots())
    done = gklint("fix", "a.docx", cwd=tmp_path)
    assert done.status == 0
    assert (
        "a.docx：第 4 段“一.总体情况”：GK105" in done.err
        and "GK105" in done.err
        and "自动编号" in done.err
    )


@pytest.mark.parametrize("command", ["fix", "annotate"])
def test_what_was_accepted_is_left_alone(wrong: Path, command: str) -> None:
    (wrong.parent / "gklint.waivers.yaml").write_text(
        "- {rule: GK105, file: 年报.docx, section: 4, reason: 沿用上年写法}\n"
        "- {rule: GK301, file: 年报.docx, cell: applications.new.total, value: 99, reason: 已核}\n",
        encoding="utf-8",
    )
    before = wrong.read_bytes()
    done = gklint(command, wrong.name, cwd=wrong.parent)
    assert (done.status, done.err) == (0, "")
    assert wrong.read_bytes() == before
    if command == "annotate":
        parts = dict(parts_of(wrong.with_name("年报.批注.docx").read_bytes()))
        told = parts.get("word/comments.xml", b"")
        assert b"GK105" not in told and b"GK301" not in told
    else:
        assert done.out == "年报.docx：没有可以自动改正的\n"


def test_waivers_that_cannot_be_read_stop_the_command(wrong: Path) -> None:
    (wrong.parent / "gklint.waivers.yaml").write_text("- {rul: GK105}\n", encoding="utf-8")
    before = wrong.read_bytes()
    for command in ("fix", "annotate"):
        done = gklint(command, wrong.name, cwd=wrong.parent)
        assert done.status == 2 and "gklint.waivers.yaml" in done.err
    assert wrong.read_bytes() == before and len(list(wrong.parent.iterdir())) == 2


def test_no_number_of_a_person_is_shown(tmp_path: Path) -> None:
    body = "依法制国，联系人电话13800138000，主动公开。"
    (tmp_path / "a.docx").write_bytes(report({"section": 1, "body": [body]}))
    done = gklint("fix", "--diff", "a.docx", cwd=tmp_path)
    assert "依法治国" in done.out and "13800138000" not in done.out


def test_without_lxml_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = report(SAFE[0][1])
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    with pytest.raises(Unfixable) as caught:
        fix(raw, "年报.docx", ALL)
    assert "pip install 'gklint[docx]'" in caught.value.reason.zh
