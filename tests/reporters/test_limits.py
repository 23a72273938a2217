"""What services take at most is kept, and what is more is said."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from helpers.reporter_values import finding, result, run, shown
from helpers.sarif_checks import check_log

from gklint.model.source import Origin
from gklint.reporters import limits, sarif
from gklint.reporters.limits import SUMMARY_BYTES, over_limits

ROW = "一、本年新收\t5\t3\t9"


def test_more_results_than_a_run_may_have_go_on_in_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sarif, "SARIF_RESULTS", 5)
    given = run(*(result(ROW, *[finding((1, 8, 1, 9))] * 4, path=f"{n}.txt") for n in range(3)))
    log = json.loads(shown(given, "sarif"))
    check_log(log)
    assert [len(one["results"]) for one in log["runs"]] == [5, 5, 2]
    names = [one["automationDetails"]["id"] for one in log["runs"]]
    assert names == ["gklint/check/", "gklint/check/2/", "gklint/check/3/"]
    notes = [one["invocations"][0]["toolExecutionNotifications"] for one in log["runs"]]
    assert all(note["level"] != "error" for of_run in notes for note in of_run)


def test_what_finds_no_place_in_the_log_is_counted_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "SARIF_RESULTS", 2)
    monkeypatch.setattr(sarif, "SARIF_RUNS", 2)
    given = run(*(result(ROW, *[finding((1, 8, 1, 9))] * 3, path=f"{n}.txt") for n in range(3)))
    log = json.loads(shown(given, "sarif"))
    check_log(log)
    assert [len(one["results"]) for one in log["runs"]] == [2, 2]
    invocation = log["runs"][-1]["invocations"][0]
    said = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert any("还有 5 条结果没有写入" in text for text in said)
    assert invocation["executionSuccessful"] is False


def test_a_file_that_github_does_not_take_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SARIF_BYTES", 10_000)
    file = tmp_path / "a.sarif"
    file.write_bytes(b"a" * 1_000_000)
    assert over_limits("sarif", str(file)) is None
    file.write_bytes(random.Random(1).randbytes(20_000))
    said = over_limits("sarif", str(file))
    assert said is not None and "10 MB" in said.zh and "10 MB" in said.en
    assert over_limits("json", str(file)) is None
    assert over_limits("sarif", str(tmp_path / "none")) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_summary_is_never_more_than_a_step_may_write(language: str) -> None:
    several = [finding((1, 8, 1, 9))] * 20
    given = run(*(result(ROW, *several, path=f"报告{n}.txt") for n in range(700)))
    text = shown(given, "markdown", language=language)
    assert SUMMARY_BYTES * 0.9 < len(text.encode()) <= SUMMARY_BYTES
    listed = text.count("\n### ")
    assert 0 < listed < 700
    assert f"{700 - listed}" in text and f"{(700 - listed) * 20}" in text


def test_a_document_has_a_fingerprint_of_githubs_kind() -> None:
    def prints(path: str, **changes: object) -> list[str | None]:
        found = [finding((1, 8, 1, 9), origin=Origin(page=1))] * 2
        made = result(ROW, *found, path=path)
        if changes:
            assert made.source is not None
            made = made._replace(source=made.source._replace(**changes))
        log = json.loads(shown(run(made), "sarif"))
        return [
            one["partialFingerprints"].get("primaryLocationLineHash")
            for one in log["runs"][0]["results"]
        ]

    first = prints("a.docx", media_type="application/x-docx")
    assert len(set(first)) == 2 and all(one and one.endswith(":1") for one in first)
    assert first == prints("a.docx", media_type="application/x-docx")
    assert not set(first) & set(prints("b.docx", media_type="application/x-docx"))
    # GitHub makes its own of the lines of a text.
    assert prints("a.txt") == [None, None]
