"""PDF files that cannot be read say why, and what to do; none keeps gklint busy."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import pytest
from helpers.pdf_files import (
    drawn,
    forms_in_forms,
    lines,
    picture,
    table,
    together,
    unpacking_to,
    without_unicode,
)

from gklint.model.source import Source
from gklint.readers import DEFAULT_LIMITS, Limits, UnreadableFile, read_bytes
from gklint.readers.pdf.guard import guarded
from gklint.testing import valid_draft
from gklint.testing.documents import document

pytest.importorskip("pypdfium2")

PREAMBLE = (
    "\u3000\u3000本报告由松林街道办事处编制，全文由六个部分组成，所列数据的统计期限为当年",
    "一月一日起至十二月三十一日止，电子版可在门户网站查阅和下载，欢迎监督。",
)
WIDTHS = (100, 60, 60, 60)
HEADER = ("栏目", "甲", "乙", "总计")


def read(raw: bytes, limits: Limits = DEFAULT_LIMITS) -> Source:
    return read_bytes(raw, "年报.pdf", limits)


def reason(raw: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    """Return the Chinese reason for which these bytes cannot be read."""
    with pytest.raises(UnreadableFile) as caught:
        read(raw, limits)
    return caught.value.reason.zh


def test_a_scan_says_what_to_do() -> None:
    assert "扫描件" in reason(drawn(picture(), picture()))
    assert "OCR" in reason(drawn(picture(), picture(), lines("甲" * 30)))


def test_a_page_that_is_a_picture_is_named_and_the_rest_is_not_taken_for_all() -> None:
    told = reason(drawn(lines("甲" * 30), picture(), lines("乙" * 30)))
    assert "第 2 页" in told and "OCR" in told


def test_a_picture_beside_text_is_no_scan() -> None:
    assert read(drawn(together(lines(*PREAMBLE), picture(0, 0, 595, 500)))).lines


def test_a_page_without_anything_is_no_scan() -> None:
    assert read(drawn(lines("总体情况"), lines(), lines("完"))).lines == ("总体情况", "完")


def test_fonts_that_do_not_say_what_their_letters_are_are_named_as_the_cause() -> None:
    assert "ToUnicode" in reason(without_unicode(60))


def test_a_password_is_named_and_one_for_owners_only_does_not_matter() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = drawn(lines("总体情况"), encrypt=StandardEncryption("secret", "owner"))
    assert "密码" in reason(locked)
    open_to_read = drawn(lines("总体情况"), encrypt=StandardEncryption("", "owner", canCopy=0))
    assert read(open_to_read).lines == ("总体情况",)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_what_is_cut_off_gives_a_reason_or_all_that_is_left(share: float) -> None:
    raw = drawn(lines(*PREAMBLE), table([HEADER], WIDTHS))
    try:
        assert read(raw[: int(len(raw) * share)]).lines
    except UnreadableFile as error:
        assert "损坏" in error.reason.zh or "没有文字" in error.reason.zh


@pytest.mark.parametrize("seed", range(20))
def test_no_damage_gets_further_than_a_reason(seed: int) -> None:
    chance = Random(seed)
    raw = bytearray(drawn(together(lines(*PREAMBLE), table([HEADER], WIDTHS)), pageCompression=0))
    for _ in range(30):
        raw[chance.randrange(9, len(raw))] = chance.randrange(256)
    try:
        read(bytes(raw))
    except UnreadableFile as error:
        assert error.reason.zh and error.reason.en


def test_limits_are_named() -> None:
    pages = drawn(*[lines("总体情况")] * 3)
    assert "limits.pages" in reason(pages, DEFAULT_LIMITS._replace(pages=2))
    cells = drawn(table([HEADER] * 4, WIDTHS))
    assert "limits.cells" in reason(cells, DEFAULT_LIMITS._replace(cells=15))
    assert "limits.elements" in reason(cells, DEFAULT_LIMITS._replace(elements=10))
    assert "limits.seconds" in reason(pages, DEFAULT_LIMITS._replace(seconds=-1))


def test_a_table_of_a_million_cells_is_told_by_its_lines() -> None:
    def page(canvas: Any) -> None:
        for number in range(1001):
            canvas.line(5 * number, 0, 5 * number, 5000)
            canvas.line(0, 5 * number, 5000, 5 * number)

    assert "limits.cells" in reason(drawn(page, size=(5000, 5000)))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_file_that_keeps_the_library_busy_is_given_up() -> None:
    started = time.monotonic()
    assert "limits." in reason(forms_in_forms(12, 10), DEFAULT_LIMITS._replace(seconds=1))
    assert time.monotonic() - started < 10


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_work_that_does_not_end_is_ended_and_what_it_raises_is_raised_here() -> None:
    with pytest.raises(UnreadableFile, match=r"limits\.seconds"):
        guarded(asked, b"sleep", DEFAULT_LIMITS._replace(seconds=0))
    with pytest.raises(UnreadableFile, match=r"limits\.pages"):
        guarded(asked, b"too much", DEFAULT_LIMITS)
    with pytest.raises(UnreadableFile, match="damaged"):
        guarded(asked, b"crash", DEFAULT_LIMITS)
    assert guarded(asked, b"12", DEFAULT_LIMITS) == "12"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_the_files_after_one_that_was_given_up_are_read_and_by_one_child() -> None:
    processes = set()
    for _ in range(3):
        with pytest.raises(UnreadableFile):
            guarded(asked, b"crash", DEFAULT_LIMITS)
        processes.add(guarded(asked, b"process", DEFAULT_LIMITS))
        assert guarded(asked, b"process", DEFAULT_LIMITS) in processes
    assert len(processes) == 3 and os.getpid() not in processes
    assert read(drawn(lines("总体情况"))).lines == ("总体情况",)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
@pytest.mark.parametrize(
    "answer",
    [
        b"cos\nsystem\n(S'true'\ntR.",
        b"[" * 100_000,
        b"{}",
        b"[1, 2, 3]",
        b"[null, 5]",
        b'[[{"Paragraph": [1, 2, 3]}], null]',
        b'[[{"Source": []}], null]',
        b"\xff",
    ],
)
def test_what_the_child_answers_is_read_as_data_and_anything_else_is_a_damaged_pdf(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A library that is broken by what it reads may make the child answer anything.
    monkeypatch.setattr("gklint.readers.pdf.guard._answer", lambda *request: answer)
    assert "损坏" in reason(drawn(lines("总体情况")))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_the_child_leaves_with_its_parent_and_holds_no_output_open(tmp_path: Path) -> None:
    file = tmp_path / "年报.pdf"
    file.write_bytes(drawn(lines("总体情况")))
    code = (
        "import os, sys, gklint\n"
        "from gklint.readers import read\n"
        "from gklint.readers.pdf.guard import guarded\n"
        "read(sys.argv[1])\n"
        "from gklint.readers.pdf import guard as pdf_guard\n"
        "print(pdf_guard._children[0]._process)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    for _ in range(50):
        try:
            os.kill(int(done.stdout), 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("the child is still there")


def asked(raw: bytes, limits: Limits) -> int | str:
    """Do what the bytes say, as a library may that is given the wrong file."""
    if raw == b"sleep":
        time.sleep(60)
    if raw == b"too much":
        limits.check("pages", limits.pages + 1)
    if raw == b"crash":
        os.abort()
    return os.getpid() if raw == b"process" else raw.decode()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited on Linux")
def test_a_page_that_unpacks_to_more_than_is_allowed_is_given_up() -> None:
    assert "limits.unpacked_mib" in reason(unpacking_to(700))


def test_without_the_library_the_command_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2_raw", None)
    assert "pip install 'gklint[pdf]'" in reason(drawn(lines("总体情况")))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_process_that_was_forked_reads_and_leaves_the_reader_of_the_first_one_alone() -> None:
    raw = document(valid_draft(2023), "pdf").raw
    here = read(raw).lines
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        assert pool.submit(read, raw).result(60).lines == here
    assert read(raw).lines == here
