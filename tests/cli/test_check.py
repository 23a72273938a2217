"""`gklint check`: which files are checked, what the options do, and the exit status."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from helpers.command_line import CLEAN, EXAMPLES, WRONG, gklint

from gklint.batch import find_files
from gklint.readers import DEFAULT_LIMITS, MIB


def as_json(*arguments: str | Path, **options: Any) -> dict[str, Any]:
    """Run a check and return its JSON."""
    done = gklint("check", *arguments, "--output-format", "json", **options)
    assert done.raw, done.err
    parsed: dict[str, Any] = json.loads(done.out)
    return parsed


def paths(document: dict[str, Any]) -> list[str]:
    """Return the paths of the reports in a run's JSON."""
    return [report["path"] for report in document["reports"]]


def codes(document: dict[str, Any]) -> list[str]:
    """Return the codes of all findings in a run's JSON."""
    return [found["code"] for report in document["reports"] for found in report["diagnostics"]]


@pytest.fixture
def info_only(tmp_path: Path) -> Path:
    """Give a report in which nothing but remarks is found."""
    text = CLEAN.read_text(encoding="utf-8").replace("1.属于国家秘密", "1.属国家秘密")
    path = tmp_path / "remark.txt"
    path.write_text(text, encoding="utf-8")
    return path


# --- the way in ----------------------------------------------------------------------------------


def test_check_is_what_is_done_where_no_command_is_named() -> None:
    assert gklint(WRONG) == gklint("check", WRONG)
    assert gklint("--output-format", "json", WRONG) == gklint(
        "check", WRONG, "--output-format", "json"
    )


def test_a_file_with_the_name_of_a_command_can_be_checked_by_a_path(tmp_path: Path) -> None:
    for name in ("check", "rules"):
        shutil.copy(CLEAN, tmp_path / name)
    done = gklint("./check", "./rules", "--no-across", cwd=tmp_path)
    assert done.status == 0
    assert "./check" in done.out and "./rules" in done.out
    assert gklint("check", "check", cwd=tmp_path).status == 0


def test_a_report_without_faults_is_said_to_have_passed() -> None:
    done = gklint(CLEAN)
    assert done.status == 0 and done.err == ""
    assert "通过" in done.out


def test_findings_are_shown_with_place_code_and_clause() -> None:
    done = gklint(WRONG)
    assert done.status == 1
    assert f"{WRONG}:39:30: 错误 GK301 row-total" in done.out
    assert "应为 14" in done.out and "国办公开办函〔2021〕30号" in done.out


# --- exit status ---------------------------------------------------------------------------------


def test_errors_fail_and_warnings_fail() -> None:
    assert gklint(WRONG, "--select", "GK301").status == 1
    assert gklint(WRONG, "--select", "GK105").status == 1


def test_remarks_do_not_fail(info_only: Path) -> None:
    document = as_json(info_only)
    assert codes(document) and document["summary"]["infos"] == len(codes(document))
    assert gklint(info_only).status == 0


@pytest.mark.parametrize(
    ("select", "level", "status"),
    [
        ("GK301", "error", 1),
        ("GK105", "error", 0),
        ("GK105", "warning", 1),
        ("GK105", "info", 1),
    ],
)
def test_the_fail_level_says_from_where_on_findings_fail(
    select: str, level: str, status: int
) -> None:
    assert gklint(WRONG, "--select", select, "--fail-level", level).status == status


def test_at_fail_level_info_a_remark_fails(info_only: Path) -> None:
    assert gklint(info_only, "--fail-level", "info").status == 1


def test_exit_zero_shows_the_findings_and_leaves_with_0() -> None:
    done = gklint(WRONG, "--exit-zero")
    assert done.status == 0
    assert "GK301" in done.out


def test_exit_zero_does_not_hide_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert gklint(tmp_path / "none.txt", "--exit-zero").status == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-option", CLEAN],
        ["check"],
        ["check", CLEAN, "--year", "soon"],
        ["check", CLEAN, "--year", "1066"],
        ["check", CLEAN, "--output-format", "yaml"],
        ["check", CLEAN, "--fail-level", "fatal"],
        ["check", CLEAN, "--agency-kind", "village"],
        ["check", CLEAN, "--select", "GK999"],
        ["check", CLEAN, "--ignore", "no-such-rule"],
        ["check", CLEAN, "--lang", "fr"],
    ],
    ids=lambda arguments: " ".join(str(part) for part in arguments if part != CLEAN),
)
def test_a_wrong_command_line_is_status_2_with_a_word_on_it(arguments: list[str]) -> None:
    done = gklint(*arguments)
    assert done.status == 2
    assert done.raw == b""
    assert done.err.startswith("gklint: ") and "Traceback" not in done.err
    assert "--help" in done.err


# --- files and folders ---------------------------------------------------------------------------


def test_a_folder_stands_for_its_reports_at_any_depth(tmp_path: Path) -> None:
    for name in ("b/c/x.txt", "b/A.TXT", "a.md", "b/notes.log", ".git/x.txt", "b/.hidden.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CLEAN, tmp_path / name)
    document = as_json(".", cwd=tmp_path)
    found = [os.path.normpath(path) for path in paths(document)]
    assert found == [os.path.normpath(name) for name in ("a.md", "b/A.TXT", "b/c/x.txt")]


def test_reports_come_in_the_order_of_their_paths_each_once() -> None:
    document = as_json(WRONG, EXAMPLES, CLEAN)
    assert paths(document) == sorted(set(paths(document)))
    assert len(paths(document)) == len(list(EXAMPLES.iterdir()))
    assert document["summary"]["files"] == len(paths(document))


def test_a_file_named_outright_is_checked_whatever_its_suffix(tmp_path: Path) -> None:
    shutil.copy(WRONG, tmp_path / "report.report")
    assert "GK301" in codes(as_json("report.report", cwd=tmp_path))


def test_a_missing_file_is_a_finding_and_the_others_are_checked(tmp_path: Path) -> None:
    missing = tmp_path / "没有这份.txt"
    document = as_json(missing, WRONG)
    by_path = {report["path"]: report for report in document["reports"]}
    found = by_path[str(missing)]["diagnostics"]
    assert [(d["code"], d["rule"], d["severity"]) for d in found] == [
        ("GK901", "unreadable-file", "error")
    ]
    assert "文件不存在" in found[0]["message"]
    assert any(d["code"] == "GK301" for d in by_path[str(WRONG)]["diagnostics"])
    assert gklint(missing, CLEAN).status == 2


def test_a_folder_without_reports_is_said_and_the_others_are_checked(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    done = gklint(tmp_path / "空", CLEAN)
    assert done.status == 2
    assert str(tmp_path / "空") in done.err and "没有报告" in done.err
    assert "通过" in done.out


def test_a_folder_that_cannot_be_listed_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    shutil.copy(CLEAN, tmp_path / "a.txt")
    listing = os.scandir

    def scandir(path: str) -> Any:
        if os.fspath(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(closed))
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find_files([str(tmp_path)])
    assert found.files == (str(tmp_path / "a.txt"),)
    assert [(path, reason.zh) for path, reason in found.problems] == [
        (str(closed), "没有读取权限；请向文件的保管人索取")
    ]


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("空.txt", b"", "文件为空"),
        ("图.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "二进制"),
        ("报.pdf", b"%PDF-1.4\n" + bytes(200), "PDF"),
        ("大.txt", b"\x30" * (DEFAULT_LIMITS.file_mib * MIB + 1), "上限"),
    ],
)
def test_a_file_that_is_no_text_is_status_2_with_the_reason(
    tmp_path: Path, name: str, raw: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    done = gklint(name, CLEAN, cwd=tmp_path)
    assert done.status == 2
    assert "GK901" in done.out and words in done.out and name in done.out
    assert "Traceback" not in done.err


def test_a_text_that_is_no_report_is_a_warning_and_not_a_pass(tmp_path: Path) -> None:
    (tmp_path / "信.txt").write_text("今天天气很好。\n", encoding="utf-8")
    document = as_json("信.txt", cwd=tmp_path)
    assert codes(document) == ["GK902"]
    assert gklint("信.txt", cwd=tmp_path).status == 1


@pytest.mark.parametrize("name", ["松林街道 2023.txt", os.fsdecode(b"\xc4\xea\xb1\xa8.txt")])
@pytest.mark.parametrize("output", ["text", "json", "sarif"])
def test_file_names_in_chinese_and_in_bytes_that_are_no_utf_8_are_shown(
    tmp_path: Path, name: str, output: str
) -> None:
    try:
        shutil.copy(WRONG, tmp_path / name)
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system has no such names")
    done = gklint(name, "--output-format", output, cwd=tmp_path)
    assert done.status == 1 and done.err == ""
    assert "GK301" in done.out
    if output == "json":
        assert paths(json.loads(done.out)) == [name]


# --- standard input ------------------------------------------------------------------------------


def test_standard_input_is_a_report_under_the_name_given() -> None:
    raw = WRONG.read_bytes()
    document = as_json("-", "--stdin-filename", "管道.txt", stdin=raw)
    assert paths(document) == ["管道.txt"]
    assert "GK301" in codes(document)
    unnamed = as_json("-", stdin=raw)
    assert codes(unnamed) == codes(document)


def test_standard_input_is_read_in_any_encoding() -> None:
    text = WRONG.read_text(encoding="utf-8")
    expected = codes(as_json(WRONG))
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        assert codes(as_json("-", stdin=text.encode(encoding))) == expected


def test_standard_input_stands_among_the_files_in_the_order_of_names() -> None:
    document = as_json(CLEAN, "-", WRONG, "--stdin-filename", "zzz", stdin=CLEAN.read_bytes())
    assert paths(document) == [str(CLEAN), str(WRONG), "zzz"]


def test_an_empty_standard_input_is_unreadable() -> None:
    done = gklint("-")
    assert done.status == 2
    assert "GK901" in done.out


# --- options -------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", ["GK301", "row-total", "gk301", "GK30", "GK3"])
def test_rules_are_selected_by_code_name_or_prefix(entry: str) -> None:
    document = as_json(WRONG, "--select", entry)
    assert "GK301" in codes(document)
    assert {code[:3] for code in codes(document)} == {"GK3"}


def test_selections_add_up_whether_by_commas_or_by_repetition() -> None:
    together = codes(as_json(WRONG, "--select", "GK301, section-numbering"))
    apart = codes(as_json(WRONG, "--select", "GK301", "--select", "GK105"))
    assert together == apart
    assert set(together) == {"GK301", "GK105"}


def test_what_is_ignored_is_neither_found_nor_counted_as_checked() -> None:
    document = as_json(WRONG, "--ignore", "GK3,GK5")
    assert not [code for code in codes(document) if code.startswith(("GK3", "GK5"))]
    assert "GK301" not in document["reports"][0]["evaluated"]
    assert "GK105" in codes(document)


def test_the_more_exact_of_select_and_ignore_counts() -> None:
    assert "GK301" in codes(as_json(WRONG, "--select", "row-total", "--ignore", "GK3"))
    found = codes(as_json(WRONG, "--select", "GK3", "--ignore", "row-total"))
    assert found and "GK301" not in found


@pytest.mark.parametrize(
    ("entry", "nearest"), [("row-totel", "row-total"), ("GK31", "GK301"), ("Balanc", "balance")]
)
def test_an_unknown_rule_is_answered_with_the_nearest(entry: str, nearest: str) -> None:
    done = gklint(CLEAN, "--ignore", entry)
    assert done.status == 2
    assert entry in done.err and f"是否指 {nearest}？" in done.err


def test_the_year_given_replaces_that_of_the_report() -> None:
    report = as_json(CLEAN, "--year", "2020")["reports"][0]
    assert report["year"] == 2020
    assert any(found["code"] == "GK203" for found in report["diagnostics"])


def test_the_kind_of_agency_given_replaces_the_one_read_off_the_name() -> None:
    assert as_json(CLEAN)["reports"][0]["agency_kind"] == "street"
    given = as_json(CLEAN, "--agency-kind", "department")
    assert given["reports"][0]["agency_kind"] == "department"


def test_the_language_is_that_of_the_locale_and_lang_overrules_it() -> None:
    assert "error" in gklint(WRONG, LC_ALL="en_US.UTF-8").out
    assert "错误" in gklint(WRONG, LC_ALL="zh_CN.UTF-8").out
    assert "error" in gklint(WRONG, "--lang", "en").out
    chinese = gklint(WRONG, "--lang", "zh", LC_ALL="en_US.UTF-8", PYTHONIOENCODING="utf-8")
    assert "错误" in chinese.out


# --- the output file -----------------------------------------------------------------------------


@pytest.mark.parametrize("output", ["text", "json", "sarif"])
def test_the_output_file_holds_what_would_have_been_printed(tmp_path: Path, output: str) -> None:
    target = tmp_path / "结果.out"
    done = gklint(WRONG, "--output-format", output, "--output-file", target)
    assert done.status == 1 and done.raw == b""
    assert target.read_bytes() == gklint(WRONG, "--output-format", output).raw
    assert [path.name for path in tmp_path.iterdir()] == ["结果.out"]


def test_an_output_file_is_replaced_as_a_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old" * 100_000, encoding="utf-8")
    target.chmod(0o640)
    gklint(CLEAN, "--output-format", "json", "--output-file", target)
    assert json.loads(target.read_text(encoding="utf-8"))["summary"]["files"] == 1
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_that_is_written_to_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("", encoding="utf-8")
    try:
        (tmp_path / "link.txt").symlink_to("real.txt")
    except OSError:
        pytest.skip("this system has no symbolic links")
    gklint(CLEAN, "--output-file", tmp_path / "link.txt")
    assert (tmp_path / "link.txt").is_symlink()
    assert "通过" in (tmp_path / "real.txt").read_text(encoding="utf-8")


def test_an_output_file_that_cannot_be_written_is_status_2(tmp_path: Path) -> None:
    done = gklint(CLEAN, "--output-file", tmp_path / "none" / "out.txt")
    assert done.status == 2
    assert "none" in done.err and "Traceback" not in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--disable", "GK301"], "没有选项 --disable；是否指 --ignore？"),
        (["--fix"], "没有选项 --fix；是否指 gklint fix？"),
        (["--exclude", "[z-a]"], "--exclude 的值无效：'[z-a]'：方括号里的写法不对"),
        (["--exclude", "/"], "--exclude 的值无效：'/' 不代表任何文件"),
        (["--year", "1"], "--year 的值无效：1 不在范围内，应为 2008 至 2099"),
        (["--year", "a"], "--year 的值无效：'a' 不是整数"),
        (["--year"], "--year 后面要写值"),
        (["--isolated=1"], "--isolated 后面不能写值"),
        (["--jobs", "0"], "0 不在范围内，应不小于 1"),
        (["--lang", "fr"], "--lang 的值无效：没有 'fr'，可以写：'zh', 'en'"),
        (["--config", "."], "--config 的值无效：'.' 是文件夹，应为文件"),
        (["--select", "GK301，GK3O2"], "没有规则“GK3O2”；是否指 GK302？"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_option_is_said_in_one_language_with_what_to_write(
    arguments: list[str], said: str
) -> None:
    done = gklint("check", CLEAN, *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("gklint: ") and said in done.err


@pytest.mark.parametrize("written", ["GK301,GK302", "GK301，GK302", "GK301、GK302", "GK301 GK302"])
def test_rules_may_be_parted_by_any_comma(written: str) -> None:
    assert set(as_json(WRONG, "--select", written)["reports"][0]["evaluated"]) == {"GK301", "GK302"}


def test_where_no_rule_was_asked_nothing_has_passed() -> None:
    assert as_json(CLEAN, "--ignore", "ALL")["summary"]["passed"] == 0
    assert "无法判定" in gklint(CLEAN, "--ignore", "ALL").out
