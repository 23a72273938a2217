"""What the page asks of Python: the commands of gklint, run on files that the user has chosen.

It runs under Pyodide, where files live in memory. Nothing here knows of a browser.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from gklint.cli import run
from gklint.page.drafts import Drafts
from gklint.page.rosters import chosen_roster
from gklint.support.bilingual import Text

#: Where the user's files stand, and where results are written.
_FILES, _RESULTS = "/reports", "/results"
#: One process, no cache, no configuration: the page has none of these.
_HERE = ("--isolated", "--no-cache", "--jobs", "1")

_NOTHING = Text("没有可以检查的报告", "there is no report to check")

#: Gets how many files are done, and of how many.
Progress = Callable[[int, int], Any]


class _Inputs(NamedTuple):
    """What the last check was of: files and folders, and the roster among them."""

    paths: tuple[str, ...] = ()
    roster: str | None = None


class _State:
    """What is kept from one call to the next."""

    inputs = _Inputs()
    drafts = Drafts()


def begin() -> None:
    """Take the files of the last check away, so that others can be put in their place."""
    os.chdir("/")
    shutil.rmtree(_FILES, ignore_errors=True)
    os.makedirs(_FILES)


def put(name: str, raw: Any) -> None:
    """Lay a file out under its path; `raw` is bytes, or a buffer of JavaScript.

    Raises ValueError for a path that leaves the folder.
    """
    path = os.path.normpath(os.path.join(_FILES, name))
    if not path.startswith(f"{_FILES}/"):
        raise ValueError(f"no path of a file: {name}")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(raw if isinstance(raw, bytes) else raw.to_bytes())


def check(language: str, progress: Progress | None = None) -> str:
    """Check what was laid out and return JSON:

    `results` as `gklint check` has them; `roster`, the path of the one that was used, or null;
    `not_used`, tables that are none that can be used, each with `path` and `reason`; `changes` as
    `gklint diff` has them, of the reports that were checked before in another state, and `called`,
    what each was called then; null where there is none.

    A folder is checked as the command line checks it, so what is no report is among the skipped.
    Raises RuntimeError with what was said where there is no result.
    """
    os.chdir(_FILES)
    roster, not_used = chosen_roster(_laid_out(), language)
    put_by = {path for path, _ in not_used} | {roster}
    paths = tuple(name for name in sorted(os.listdir()) if name not in put_by)
    if not paths:
        reasons = [f"{path}: {reason}" for path, reason in not_used]
        raise RuntimeError("\n".join([_NOTHING.say(language), *reasons]))
    _State.inputs = _Inputs(paths, roster)
    results = json.loads(_checked("json", language, progress))
    unused = [{"path": path, "reason": reason} for path, reason in not_used]
    return json.dumps(
        {
            "results": results,
            "roster": roster,
            "not_used": unused,
            "changes": _changes(results, language),
        },
        ensure_ascii=False,
    )


def again(form: str, language: str, progress: Progress | None = None) -> bytes:
    """Return the result of the last check's files in another format: html, xlsx, …"""
    return _checked(form, language, progress)


def annotated(path: str, language: str) -> bytes:
    """Return the document with comments; raises RuntimeError where it takes none."""
    # An annotated document is of the kind of its source.
    return _written("annotate", ("-o",), (path,), language, ending=os.path.splitext(path)[1])


def fixed(path: str, language: str) -> bytes:
    """Return the file with those mistakes fixed whose fix changes nothing that it says; raises
    RuntimeError where there is none."""
    return _written(
        "fix", ("--isolated", "-o"), (path,), language, ending=os.path.splitext(path)[1]
    )


def extracted(path: str, language: str) -> str:
    """Return what is drawn of one of the files: `cells` and `not_read` as `gklint extract` has
    them, and `lines`, its text by line."""
    reports = json.loads(_extracted(path, "json", language))["reports"]
    drawn = reports[0] if reports else {}
    lines = dict(enumerate(_extracted(path, "text", language).split("\n"), 1))
    return json.dumps({**drawn, "lines": lines}, ensure_ascii=False)


def compared(old: str, new: str, language: str) -> str:
    """Return the JSON of `gklint diff` on two drafts among the files."""
    options = ("--isolated", "--output-format=json", "--output-file")
    return _written("diff", options, (old, new), language).decode()


def explained(code: str, language: str) -> str:
    """Return what `gklint rule` says of a rule, as text."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        run(["rule", code, "--lang", language])
    return output.getvalue()


def forget() -> None:
    """Take all files away, and what is remembered of them."""
    os.chdir("/")
    for folder in (_FILES, _RESULTS):
        shutil.rmtree(folder, ignore_errors=True)
    _State.inputs, _State.drafts = _Inputs(), Drafts()


def _laid_out() -> list[str]:
    found = [os.path.join(folder, name) for folder, _, names in os.walk(".") for name in names]
    return sorted(map(os.path.normpath, found))


def _checked(form: str, language: str, progress: Progress | None = None) -> bytes:
    paths, roster = _State.inputs
    options = [*_HERE, *(("--roster", roster) if roster else ()), "--output-format"]
    return _written("check", options, paths, language, f"{form}:", progress=progress)


def _extracted(path: str, form: str, language: str) -> str:
    options = ("--isolated", "--format", form, "--output-file")
    return _written("extract", options, (path,), language).decode()


def _changes(results: Any, language: str) -> Any:
    """Return what is new and what is gone in reports that were checked before; None where none
    was."""
    since = _State.drafts.since(results)
    if not since.called:
        return None
    os.makedirs(_RESULTS, exist_ok=True)
    sides = (f"{_RESULTS}/before.json", f"{_RESULTS}/now.json")
    for path, side in zip(sides, (since.before, since.now), strict=True):
        with open(path, "w", encoding="utf-8") as file:
            json.dump(side, file)
    return {**json.loads(compared(*sides, language)), "called": since.called}


class _Terminal(io.StringIO):
    """Standard error as on a terminal, so that the line of progress is written; it is passed on
    and not kept."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def isatty(self) -> bool:
        """Say that lines can be replaced."""
        return True

    def write(self, text: str) -> int:
        """Pass the counts of a line of progress on; keep what else is said."""
        count = re.match(r"\r\x1b\[K(?:\[[#-]+\] (\d+)/(\d+))?", text)
        if count is None:
            return super().write(text)
        if count[1]:
            self._progress(int(count[1]), int(count[2]))
        return len(text)


def _written(
    command: str,
    options: Sequence[str],
    paths: Sequence[str],
    language: str,
    form: str = "",
    *,
    ending: str = "",
    progress: Progress | None = None,
) -> bytes:
    """Run a command whose last option is where it writes, and return what it wrote.

    Raises RuntimeError with what it said instead.
    """
    os.makedirs(_RESULTS, exist_ok=True)
    target = f"{_RESULTS}/result{ending}"
    with contextlib.suppress(FileNotFoundError):
        os.remove(target)
    output = io.StringIO()
    errors = _Terminal(progress) if progress else output
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        # What a file is called must not be taken for an option.
        run([command, *options, f"{form}{target}", "--lang", language, "--", *paths])
    try:
        with open(target, "rb") as file:
            return file.read()
    except FileNotFoundError:
        both = output.getvalue() + (errors.getvalue() if errors is not output else "")
        raise RuntimeError(both.strip()) from None
