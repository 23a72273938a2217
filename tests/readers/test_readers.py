"""A file's bytes become text, whatever the encoding, or a reason that says what to do."""

from __future__ import annotations

import codecs
import contextlib
import gc
import marshal
import os
import random
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint import readers
from gklint.model.source import Source
from gklint.readers import UnreadableFile, read, read_bytes

TEXT = "一、总体情况\n2023年，新收申请5件，“结转”1件；总计 6 件。\n"


def reason(raw: bytes, name: str = "x.txt") -> str:
    """Return the Chinese reason for which these bytes cannot be read."""
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(raw, name)
    return caught.value.reason.zh


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "gb18030"),
        (b"", "gbk"),
    ],
    ids=lambda value: value if isinstance(value, str) else "mark" if value else "no mark",
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_the_text_is_the_same_in_every_encoding(mark: bytes, codec: str, newline: str) -> None:
    raw = mark + TEXT.replace("\n", newline).encode(codec)
    source = read_bytes(raw, "x.txt")
    assert source.lines == tuple(TEXT.splitlines())
    assert source.undecodable is None
    assert source.raw == raw


@pytest.mark.parametrize("text", ["无", "总计", "一、", "镕", "€5", "2023"])
def test_short_gb18030_is_not_taken_for_utf_16(text: str) -> None:
    assert read_bytes(text.encode("gb18030"), "x.txt").text == text


@given(st.text(st.characters(codec="gb18030", exclude_categories=["C"]), min_size=20))
def test_what_is_valid_utf_8_is_read_as_utf_8(text: str) -> None:
    if text.strip(" \t\r\n\ufeff"):
        assert read_bytes(text.encode(), "x.txt").text == text.removeprefix("\ufeff")


def test_a_form_feed_is_a_character_and_ends_no_line() -> None:
    assert read_bytes("一\n\f二\n".encode(), "x.txt").lines == ("一", "\f二")


def damaged(mark: bytes, codec: str, bad: bytes) -> tuple[Source, int]:
    """Return a text of three lines with bad bytes in the second, and the offset of the first."""
    before = mark + "标题\n第二行".encode(codec)
    return read_bytes(before + bad + "后\n完\n".encode(codec) * 20, "x.txt"), len(before)


@pytest.mark.parametrize(
    ("mark", "codec", "bad"),
    [
        (b"", "utf-8", b"\xff"),
        (codecs.BOM_UTF8, "utf-8", b"\xff"),
        (b"", "gb18030", b"\xff"),
        (codecs.BOM_UTF16_LE, "utf-16-le", b"\x00\xdc"),
        (codecs.BOM_UTF16_BE, "utf-16-be", b"\xdc\x00"),
    ],
    ids=["UTF-8", "UTF-8 with mark", "GB18030", "UTF-16 LE", "UTF-16 BE"],
)
def test_a_bad_byte_is_counted_and_placed_and_the_rest_is_read(
    mark: bytes, codec: str, bad: bytes
) -> None:
    source, offset = damaged(mark, codec, bad)
    assert source.lines[:3] == ("标题", "第二行\ufffd后", "完")
    assert source.undecodable is not None
    assert source.undecodable == (offset, 1, 2, 4)


def test_a_bad_byte_is_placed_by_lines_that_end_in_a_return_only() -> None:
    source = read_bytes("标题\r第二行".encode() + b"\xff" + "后\r".encode() * 20, "x.txt")
    assert source.undecodable is not None
    assert (source.undecodable.line, source.undecodable.column) == (2, 4)


def test_a_replacement_character_that_the_file_holds_is_no_bad_byte() -> None:
    clean = read_bytes("有\ufffd字".encode() + "完".encode() * 40, "x.txt")
    assert clean.undecodable is None
    broken = read_bytes("有\ufffd字".encode() + b"\xff" + "完".encode() * 40, "x.txt")
    assert broken.undecodable is not None and broken.undecodable.lost == 1


def test_a_stray_nul_does_not_turn_utf_8_into_something_else() -> None:
    source = read_bytes(TEXT.encode() * 4 + b"\x00" + TEXT.encode(), "x.txt")
    assert source.text == TEXT * 4 + "\x00" + TEXT


def test_a_stray_nul_does_not_turn_gb18030_into_something_else() -> None:
    source = read_bytes(TEXT.encode("gb18030") * 4 + b"\x00" + TEXT.encode("gb18030"), "x.txt")
    assert source.text == TEXT * 4 + "\x00" + TEXT


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00\x00\x00\x02\x00\x08\x06" * 30,
        Path(os.path.realpath(sys.executable)).read_bytes()[:60_000],
        marshal.dumps(compile("a = 1\n" * 300, "x", "exec")),
        random.Random(1).randbytes(20_000),
        b"\x00" * 5000 + b"\x01\x02",
        bytes(range(1, 9)) * 500,
    ],
    ids=["every byte", "PNG", "program", "byte code", "noise", "NULs", "control characters"],
)
def test_a_binary_is_no_text(raw: bytes) -> None:
    assert "二进制" in reason(raw)


def packed(*names: str) -> bytes:
    """Return an archive whose members have these names."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return file.getvalue()


#: Files of every kind, as far as their content tells it, with a suffix that suits them.
DOCUMENTS = {
    ".docx": packed("[Content_Types].xml", "word/document.xml"),
    ".xlsx": packed("[Content_Types].xml", "xl/workbook.xml"),
    ".ofd": packed("OFD.xml"),
    ".pdf": b"%PDF-1.7\n",
    ".doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ".rtf": b"{\\rtf1 x}",
    ".html": b"<!DOCTYPE html><p>x",
}


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("suffix", [".txt", ".md", *DOCUMENTS])
def test_a_suffix_that_does_not_suit_the_content_is_told_with_what_to_do(
    kind: str, suffix: str
) -> None:
    suits = {".doc": (".doc", ".rtf", ".docx", ".html"), ".rtf": (".doc", ".rtf")}
    if kind in suits.get(suffix, (suffix,)):
        return
    told = reason(DOCUMENTS[kind], f"年报{suffix}")
    assert told.startswith(f"后缀是 {suffix}，内容却是")
    right = ".doc" if kind == ".rtf" else kind
    assert f"请把后缀改为 {right}，或另存为 {suffix}" in told


@pytest.mark.parametrize("suffix", DOCUMENTS)
def test_a_document_that_is_none_is_damaged_or_a_text(suffix: str) -> None:
    noise = random.Random(1).randbytes(20_000)
    assert "已损坏" in reason(noise, f"年报{suffix}")
    assert "已损坏" in reason(packed("a.txt"), f"年报{suffix}")
    assert ".txt" not in reason(noise, f"年报{suffix}")
    assert "应改后缀为 .txt" in reason(TEXT.encode(), f"年报{suffix}")


@pytest.mark.parametrize("suffix", DOCUMENTS)
@pytest.mark.parametrize("name", ["年报", "年报.", "年报.2023", ".年报"])
def test_without_a_known_suffix_the_content_says_what_a_file_is(
    suffix: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # These documents are empty: what counts is which reader says so.
    monkeypatch.setenv("GKLINT_SOFFICE", "/nowhere")
    try:
        assert read_bytes(DOCUMENTS[suffix], name).media_type != "text/plain"
    except UnreadableFile as error:
        assert "二进制" not in error.reason.zh
        assert "压缩包，" not in error.reason.zh


@pytest.mark.parametrize("name", ["年报.txt", "年报.zip", "年报"])
def test_an_archive_is_told_to_be_unpacked(name: str) -> None:
    inner = packed("OFD.xml")
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("年报.ofd", inner)
    assert "解压" in reason(file.getvalue(), name)


@pytest.mark.parametrize(
    ("suffix", "module", "extra"),
    [(".html", "lxml.etree", "html"), (".pdf", "pypdfium2_raw", "pdf")],
)
def test_a_missing_library_is_told_with_the_command_that_installs_it(
    suffix: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert f"pip install 'gklint[{extra}]'" in reason(DOCUMENTS[suffix], f"年报{suffix}")


def test_a_plain_text_loads_no_reader_of_documents() -> None:
    script = (
        "import sys\nfrom gklint.readers import read_bytes\nbefore = set(sys.modules)\n"
        "read_bytes('一、总体情况\\n'.encode(), 'a.txt')\n"
        "print(sorted(name for name in set(sys.modules) - before if 'gklint' in name))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\x00"])
def test_an_empty_file_is_called_empty(raw: bytes) -> None:
    assert reason(raw).startswith("文件为空；请")


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(readers.DEFAULT_LIMITS.file_mib * readers.MIB + 1)
    monkeypatch.setattr("builtins.open", lambda *_, **__: pytest.fail("the file was opened"))
    with pytest.raises(UnreadableFile) as caught:
        read(str(huge))
    assert "20 MiB" in caught.value.reason.zh


def test_a_text_of_200_mib_is_refused_at_once(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.write(TEXT.encode() * 1000)
        file.truncate(200 * readers.MIB)
    started = time.monotonic()
    with pytest.raises(UnreadableFile) as caught:
        read(str(huge))
    assert "limits.file_mib" in caught.value.reason.zh
    assert time.monotonic() - started < 1


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="the system has no such device")
def test_what_never_ends_is_read_up_to_the_limit() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read("/dev/zero", readers.Limits(file_mib=1))
    assert "limits.file_mib" in caught.value.reason.zh


def test_bytes_over_a_limit_that_was_set_are_refused() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(b"0" * (readers.MIB + 1), "a.txt", readers.Limits(file_mib=1))
    assert "1 MiB" in caught.value.reason.zh


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as missing:
        read(str(tmp_path / "没有.txt"))
    with pytest.raises(UnreadableFile) as folder:
        read(str(tmp_path))
    assert missing.value.reason.zh == "文件不存在；请核对路径"
    assert "文件夹" in folder.value.reason.zh


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not by chmod: that binds neither root nor Windows.
    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "closed.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("builtins.open", closed)
    with pytest.raises(UnreadableFile) as caught:
        read(str(path))
    assert caught.value.reason.zh == "没有读取权限；请向文件的保管人索取"


def test_a_path_with_a_nul_is_a_reason_and_no_crash() -> None:
    with pytest.raises(UnreadableFile):
        read("a\x00b.txt")


@pytest.mark.parametrize(
    "name",
    [
        "松林街道 2023.txt",
        os.fsdecode(b"\xc4\xea\xb1\xa8.txt"),
        "a\x1b[31mb\x07\x7f.txt",
        "a\nb\tc.txt",
        "年报",
        "年报.",
        ".txt",
        "-",
        "a\u202etxt.exe",
    ],
)
def test_any_file_name_that_the_system_has_is_read(tmp_path: Path, name: str) -> None:
    path = os.path.join(tmp_path, name)
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(TEXT)
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system has no such names")
    assert read(path).text == TEXT
    assert read(path).path == path


@given(st.binary(max_size=300))
def test_any_bytes_at_all_give_text_or_a_reason(raw: bytes) -> None:
    try:
        source = read_bytes(raw, "x.txt")
    except UnreadableFile as error:
        assert error.reason.zh and error.reason.en
    else:
        assert source.raw == raw


@pytest.mark.parametrize("raw", [b"PK\x03\x04 word/document.xml", b"<html><p>x</p></html>"])
def test_python_looks_for_garbage_again_once_a_document_is_read(raw: bytes) -> None:
    gc.enable()
    for name in ("a.docx", "a.html"):
        with contextlib.suppress(UnreadableFile):
            read_bytes(raw, name)
        assert gc.isenabled()


def test_a_file_that_grows_while_it_is_read_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "增长.txt"
    path.write_text(TEXT, "utf-8")
    before = os.stat(path)
    path.write_text(TEXT * 3, "utf-8")
    monkeypatch.setattr(os, "stat", lambda asked: before)
    assert read(str(path)).text == TEXT * 3
