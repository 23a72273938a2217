"""Two results compared: what is new, gone or different, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.command_line import gklint

from gklint.diff.comparing import differences
from gklint.diff.loading import Results
from gklint.testing import render, valid_draft


def finding(code: str = "GK301", **changes: Any) -> dict[str, Any]:
    found = {
        "code": code,
        "severity": "error",
        "message": "不等",
        "location": {"line": 3, "column": 1, "end_line": 3, "end_column": 2},
        "fingerprint": f"{code}-1",
    }
    return {**found, **changes}


def results(*found: dict[str, Any], sha256: str = "a", **more: Any) -> Results:
    versions = more.pop("versions", {"rules": "1", "readers": "1"})
    report = {"path": "甲.txt", "sha256": sha256, "evaluated": ["GK301"], **more}
    return Results({"甲.txt": {**report, "diagnostics": list(found)}}, versions)


def told(old: Results, new: Results) -> list[tuple[str, str, str]]:
    return [(one.change, one.code, one.cause) for one in differences(old, new).changes]


def test_a_result_is_not_different_from_itself() -> None:
    assert told(results(finding()), results(finding())) == []
    assert differences(results(finding()), results(finding())).left == 1


def test_each_kind_of_change_is_told_with_its_cause() -> None:
    other = {"rules": "2", "readers": "1"}
    assert told(results(), results(finding(), sha256="b")) == [("new", "GK301", "file")]
    assert told(results(finding()), results(sha256="b")) == [("gone", "GK301", "file")]
    assert told(results(), results(finding(), versions=other)) == [("new", "GK301", "rule")]
    assert told(results(), results(finding(), versions={})) == [("new", "GK301", "unknown")]
    readers = {"rules": "1", "readers": "2"}
    assert told(results(), results(finding(), versions=readers)) == [("new", "GK301", "reader")]
    both = {"rules": "2", "readers": "2"}
    assert told(results(), results(finding(), versions=both)) == [("new", "GK301", "unknown")]
    info = finding(severity="info")
    assert told(results(finding()), results(info)) == [("severity", "GK301", "unknown")]
    place = finding(location={"line": 4, "column": 1, "end_line": 4, "end_column": 2})
    assert told(results(finding()), results(place, sha256="b")) == [("place", "GK301", "file")]
    words = finding(message="两者不等")
    assert told(results(finding()), results(words, versions=other)) == [
        ("wording", "GK301", "rule")
    ]
    silent = results(evaluated=[], not_evaluated=[{"code": "GK301", "reason": "总计为空"}])
    assert told(silent, results(sha256="b")) == [("outcome", "GK301", "file")]
    accepted = results(accepted=[finding()])
    assert told(results(finding()), accepted) == [("gone", "GK301", "configuration")]


@pytest.mark.processes
def test_one_number_changed_in_one_of_six_reports_is_one_new_finding(tmp_path: Path) -> None:
    for side in ("old", "new"):
        (tmp_path / side).mkdir()
        for number, name in enumerate("甲乙丙丁戊己"):
            draft = valid_draft(2018 + number + 1, f"云林市{name}局")
            text = render(draft).text
            (tmp_path / side / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "new" / "丙.txt"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    last = max(at for at, line in enumerate(lines) if line.strip().replace("\t", "").isdigit())
    cells = lines[last].rstrip("\n").split("\t")
    cells[4] = str(int(cells[4]) + 1)
    lines[last] = "\t".join(cells) + "\n"
    path.write_text("".join(lines), encoding="utf-8")
    ask = ("--output-format", "json", "--select", "GK304")
    same = gklint("diff", "old", "old", *ask, cwd=tmp_path)
    assert same.status == 0 and json.loads(same.out)["changes"] == []
    done = gklint("diff", "old", "new", *ask, cwd=tmp_path)
    assert done.status == 1
    said = json.loads(done.out)
    assert said["summary"]["new"] == 1 and said["summary"]["gone"] == 0
    assert (said["changes"][0]["cause"], said["changes"][0]["code"]) == ("file", "GK304")


@pytest.mark.processes
def test_what_is_no_result_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    done = gklint("diff", "a.json", "a.json", cwd=tmp_path)
    assert done.status == 2 and "不是 gklint check" in done.err
