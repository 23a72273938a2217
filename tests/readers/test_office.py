"""Old Word and WPS files and RTF are read through LibreOffice, or say what to do without it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from helpers.command_line import environment

from gklint.parsing import parse
from gklint.readers import read, read_bytes
from gklint.readers.limits import Limits, UnreadableFile
from gklint.readers.office import reader as office
from gklint.readers.office.convert import VARIABLE, converted
from gklint.testing.documents import random_document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
RTF = rb"{\rtf1\ansi\ansicpg936 \u19968?\u12289?\u24635?\u20307?\u24773?\u20917?\par 5\par}"

needs_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not here"
)


@pytest.fixture(autouse=True)
def nothing_prepared() -> Iterator[None]:
    """Leave nothing converted behind."""
    yield
    office.prepare([], Limits())


def reason(raw: bytes, name: str, limits: Limits | None = None) -> str:
    """Return the Chinese reason for which these bytes cannot be read."""
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(raw, name, limits or Limits())
    return caught.value.reason.zh


def program(folder: Path, script: str) -> str:
    """Return the path of a program that stands in for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


# --- without LibreOffice ---


@pytest.mark.parametrize(
    ("raw", "name"), [(WORD, "年报.doc"), (WORD, "年报.wps"), (RTF, "年报.rtf")]
)
def test_without_libreoffice_the_file_says_what_to_do(
    raw: bytes, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    told = reason(raw, name)
    assert "LibreOffice" in told
    assert ".docx" in told
    assert VARIABLE in told


def test_preparing_without_libreoffice_leaves_it_to_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    for number in range(3):
        (tmp_path / f"{number}.rtf").write_bytes(RTF + b" " * number)
    office.prepare([str(tmp_path / f"{number}.rtf") for number in range(3)], Limits())
    with pytest.raises(UnreadableFile):
        read(str(tmp_path / "0.rtf"))


@pytest.mark.parametrize("name", ["年报.doc", "年报.docx", "年报.xlsx", "年报"])
def test_an_encrypted_document_says_so_whatever_its_suffix(name: str) -> None:
    assert "密码" in reason(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), name)


def test_an_old_workbook_says_how_to_save_it() -> None:
    assert ".xlsx" in reason(OLE + bytes(600) + "Workbook".encode("utf-16-le"), "年报.xls")


def test_what_only_begins_like_an_old_document_is_not_made_to_text() -> None:
    noise = random.Random(1).randbytes(20_000)
    assert "损坏" in reason(OLE + noise, "年报.doc")


def test_an_old_document_under_the_suffix_of_a_new_one_is_told() -> None:
    assert reason(WORD, "年报.docx").startswith("后缀是 .docx，内容却是旧版 Word")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("jobs", [None, "2"], ids=["one file", "several processes"])
def test_a_run_that_is_told_to_end_leaves_neither_document_nor_converter(
    tmp_path: Path, number: signal.Signals, jobs: str | None
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    stand_in = program(tmp_path, f"echo $$ >> '{tmp_path}/started'; sleep 60")
    names = ["年报.doc"] if jobs is None else [f"年报{n}.doc" for n in range(30)]
    for name in names:
        (tmp_path / name).write_bytes(WORD)
    running = subprocess.Popen(
        [sys.executable, "-m", "gklint", *names, *(["--jobs", jobs] if jobs else [])],
        cwd=tmp_path,
        env=environment(TMPDIR=str(temporary), GKLINT_SOFFICE=stand_in),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    started = tmp_path / "started"
    until = time.monotonic() + 30
    while not (started.exists() and started.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)
    running.send_signal(number)
    running.wait(30)
    assert [path.name for path in temporary.rglob("*") if path.is_file()] == []
    for process in started.read_text().split():
        with pytest.raises(ProcessLookupError):
            os.kill(int(process), 0)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no pipes of this kind")
def test_a_time_out_leaves_no_pipe_of_the_converter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not below tmp_path: such names have an end at a hundred characters.
    pipe = f"/tmp/OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{os.getpid()}"
    opens = (
        "import signal, socket, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f" s = socket.socket(socket.AF_UNIX); s.bind({pipe!r}); s.listen(); time.sleep(60)"
    )
    monkeypatch.setenv(VARIABLE, program(tmp_path, f'exec {sys.executable} -c "{opens}"'))
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(f"{pipe}other")
        other.listen()
        assert "limits.seconds" in reason(WORD, "年报.doc", Limits(seconds=2))
        assert not os.path.exists(pipe)
        # Somebody listens to this one.
        assert os.path.exists(f"{pipe}other")
    os.unlink(f"{pipe}other")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_converter_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = tmp_path / "alive"
    monkeypatch.setenv(VARIABLE, program(tmp_path, f"(sleep 2; touch '{alive}') & sleep 60"))
    started = time.monotonic()
    assert "limits.seconds" in reason(WORD, "年报.doc", Limits(seconds=1))
    assert time.monotonic() - started < 5
    time.sleep(2)
    assert not alive.exists()


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_converter_that_gives_nothing_or_rubbish_gives_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, program(tmp_path, "exit 1"))
    assert "无法转换" in reason(WORD, "年报.doc")
    monkeypatch.setenv(VARIABLE, program(tmp_path, "mkdir out; echo x > out/0.docx"))
    assert "损坏" in reason(WORD, "年报.doc")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_many_files_take_one_call_and_each_kind_and_content_is_converted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = tmp_path / "calls"
    monkeypatch.setenv(VARIABLE, program(tmp_path, f'echo "$@" >> "{calls}"'))
    names = {
        "a.doc": WORD,
        "b.wps": WORD,
        "c.rtf": RTF,
        "d.txt": b"x",
        "e.doc": b"<html>",
        "f.doc": WORD + b"1",
    }
    for name, raw in names.items():
        (tmp_path / name).write_bytes(raw)
    office.prepare(
        [*(str(tmp_path / name) for name in names), str(tmp_path / "none.doc")], Limits()
    )
    (call,) = calls.read_text(encoding="utf-8").splitlines()
    assert call.split()[-3:] == ["0.doc", "1.rtf", "2.doc"]


# --- with LibreOffice ---


@needs_libreoffice
def test_old_files_are_read_cell_by_cell_many_in_one_go(tmp_path: Path) -> None:
    pytest.importorskip("docx")
    documents = [random_document("docx", random.Random(seed)) for seed in range(3)]
    raws = [document.raw for document in documents]
    written = _written(raws, ".doc", "doc:MS Word 97", tmp_path)
    written += _written(raws, ".rtf", "rtf:Rich Text Format", tmp_path)
    office.prepare(written, Limits())
    started = time.monotonic()
    for path, document in zip(written, documents * 2, strict=True):
        source = read(path)
        assert source.raw == Path(path).read_bytes()
        rows = [(table, row) for table in parse(source).tables for row in table.rows]
        found = {table.cell_key(cell): cell.text for table, row in rows for cell in row.cells}
        assert {key: found.get(key) for key in document.cells} == {
            key: cell.text for key, cell in document.cells.items()
        }
    assert time.monotonic() - started < 3, "they were converted before"


def _written(raws: list[bytes], suffix: str, form: str, folder: Path) -> list[str]:
    import subprocess

    for number, raw in enumerate(raws):
        (folder / f"{number}.docx").write_bytes(raw)
    profile = (folder / "profile").as_uri()
    names = [f"{number}.docx" for number in range(len(raws))]
    soffice = shutil.which("soffice") or "libreoffice"
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form, *names],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return [str(folder / f"{number}{suffix}") for number in range(len(raws))]


@needs_libreoffice
def test_a_single_file_and_the_xml_of_word_2003_are_read() -> None:
    assert read_bytes(RTF, "年报.rtf").lines == ("一、总体情况", "5")
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
        "<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p></w:body></w:wordDocument>"
    )
    assert read_bytes(xml.encode(), "年报.doc").lines == ("一、总体情况",)


@needs_libreoffice
def test_a_file_cut_off_is_told_to_be_damaged() -> None:
    assert "无法转换" in reason(WORD, "年报.doc")


class _Listener(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - one list for all requests is what is wanted

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@needs_libreoffice
def test_nothing_that_a_document_links_to_is_loaded() -> None:
    server = HTTPServer(("127.0.0.1", 0), _Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    picture = f"http://127.0.0.1:{server.server_port}/picture.png"
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("text", "text"),
            ("draw", "drawing"),
            ("svg", "svg-compatible"),
        )
    )
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document{spaces}'
        ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        '<text:p>一<draw:frame svg:width="1cm" svg:height="1cm" text:anchor-type="as-char">'
        f'<draw:image xlink:href="{picture}" xlink:type="simple" xlink:actuate="onLoad"/>'
        "</draw:frame></text:p></office:text></office:body></office:document>"
    )
    (result,) = converted([(document.encode(), ".fodt")], Limits())
    server.shutdown()
    assert result is not None
    assert _Listener.asked == []


@needs_libreoffice
@pytest.mark.parametrize(
    ("suffix", "form"),
    [(".xls", "xls:MS Excel 97"), (".et", "xls:MS Excel 97"), (".ods", "ods"), (".odt", "odt")],
)
def test_old_workbooks_and_opendocument_are_read_cell_by_cell(
    suffix: str, form: str, tmp_path: Path
) -> None:
    kind = "docx" if suffix == ".odt" else "xlsx"
    pytest.importorskip("docx" if kind == "docx" else "openpyxl")
    document = random_document(kind, random.Random(5))
    (tmp_path / f"a.{kind}").write_bytes(document.raw)
    subprocess.run(
        [
            shutil.which("soffice") or "libreoffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            form,
            f"a.{kind}",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    written = tmp_path / f"a.{form.partition(':')[0]}"
    path = written.rename(tmp_path / f"年报{suffix}")
    source = read(str(path))
    assert source.raw == path.read_bytes() and source.is_workbook == (kind == "xlsx")
    found = {table.cell_key(cell): cell.text for table in parse(source).tables
             for row in table.rows for cell in row.cells}  # fmt: skip
    assert found == {key: cell.text for key, cell in document.cells.items()}


@pytest.mark.parametrize("suffix", [".docm", ".dotx", ".dotm"])
def test_a_word_document_with_macros_and_a_template_are_read_as_any(suffix: str) -> None:
    pytest.importorskip("docx")
    document = random_document("docx", random.Random(3))
    plain = read_bytes(document.raw, "年报.docx")
    assert read_bytes(document.raw, f"年报{suffix}").lines == plain.lines


def test_an_archive_that_only_calls_itself_opendocument_is_bounded() -> None:
    import io
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", b"<a>" + b" " * 5_000_000 + b"</a>")
    assert "limits.ratio" in reason(file.getvalue(), "年报.odt")
