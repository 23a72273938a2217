"""Whatever gklint writes to, nothing raises, nothing is lost, nothing is left half written."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.command_line import CLEAN, WRONG, environment, gklint

from gklint.cli.output import output

posix = pytest.mark.skipif(os.name == "nt", reason="signals and devices of POSIX systems")

CONSOLES = [
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"PYTHONIOENCODING": "gbk"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "utf-16"},
]


def encoding_of(console: dict[str, str]) -> str:
    """Return the codec in which a console's bytes are read back."""
    return console.get("PYTHONIOENCODING", "utf-8").partition(":")[0]


@pytest.mark.parametrize("console", CONSOLES, ids=str)
@pytest.mark.parametrize(
    "arguments",
    [
        [WRONG],
        ["extract", WRONG],
        ["extract", WRONG, "--format", "csv"],
        ["extract", WRONG, "--format", "text"],
        ["rule", "GK301"],
        ["rules"],
        ["--help"],
        ["check", "--help"],
        ["rules", "--format", "json"],
    ],
    ids=lambda arguments: " ".join(Path(argument).name for argument in arguments),
)
def test_no_console_makes_a_command_fail(
    console: dict[str, str], arguments: list[str | Path]
) -> None:
    done = gklint(*arguments, **console)
    assert done.status == (1 if arguments == [WRONG] else 0)
    assert done.err == ""
    assert done.raw.decode(encoding_of(console))


@pytest.mark.parametrize("console", CONSOLES, ids=str)
@pytest.mark.parametrize("kind", ["json", "sarif"])
def test_data_is_the_same_on_every_console(console: dict[str, str], kind: str) -> None:
    expected = json.loads(gklint(WRONG, "--output-format", kind).out)
    done = gklint(WRONG, "--output-format", kind, **console)
    assert json.loads(done.raw.decode(encoding_of(console))) == expected


@pytest.mark.parametrize("console", CONSOLES, ids=str)
def test_extracted_data_is_the_same_on_every_console(console: dict[str, str]) -> None:
    expected = json.loads(gklint("extract", WRONG).out)
    done = gklint("extract", WRONG, **console)
    assert json.loads(done.raw.decode(encoding_of(console))) == expected


@pytest.mark.parametrize("console", CONSOLES, ids=str)
def test_messages_about_wrong_usage_are_written_on_every_console(console: dict[str, str]) -> None:
    done = gklint("check", CLEAN, "--select", "没有这条", **console)
    assert done.status == 2
    assert "Traceback" not in done.err.replace("\x00", "")


@posix
def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    for number in range(80):
        shutil.copy(WRONG, tmp_path / f"{number}.txt")
    for command in (["check", str(tmp_path)], ["extract", str(tmp_path)]):
        with subprocess.Popen(
            [sys.executable, "-m", "gklint", *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        ) as process:
            assert process.stdout is not None and process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) in (0, 1)


@posix
def test_an_interrupt_ends_the_run_with_130_and_no_traceback() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "gklint", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None and process.stderr is not None
        # More than a pipe holds: when all of it is written, gklint is reading.
        process.stdin.write(b" " * 300_000)
        process.stdin.flush()
        # Python overlooks a signal that comes just between two reads, so it may take another.
        for _ in range(20):
            process.send_signal(signal.SIGINT)
            try:
                process.wait(1)
                break
            except subprocess.TimeoutExpired:
                continue
        said = process.stderr.read().decode()
        assert process.wait(1) == 130
    assert "已中断" in said and "Traceback" not in said


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")
@pytest.mark.parametrize("command", [["rules"], ["extract", str(CLEAN)], ["check", str(WRONG)]])
def test_output_that_cannot_be_written_is_status_2_and_said(command: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gklint", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    assert done.returncode == 2
    assert "No space left" in done.stderr.decode() and b"Traceback" not in done.stderr


@posix
@pytest.mark.parametrize(("redirection", "status"), [(">&-", 1), ("2>&-", 1), (">&- 2>&-", 1)])
def test_a_stream_that_is_closed_is_no_crash(redirection: str, status: int) -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m gklint "{WRONG}" {redirection}',
        shell=True,
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


@posix
def test_a_device_can_be_the_output_file() -> None:
    assert gklint(CLEAN, "--output-file", "/dev/null").status == 0
    assert not os.path.isfile("/dev/null")


def test_an_interrupted_run_leaves_the_old_output_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), output(str(target)) as stream:
        stream.write("half of the new")
        stream.flush()
        raise KeyboardInterrupt
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]
