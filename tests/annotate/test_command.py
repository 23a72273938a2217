"""gklint annotate writes documents with comments beside them, and says which take none."""

from __future__ import annotations

import random
import sys
from io import BytesIO
from pathlib import Path

import docx
import pytest
from helpers.annotated_documents import checked, covered, finding, place_of, wrong_report
from helpers.command_line import gklint
from helpers.word_documents import (
    paragraph,
    word,
)

from gklint.annotate import Unannotatable, annotate
from gklint.engine import lint_bytes
from gklint.readers import read_bytes
from gklint.support.bilingual import Text
from gklint.testing import valid_draft
from gklint.testing.documents import document, random_document


def codes_in(path: Path) -> list[str]:
    """Return the second word of each comment of a document: its code, where it is of a finding."""
    return [comment.text.split()[1] for comment in docx.Document(str(path)).comments]


# Files that cannot be annotated


def test_a_kind_of_file_that_takes_no_comments_is_refused() -> None:
    result = lint_bytes("2023年政府信息公开工作年度报告".encode(), "a.txt")
    with pytest.raises(Unannotatable, match="only Word"):
        annotate(result)


def test_a_file_that_could_not_be_read_says_why() -> None:
    with pytest.raises(Unannotatable, match="empty"):
        annotate(lint_bytes(b"", "a.docx"))


def test_without_lxml_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    result = checked(word(paragraph("全年")), "全年")
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    with pytest.raises(Unannotatable) as caught:
        annotate(result)
    assert "pip install 'gklint[docx]'" in caught.value.reason.zh


# The command


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a report with findings, in a folder of its own."""
    path = tmp_path / "年报.docx"
    path.write_bytes(wrong_report())
    return path


def test_the_command_writes_beside_the_document_and_says_how_many(report: Path) -> None:
    before = report.read_bytes()
    done = gklint("annotate", report)
    target = report.with_name("年报.批注.docx")
    count = len(covered(target.read_bytes()))
    assert (done.status, done.out) == (0, f"{target}：写入 {count} 条批注\n")
    assert count >= 4
    assert report.read_bytes() == before
    assert sorted(path.name for path in report.parent.iterdir()) == ["年报.docx", "年报.批注.docx"]


def test_the_command_overwrites_nothing_unless_asked(report: Path) -> None:
    target = report.with_name("b.docx")
    target.write_bytes(b"mine")
    refused = gklint("annotate", report, "-o", target)
    assert refused.status == 2 and "--force" in refused.err
    assert target.read_bytes() == b"mine"
    assert gklint("annotate", report, "-o", target, "--force").status == 0
    assert covered(target.read_bytes())


def test_the_document_itself_is_written_to_in_place_only(report: Path) -> None:
    before = report.read_bytes()
    for options in (["-o", report], ["-o", report, "--force"]):
        refused = gklint("annotate", report, *options)
        assert refused.status == 2 and "--in-place" in refused.err
        assert report.read_bytes() == before
    assert gklint("annotate", report, "--in-place").status == 0
    once = report.read_bytes()
    assert covered(once)
    assert gklint("annotate", report, "--in-place").status == 0
    assert report.read_bytes() == once
    assert [path.name for path in report.parent.iterdir()] == ["年报.docx"]


def test_rules_can_be_chosen_and_the_language(report: Path) -> None:
    done = gklint("annotate", report, "--select", "GK301", "--lang", "en")
    target = report.with_name("年报.批注.docx")
    assert done.out == f"{target}: 1 annotated\n"
    (comment,) = docx.Document(str(target)).comments
    assert comment.text.startswith("error GK301\n") and "row-total" not in comment.text


def test_one_file_that_fails_does_not_keep_the_others_from_being_annotated(report: Path) -> None:
    text = report.with_name("a.txt")
    text.write_text("2023年政府信息公开工作年度报告\n", "utf-8")
    done = gklint("annotate", text, report.with_name("没有.docx"), report)
    assert done.status == 2
    assert "a.txt: 只能在 Word（.docx）和 PDF 文件中写批注" in done.err
    assert "没有.docx: 文件不存在" in done.err
    assert report.with_name("年报.批注.docx").exists()


def test_an_earlier_copy_of_a_report_that_is_clean_by_now_is_no_error(report: Path) -> None:
    folder = report.parent
    given = ("annotate", str(folder), "--to", str(folder / "批注"))
    assert gklint(*given).status == 0
    report.write_bytes(document(valid_draft(2023), "docx").raw)
    done = gklint(*given)
    assert done.status == 0 and "先前" in done.err and "--force" not in done.err


def test_what_is_written_keeps_its_suffix(report: Path) -> None:
    done = gklint("annotate", report, "-o", report.with_name("b.pdf"))
    assert done.status == 2 and ".docx" in done.err
    assert [path.name for path in report.parent.iterdir()] == ["年报.docx"]


def test_a_file_that_cannot_be_written_says_so(report: Path) -> None:
    done = gklint("annotate", report, "-o", report.with_name("没有") / "b.docx")
    assert done.status == 2 and "无法写入：没有这个文件夹" in done.err


def test_configuration_and_waivers_are_heeded(report: Path) -> None:
    target = report.with_name("年报.批注.docx")
    gklint("annotate", report)
    everything = len(covered(target.read_bytes()))
    report.with_name("gklint.yaml").write_text("ignore: [GK3]\n")
    gklint("annotate", report, "--force")
    codes = [one for one in codes_in(target) if one.startswith("GK")]
    assert not [code for code in codes if code.startswith("GK3")]
    assert 0 < len(codes) < everything
    code = codes[0]
    waived = gklint("waive", report, code, "--reason", "已核对", "--who", "某人")
    gklint("annotate", report, "--force")
    left = [one for one in codes_in(target) if one.startswith("GK")]
    assert waived.status == 0 and left == codes[1:]


@pytest.mark.parametrize("options", [["-o", "b.docx", "--in-place"], ["-o", "b.docx", "c.docx"]])
def test_options_that_contradict_one_another_are_refused(options: list[str]) -> None:
    done = gklint("annotate", "a.docx", *options)
    assert done.status == 2 and "-o" in done.err


def test_what_could_not_be_checked_is_told_on_the_title_once(report: Path) -> None:
    gklint("annotate", report)
    told = [
        comment.text
        for comment in docx.Document(str(report.with_name("年报.批注.docx"))).comments
        if "未能核对" in comment.text
    ]
    assert len(told) == 1 and "GK" not in told[0].split("\n")[0]
    assert len(told[0].split("\n")) > 1


def test_a_value_that_the_message_says_is_not_said_again() -> None:
    raw = word(paragraph("全年新收申请5件"))
    place = place_of(read_bytes(raw, "a.docx"), "5")
    words = Text("现为 5，应为 8", "5, should be 8")
    found = finding("GK301", place, actual=5, expected=8)._replace(wording=words)
    done = annotate(checked(raw)._replace(diagnostics=(found,)))
    (comment,) = docx.Document(BytesIO(done)).comments
    assert comment.text.count("现为 5") == 1


def test_of_a_folder_only_reports_with_findings_get_a_copy(tmp_path: Path) -> None:
    folder = tmp_path / "2023"
    (folder / "街道").mkdir(parents=True)
    (folder / "街道" / "错.docx").write_bytes(wrong_report())
    clean = random_document("docx", random.Random(3)).raw
    (folder / "对.docx").write_bytes(clean)
    (folder / "某局.zip").write_bytes(b"x")
    out = tmp_path / "批注"
    options = ("--select", "GK3,GK707", "--to", out)
    done = gklint("annotate", folder, *options)
    assert done.status == 0, done.err
    copies = [path.relative_to(out).as_posix() for path in out.rglob("*.docx")]
    assert copies == ["街道/错.批注.docx"]
    assert "某局.zip" in done.err
    again = gklint("annotate", folder, *options)
    assert again.status == 2 and "--force" in again.err
