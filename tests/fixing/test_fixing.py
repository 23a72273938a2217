"""What can be fixed is fixed, and nothing beside it is touched."""

from __future__ import annotations

import codecs
from pathlib import Path
from random import Random
from typing import Any

import pytest
from helpers.command_line import gklint

from gklint.checking.settings import Settings
from gklint.engine import lint_bytes
from gklint.fixing import Unfixable, fix
from gklint.testing import change_draft, change_text, random_report, render, valid_draft

ALL = Settings()


def text_of(*changes: dict[str, Any], layout: str = "tabs_grid", year: int = 2023) -> str:
    """Return the text of a report in which everything is right but these changes."""
    draft = change_draft(valid_draft(year), changes)
    return change_text(render(draft, layout).text, changes)


def fixed(text: str, *, unsafe: bool = False, settings: Settings = ALL) -> str:
    """Return the text with its fixes made."""
    raw = text.encode()
    done = fix(raw, "a.txt", settings, unsafe=unsafe)
    again = fix(done.after, "a.txt", settings, unsafe=unsafe)
    assert again.after == done.after, "fixing what was fixed changes nothing"
    return done.after.decode()


def codes(text: str) -> list[str]:
    """Return the codes of what is found in a text."""
    return [d.code for d in lint_bytes(text.encode(), "a.txt", ALL).diagnostics]


SAFE = [
    ("GK105", {"replace": "四、政府", "with": "四.政府"}),
    ("GK105", {"replace": "四、政府", "with": "四，政府"}),
    ("GK212", {"replace": "其他结果", "with": "其他"}),
    ("GK707", {"section": 1, "body": ["依法制国，主动公开。"]}),
    ("GK507", {"section": 1, "body": ["依据国办公开办函[2021]30号编制。"]}),
]


@pytest.mark.parametrize(("code", "change"), SAFE, ids=lambda value: str(value)[:40])
def test_a_safe_mend_makes_the_finding_go_and_brings_no_other(
    code: str, change: dict[str, Any]
) -> None:
    wrong = text_of(change)
    assert code in codes(wrong)
    right = fixed(wrong)
    assert code not in codes(right)
    assert set(codes(right)) <= set(codes(wrong))


def test_every_place_of_a_misspelling_is_fixed() -> None:
    wrong = text_of({"section": 1, "body": ["依法制国。", "坚持依法制国，依法制国。"]})
    assert "依法制国" not in fixed(wrong)


def test_half_width_punctuation_is_fixed_where_its_rule_is_asked_for() -> None:
    wrong = text_of({"section": 1, "body": ["公开信息,更新目录;答复申请。"]})
    assert fixed(wrong) == wrong
    right = fixed(wrong, settings=Settings(select=("GK708",)))
    assert "公开信息，更新目录；答复申请。" in right


UNSAFE = [
    ("GK301", {"cell": "applications.new.total", "text": "99"}),
    ("GK304", {"cell": "review.reconsideration.total", "text": "99"}),
    ("GK206", {"cell": "applications.new.other_org", "text": ""}),
    ("GK207", {"cell": "applications.new.total", "text": "8件"}),
]


@pytest.mark.parametrize(("code", "change"), UNSAFE, ids=lambda value: str(value)[:40])
def test_a_number_is_changed_only_when_that_is_asked_for(code: str, change: dict[str, Any]) -> None:
    wrong = text_of(change)
    assert code in codes(wrong)
    assert fixed(wrong) == wrong
    assert code not in codes(fixed(wrong, unsafe=True))


def test_what_could_be_fixed_unsafely_is_named() -> None:
    wrong = text_of(UNSAFE[0][1], SAFE[0][1])
    done = fix(wrong.encode(), "a.txt", ALL)
    assert [d.code for d in done.fixed] == ["GK105"]
    assert "GK301" in [d.code for d in done.unsafe]


def test_of_a_number_that_another_cell_explains_the_total_is_left_alone() -> None:
    wrong = text_of({"cell": "applications.new.natural_person", "text": "99"})
    right = fixed(wrong, unsafe=True)
    total = next(line for line in right.splitlines() if "本年新收" in line).split("\t")[-1]
    assert total == next(line for line in wrong.splitlines() if "本年新收" in line).split("\t")[-1]


def test_a_total_that_another_sum_confirms_is_left_alone() -> None:
    # A row too much, and consistently so: the total row is right by its own sum and by the balance.
    wrong = text_of(
        {"cell": "applications.full_disclosure.natural_person", "text": "20"},
        {"cell": "applications.full_disclosure.total", "text": "22"},
    )
    assert "GK302" in codes(wrong)
    assert fixed(wrong, unsafe=True) == wrong


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "gb18030"),
    ],
    ids=lambda value: value if isinstance(value, str) else "mark" if value else "no mark",
)
def test_every_byte_outside_of_the_mend_stays(mark: bytes, codec: str, newline: str) -> None:
    text = text_of(SAFE[0][1]).replace("\n", newline)
    raw = mark + text.encode(codec)
    after = fix(raw, "a.txt", ALL).after
    assert after == mark + text.replace("四.政府", "四、政府").encode(codec)


@pytest.mark.parametrize("seed", range(12))
def test_any_report_is_fixed_without_a_new_finding(seed: int) -> None:
    rendered = random_report(Random(seed))
    text = rendered.text.replace("四、政府", "四. 政府").replace("其他结果", "其他")
    raw = text.encode()
    before = {d.code for d in lint_bytes(raw, "a.txt", ALL).diagnostics}
    for unsafe in (False, True):
        done = fix(raw, "a.txt", ALL, unsafe=unsafe)
        after = {d.code for d in lint_bytes(done.after, "a.txt", ALL).diagnostics}
        assert after <= before
        assert fix(done.after, "a.txt", ALL, unsafe=unsafe).after == done.after


def test_a_report_in_which_nothing_is_to_mend_keeps_its_bytes() -> None:
    raw = render(valid_draft(2023)).text.encode()
    assert fix(raw, "a.txt", ALL, unsafe=True).after == raw


def test_bytes_that_cannot_be_decoded_are_not_risked() -> None:
    raw = text_of(SAFE[0][1]).encode().replace("公开".encode(), b"\xff\xfe\xfd", 1)
    with pytest.raises(Unfixable):
        fix(raw, "a.txt", ALL)


# --- the command ---------------------------------------------------------------------------------


def test_the_command_writes_the_file_and_says_what_it_did(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(text_of(SAFE[0][1], UNSAFE[0][1]), encoding="utf-8")
    done = gklint("fix", "报告.txt", cwd=tmp_path)
    assert done.status == 0
    assert "改正 1 处（GK105 section-numbering）" in done.out
    assert "--unsafe" in done.out
    assert path.read_text("utf-8") == text_of(UNSAFE[0][1])
    assert [file.name for file in tmp_path.iterdir()] == ["报告.txt"]


def test_a_diff_writes_nothing_and_says_by_its_status_whether_there_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text_of(SAFE[0][1]), encoding="utf-8")
    before = path.read_bytes()
    done = gklint("fix", "--diff", "a.txt", cwd=tmp_path)
    assert done.status == 1 and path.read_bytes() == before
    assert "-四.政府" in done.out and "+四、政府" in done.out
    path.write_text(text_of(), encoding="utf-8")
    assert gklint("fix", "--diff", "a.txt", cwd=tmp_path).status == 0


def test_only_the_rules_that_are_selected_fix(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text_of(SAFE[0][1], SAFE[2][1]), encoding="utf-8")
    gklint("fix", "--select", "GK212", "a.txt", cwd=tmp_path)
    assert path.read_text("utf-8") == text_of(SAFE[0][1])


def test_a_pipe_is_fixed_on_its_way(tmp_path: Path) -> None:
    done = gklint("fix", "-", cwd=tmp_path, stdin=text_of(SAFE[0][1]).encode())
    assert done.status == 0 and done.raw.decode() == text_of()


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_fixed(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(text_of(SAFE[0][1]), encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    done = gklint("fix", ".", cwd=tmp_path)
    assert done.status == 2 and "a.txt" in done.err
    assert (tmp_path / "b.txt").read_text("utf-8") == text_of()


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text_of(SAFE[0][1]), encoding="utf-8")
    path.chmod(0o640)
    (tmp_path / "link.txt").symlink_to(path)
    gklint("fix", "link.txt", cwd=tmp_path)
    assert (tmp_path / "link.txt").is_symlink()
    assert path.read_text("utf-8") == text_of() and path.stat().st_mode & 0o777 == 0o640
