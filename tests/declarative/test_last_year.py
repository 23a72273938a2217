"""A formula of a rule without code may compare with last year's report of the same body."""

from __future__ import annotations

from pathlib import Path

from gklint.testing import check_case, load_cases

RULES = """
rules:
  - code: QH801
    name: carried-on
    summary: 上年结转等于上一年的结转下年
    severity: error
    message: “{cell_label}”为 {left}，上一年为 {right}
    formula: applications.carried_in.* = last.applications.carried_out.*
"""
CASES = """
pass:
  - why: 相等
    reports:
      a/2022.txt: {year: 2022, agency: 云林市甲局}
      a/2023.txt: {year: 2023, agency: 云林市甲局}
fail:
  - why: 总计不等，报在本年的总计上
    reports:
      a/2022.txt: {year: 2022, agency: 云林市甲局}
      a/2023.txt:
        year: 2023
        agency: 云林市甲局
        changes:
          - {cell: applications.carried_in.total, text: "6"}
    expect:
      - {file: a/2023.txt, at: "6", message: 总计”为 6，上一年为 1, severity: error}
not_evaluated:
  - why: 上一年的格空着
    reports:
      a/2022.txt:
        year: 2022
        agency: 云林市甲局
        changes:
          - {cell: applications.carried_out.total, text: ""}
      a/2023.txt: {year: 2023, agency: 云林市甲局}
    reason: 没有可用的数
"""


def test_a_formula_compares_with_last_year(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "carried-on.yaml").write_text(CASES, encoding="utf-8")
    cases = load_cases(tmp_path / "carried-on.yaml", [str(tmp_path / "rules.yaml")])
    assert len(cases) == 3
    for case in cases:
        check_case(case)
