"""Runs put together by hand, so that what reporters show can be tested without a report."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any, NamedTuple, TextIO, cast

from gklint.checking.records import record_of
from gklint.checking.results import Outcome, Record, Result
from gklint.checking.runs import Failure, Loaded, Plugin, Run, Totals
from gklint.forms.loading import load_forms
from gklint.model.diagnostics import Clause, Diagnostic, Severity
from gklint.model.report import Report, Title
from gklint.model.source import Place, Source, source_of_text
from gklint.reporters import REPORTERS, Options, is_binary, reporter, reporting
from gklint.rule.definition import Rule, RuleModule
from gklint.support.bilingual import Text

DOCS = """表三每一行，六类申请人的数量之和应当等于“总计”。

为什么
    格式规定的勾稽关系。

错误示例
    一、本年新收 | 5 | 3 | 9

正确示例
    一、本年新收 | 5 | 3 | 8

如何修改
    核对该行。
"""

CLAUSE = "三、收到和处理政府信息公开申请情况"
BASIS = (Clause("format-2021", "国办公开办函〔2021〕30号", CLAUSE),)


#: The formats that name each finding; an overview counts them.
NAMING = sorted(REPORTERS.keys() - {"overview"})
#: The formats that are text as they are written.
TEXTUAL = [name for name in REPORTERS if not REPORTERS[name].binary]


def rule(code: str = "GK301", name: str = "row-total", **changes: Any) -> Rule:
    """Return a rule with one wording, “default”, that has three placeholders."""
    messages = {
        "default": Text(
            "“{row}”一行应为 {expected}，现为 {actual}",
            "row “{row}”: should be {expected}, is {actual}",
        )
    }
    return Rule(
        code,
        name,
        changes.pop("severity", Severity.ERROR),
        Text("合计不等", "no match"),
        (f"format: {CLAUSE}",),
        messages,
        Text("核对该行", "check the row"),
        **changes,
    )


def module(of: Rule, docs: str | None = DOCS) -> RuleModule:
    """Return a rule's module."""
    made = SimpleNamespace(__name__=of.name, __doc__=docs, RULE=of, check=lambda report: ())
    return cast(RuleModule, made)


def finding(
    place: Place | tuple[int, int, int, int], of: Rule | None = None, **changes: Any
) -> Diagnostic:
    """Return a finding of `of` at a place."""
    of = of or rule()
    values: dict[str, Any] = {
        "facts": {"row": "一、本年新收", "actual": 9, "expected": 8},
        "basis": BASIS,
        "severity": of.severity,
    } | changes
    wording = of.messages["default"]
    return Diagnostic(
        of.code, of.name, place=Place(*place), wording=wording, advice=of.advice, **values
    )


def report_of(source: Source, **changes: Any) -> Report:
    """Return a report that has a title and nothing else."""
    values: dict[str, Any] = {
        "title": Title("松林街道2021年政府信息公开工作年度报告", Place(1, 1, 1, 5), 2021, None),
        "agency": "松林街道办事处",
        "agency_kind": "street",
        "year": 2021,
        "year_from": "title",
        "period": None,
        "format": "2021",
        "form": load_forms().for_year(2021),
        "front": (),
        "sections": (),
        "tables": (),
        "closing": (),
        "forms": load_forms(),
    } | changes
    return Report(source, **values)


def result(
    text: str | None,
    *diagnostics: Diagnostic,
    path: str = "甲/报告.txt",
    outcomes: tuple[Outcome, ...] | None = None,
    **changes: Any,
) -> Result:
    """Return the result for a file with this text, None for one that could not be read."""
    if outcomes is None:
        outcomes = (Outcome(rule(), "violated" if diagnostics else "satisfied"),)
    if text is None:
        return Result(path, None, None, diagnostics, outcomes)
    source = source_of_text(text, path)
    return Result(path, source, report_of(source, **changes), diagnostics, outcomes)


class Given(NamedTuple):
    """A run that is over: what checked, the results, the exit status that it is to have."""

    loaded: Loaded
    results: tuple[Result, ...]
    exit_status: int

    def records(self) -> list[Record]:
        """Return the results as reporters get them."""
        return [record_of(result) for result in self.results]

    def totals(self) -> Totals:
        """Return what the records come to."""
        totals = Totals(exit_zero=self.exit_status == 0, incomplete=self.exit_status == 2)
        for record in self.records():
            totals.add(record)
        return totals


def run(
    *results: Result,
    rules: tuple[RuleModule, ...] | None = None,
    plugins: tuple[Plugin, ...] = (),
    failures: tuple[Failure, ...] = (),
    exit_status: int = 0,
) -> Given:
    """Return a run with these results, that of the rule GK301 where no rules are given."""
    rules = (module(rule()),) if rules is None else rules
    return Given(Loaded(rules, plugins, failures), results, exit_status)


def shown(given: Given, name: str, **options: Any) -> str:
    """Return what a reporter writes; of a workbook what stands in its cells."""
    pieces: list[Any] = []
    of = reporter(name, Run(lambda: given.loaded), pieces.append, Options(**options))
    of.begin()
    for record in given.records():
        of.add(record)
    of.end(given.totals())
    return text_of_book(b"".join(pieces)) if is_binary(name) else "".join(pieces)


def text_of_book(raw: bytes) -> str:
    """Return what stands in the cells of a workbook, a line a row."""
    # Imported here: only what asks for the workbook needs it.
    import openpyxl

    return "".join(
        "\t".join("" if value is None else str(value) for value in row) + "\n"
        for sheet in openpyxl.load_workbook(io.BytesIO(raw)).worksheets
        for row in sheet.iter_rows(values_only=True)
    )


def show_on(stream: TextIO, given: Given, name: str, options: Options) -> None:
    """Write a run to a stream in one format."""
    with reporting(stream, Run(lambda: given.loaded), name, options) as of:
        of.begin()
        for record in given.records():
            of.add(record)
        of.end(given.totals())
