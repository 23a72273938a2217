"""A packed report is checked like the report itself."""

import gzip

import gklint
from gklint.testing import render, valid_draft


def test_a_packed_report_is_checked_like_the_report_itself(tmp_path):
    text = render(valid_draft(2023)).text.replace("四、政府", "四.政府")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(text.encode()))
    plain = gklint.lint_file(str(tmp_path / "a.txt"))
    packed = gklint.lint_file(str(tmp_path / "a.txt.gz"))
    assert plain.diagnostics == packed.diagnostics != ()


def test_a_damaged_one_says_so(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"x" * 1000)[:-9])
    result = gklint.lint_file(str(tmp_path / "a.txt.gz"))
    assert [diagnostic.code for diagnostic in result.diagnostics] == ["GK901"]
