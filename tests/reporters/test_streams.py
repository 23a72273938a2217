"""Writing to any stream: nothing raises because of a character, and none is lost."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from pathlib import Path

import pytest
from helpers.reporter_values import NAMING, TEXTUAL, finding, result, run, show_on
from hypothesis import given
from hypothesis import strategies as st

from gklint.reporters import Options
from gklint.reporters.stream import takes_colour, takes_everything, width_of, writer

ENCODINGS = ["utf-8", "ascii", "gbk", "gb18030", "latin-1", "utf-16", "cp437", "big5"]

HARD = run(
    result("合计\t9 “é” 😀 \ufffd\x1b[0m", finding((1, 4, 1, 5)), path="坏\udcff😀é.txt"),
    result("合计\t9", path="名.txt"),
)


def stream_in(encoding: str, errors: str = "strict") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=errors, newline="\n")


def written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(stream.encoding)


@pytest.mark.parametrize("name", [name for name in NAMING if name in TEXTUAL])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_reporter_writes_to_a_stream_in_any_encoding(name: str, encoding: str) -> None:
    stream = stream_in(encoding)
    show_on(stream, HARD, name, Options())
    assert "GK301" in written(stream)


@pytest.mark.parametrize("name", ["json", "sarif"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_json_means_the_same_in_any_encoding(name: str, encoding: str) -> None:
    expected, stream = stream_in("utf-8"), stream_in(encoding)
    show_on(expected, HARD, name, Options())
    show_on(stream, HARD, name, Options())
    assert json.loads(written(stream)) == json.loads(written(expected))


@given(
    st.text(st.characters(exclude_categories=[]), max_size=50),
    st.sampled_from(ENCODINGS),
    st.sampled_from(["strict", "replace", "ignore", "surrogateescape"]),
)
def test_what_an_encoding_lacks_is_written_as_an_escape(
    text: str, encoding: str, errors: str
) -> None:
    stream = stream_in(encoding, errors)
    writer(stream)(text)
    for character in set(text):
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            escape = character.encode("ascii", "backslashreplace").decode("ascii")
            assert escape in written(stream)
    if text.isascii():
        assert written(stream) == text


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "utf_8_sig", "utf-16", "gb18030"])
def test_encodings_that_have_every_character(encoding: str) -> None:
    assert takes_everything(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp936", "latin-1", "cp1252"])
def test_encodings_that_have_not(encoding: str) -> None:
    assert not takes_everything(encoding)


# --- closed pipes, full disks ---


@pytest.mark.skipif(os.name == "nt", reason="pipes behave otherwise there")
def test_a_reader_that_leaves_early_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as stream:
        show_on(stream, HARD, "json", Options())
        # What is written after it goes nowhere, and so nothing fails when the stream is closed.
        stream.write("x" * 100_000)


class FullDisk(io.StringIO):
    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_an_error() -> None:
    with pytest.raises(OSError, match="No space left"):
        show_on(FullDisk(), HARD, "text", Options())


# --- what a stream says of itself ---


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return monkeypatch


def test_a_terminal_gets_colour(plain_environment: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    show_on(stream, HARD, "text", Options())
    assert "\x1b[" in stream.getvalue()


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_nobody_gets_colour_who_does_not_want_it(
    plain_environment: pytest.MonkeyPatch, name: str, value: str
) -> None:
    plain_environment.setenv(name, value)
    assert not takes_colour(Terminal())


def test_a_pipe_gets_no_colour(plain_environment: pytest.MonkeyPatch) -> None:
    assert not takes_colour(io.StringIO())
    assert takes_colour(Terminal())


def test_an_empty_no_color_says_nothing(plain_environment: pytest.MonkeyPatch) -> None:
    plain_environment.setenv("NO_COLOR", "")
    assert takes_colour(Terminal())


def test_colour_can_be_had_and_refused_whatever_the_stream(
    plain_environment: pytest.MonkeyPatch,
) -> None:
    assert Options(colour=True).fitted_to(io.StringIO()).colour
    assert not Options(colour=False).fitted_to(Terminal()).colour


def test_a_file_has_the_usual_width(tmp_path: Path) -> None:
    with open(tmp_path / "out.txt", "w", encoding="utf-8") as stream:
        assert width_of(stream) == 100
    assert width_of(io.StringIO()) == 100


def test_a_plain_check_does_not_load_what_only_other_formats_need() -> None:
    code = (
        "import sys; from gklint.reporters import needs_hashes; needs_hashes('text'); "
        "print([m for m in ('json', 'hashlib', 'uuid', 'urllib.parse', 'difflib', 'yaml') "
        "if m in sys.modules])"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
