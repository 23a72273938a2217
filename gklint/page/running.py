"""What the page asks of Python: the commands of gklint, run on files that the user has chosen.

It runs under Pyodide, where files live in memory. Nothing here knows of a browser.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from typing import Any

from gklint.cli import run

#: Where the user's files stand, and where results are written.
_FILES, _RESULTS = "/reports", "/results"
#: One process, no cache, no configuration: the page has none of these.
_HERE = ("--isolated", "--no-cache", "--jobs", "1")


def check(files: Mapping[str, Any], roster: str | None, language: str) -> str:
    """Return the JSON of `gklint check` on files by their path; `roster` is the path of one.

    `files` may be a map of JavaScript, its values buffers.

    Raises RuntimeError with what was said where there is no result.
    """
    files = {str(name): _raw(raw) for name, raw in files.items()}
    _laid_out(files)
    given = sorted(name for name in files if name != roster)
    options = ["--roster", roster] if roster else []
    return _result("check", [*given, *options, *_HERE], "json", language)


def again(form: str, language: str) -> bytes:
    """Return the result of the last check's files in another format: html, xlsx, …"""
    return _bytes("check", [*_given[0], *_HERE], form, language)


def annotated(path: str, language: str) -> bytes:
    """Return the document with comments; raises RuntimeError where it takes none."""
    return _bytes("annotate", [path], "", language)


def extracted(path: str, language: str) -> str:
    """Return what is drawn of one of the files: `cells` and `not_read` as `gklint extract` has
    them, and `lines`, its text by line."""
    reports = json.loads(_result("extract", [path, "--isolated"], "json", language))["reports"]
    drawn = reports[0] if reports else {}
    text = _bytes("extract", [path, "--isolated"], "text", language).decode()
    lines = dict(enumerate(text.split("\n"), 1))
    return json.dumps({**drawn, "lines": lines}, ensure_ascii=False)


def compared(old: str, new: str, language: str) -> str:
    """Return the JSON of `gklint diff` on two drafts among the files."""
    return _result("diff", [old, new], "json", language)


def explained(code: str, language: str) -> str:
    """Return what `gklint rule` says of a rule, as text."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        run(["rule", code, "--lang", language])
    return said.getvalue()


def _raw(value: Any) -> bytes:
    """Return the bytes of a buffer of JavaScript, or bytes as they are."""
    return value if isinstance(value, bytes) else bytes(value.to_py())


#: How the commands that have one output name its format and where it goes.
_FORMAT = {"diff": "--output-format", "extract": "--format"}
_TARGET = {"diff": "--output-file", "extract": "--output-file"}
_given: list[Sequence[str]] = [()]


def forget() -> None:
    """Take all files away."""
    os.chdir("/")
    for folder in (_FILES, _RESULTS):
        shutil.rmtree(folder, ignore_errors=True)


def _laid_out(files: Mapping[str, bytes]) -> None:
    """Lay the files out under one folder; none may leave it."""
    shutil.rmtree(_FILES, ignore_errors=True)
    for name, raw in files.items():
        path = os.path.normpath(os.path.join(_FILES, name))
        if not path.startswith(f"{_FILES}/"):
            raise ValueError(f"no path of a file: {name}")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(raw)
    os.chdir(_FILES)


def _result(command: str, arguments: Sequence[str], form: str, language: str) -> str:
    if command == "check":
        _given[0] = [name for name in arguments if name not in _HERE]
    return json.dumps(json.loads(_bytes(command, arguments, form, language)), ensure_ascii=False)


def _bytes(command: str, arguments: Sequence[str], form: str, language: str) -> bytes:
    """Run a command that writes into a file and return what it wrote."""
    os.makedirs(_RESULTS, exist_ok=True)
    # An annotated document is of the kind of its source.
    ending = os.path.splitext(arguments[0])[1] if command == "annotate" else ""
    target = f"{_RESULTS}/result{ending}"
    with contextlib.suppress(FileNotFoundError):
        os.remove(target)
    several = ["--output-format", f"{form}:{target}"] if command == "check" else []
    one = (
        [_FORMAT[command], form, _TARGET[command], target] if command in ("diff", "extract") else []
    )
    into = ["-o", target] if command == "annotate" else []
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        run([command, *arguments, *several, *one, *into, "--lang", language])
    try:
        with open(target, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise RuntimeError(said.getvalue().strip()) from None
