"""What holds of every output format: it hides nothing, keeps nothing, and changes nothing."""

from __future__ import annotations

import gc
import tracemalloc
from typing import Any

import pytest
from helpers.reporter_values import (
    NAMING,
    Given,
    finding,
    module,
    result,
    rule,
    run,
    shown,
    text_of_book,
)

from gklint import reporters
from gklint.checking.records import record_of
from gklint.checking.results import Outcome, Record
from gklint.checking.runs import Run, Totals
from gklint.model.reasons import StatedReason
from gklint.plugins.hooks import OutputFormat
from gklint.reporters import (
    REPORTERS,
    Options,
    PluginFailed,
    html,
    is_binary,
    needs_hashes,
    output_formats,
    reporter,
    several,
    spool,
)
from gklint.reporters.html import packing
from gklint.support.bilingual import Text

ROW = "一、本年新收\t5\t3\t9"
REASON = StatedReason("cut", "表格中断，自第三行起", "the table breaks off from row three on")


def outcomes(state: str) -> tuple[Outcome, ...]:
    return (Outcome(rule(), "satisfied"), Outcome(rule("GK302", "column-total"), state, (REASON,)))


@pytest.mark.parametrize("name", NAMING)
@pytest.mark.parametrize("state", ["not_evaluated", "satisfied", "violated"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_not_checked_is_said_with_rule_and_reason(
    name: str, state: str, language: str
) -> None:
    found = [finding((1, 8, 1, 9), rule("GK302", "column-total"))] if state == "violated" else []
    given = run(
        result(ROW, *found, outcomes=outcomes(state)),
        rules=(module(rule()), module(rule("GK302", "column-total"))),
    )
    output = shown(given, name, language=language)
    assert "GK302" in output and REASON.say(language) in output


@pytest.mark.parametrize("name", NAMING)
def test_a_file_that_could_not_be_read_is_said(name: str) -> None:
    unreadable = rule("GK901", "unreadable-file")._replace(
        messages={"default": Text("文件是扫描件", "the file is a scan")}
    )
    given = run(
        result(
            None,
            finding((1, 1, 1, 1), unreadable),
            path="scan.pdf",
            outcomes=(Outcome(unreadable, "violated"),),
        ),
        rules=(module(unreadable),),
        exit_status=2,
    )
    output = shown(given, name)
    assert "scan.pdf" in output and "GK901" in output and "文件是扫描件" in output


@pytest.mark.parametrize("name", sorted(REPORTERS.keys() - {"gitlab", "rdjson"}))
def test_a_run_that_was_ended_early_says_so(name: str) -> None:
    given = run(result(ROW))
    totals = given.totals()
    totals.interrupted = True
    output = written(name, given, totals)
    assert "中断" in output or '"interrupted": true' in output


def written(name: str, given: Given, totals: Totals) -> str:
    pieces: list[Any] = []
    of = reporter(name, Run(lambda: given.loaded), pieces.append, Options())
    of.begin()
    for record in given.records():
        of.add(record)
    of.end(totals)
    return text_of_book(b"".join(pieces)) if is_binary(name) else "".join(pieces)


#: A page is packed where it is long, which is known when it is no longer short; a workbook is one
#: file of many, closed at the end; the text of several reports begins with the overview of all.
@pytest.mark.parametrize("name", sorted({*NAMING} - {"html", "xlsx", "text"}))
def test_a_finding_is_written_before_the_next_report_is_checked(name: str) -> None:
    given = run(result(ROW, finding((1, 8, 1, 9))))
    pieces: list[str] = []
    of = reporter(name, Run(lambda: given.loaded), pieces.append, Options())
    of.begin()
    of.add(given.records()[0])
    assert "应为 8" in "".join(pieces)


@pytest.mark.parametrize("name", REPORTERS)
def test_a_long_run_takes_no_more_memory_than_a_short_one(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module_of in (spool, html, several):
        monkeypatch.setattr(module_of, "_IN_MEMORY", 1)
    monkeypatch.setattr(packing, "_PLAIN", 1)
    given = run(result(ROW))
    of = reporter(name, Run(lambda: given.loaded), lambda text: None, Options())
    of.begin()
    for number in range(50):
        of.add(numbered(number))
    tracemalloc.start()
    for number in range(50, 250):
        of.add(numbered(number))
    # Python keeps some of what was freed at hand; a collection lets go of it.
    gc.collect()
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # A report is named again where formats count or refer to them; what is found is not kept.
    assert used / 200 < 500


def numbered(number: int) -> Record:
    found = [finding((1, 8, 1, 9)) for _ in range(5)]
    return record_of(
        result(ROW, *found, path=f"{number}.txt", outcomes=outcomes("not_evaluated") * 20)
    )


@pytest.mark.parametrize("name", REPORTERS)
def test_the_same_run_gives_the_same_bytes(name: str) -> None:
    given = run(result(ROW, finding((1, 8, 1, 9)), outcomes=outcomes("satisfied")))
    assert shown(given, name) == shown(given, name)


# --- formats of plugins ---


class Counting:
    """A plugin's reporter: how many findings there were; it can be told to fail."""

    def __init__(self, run: Run, write: Any, options: Options) -> None:
        self.write = write
        self.found = 0

    def begin(self) -> None:
        """Nothing stands before the count."""

    def add(self, record: Record) -> None:
        if record.path == "bad.txt":
            raise LookupError("no such thing")
        self.found += len(record.diagnostics)

    def end(self, totals: Totals) -> None:
        self.write(f"{self.found}\n")


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> None:
    plugins = {
        "counting": OutputFormat("counting", Text("计数", "a count"), Counting, hashes=True),
        "text": OutputFormat("text", Text("别的", "another"), Counting),
    }
    monkeypatch.setattr(reporters, "_of_plugins", lambda: plugins)


@pytest.mark.usefixtures("counting")
def test_a_format_of_a_plugin_is_a_format_like_the_others() -> None:
    assert output_formats()["counting"].zh == "计数" and needs_hashes("counting")
    assert shown(run(result(ROW, finding((1, 8, 1, 9)))), "counting") == "1\n"


@pytest.mark.usefixtures("counting")
def test_no_plugin_takes_the_place_of_a_format_that_is_there() -> None:
    assert output_formats()["text"] == REPORTERS["text"].description
    assert shown(run(result(ROW)), "text") != "0\n"


@pytest.mark.usefixtures("counting")
def test_a_format_of_a_plugin_that_raises_is_named() -> None:
    with pytest.raises(PluginFailed, match="counting: LookupError: no such thing"):
        shown(run(result(ROW, path="bad.txt")), "counting")


def test_an_unknown_format_is_no_format() -> None:
    with pytest.raises(KeyError):
        needs_hashes("no-such-format")
