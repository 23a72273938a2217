"""The cases of a rule, checked: what it should say of a report against what it says.

A file of cases is named after its rule; a case is a valid report with a few changes. In a test::

    @pytest.mark.parametrize("case", cases_in("tests/rules"), ids=str)
    def test_rule(case):
        check_case(case)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gklint.checking.results import Result
from gklint.engine import lint_text
from gklint.model.diagnostics import Diagnostic
from gklint.model.reasons import StatedReason
from gklint.testing.case_files import Case, CaseError, Expected, cases_in, fix_of, load_cases
from gklint.testing.changes import ChangeError

__all__ = ["Case", "CaseError", "Expected", "cases_in", "check_case", "load_cases"]


def check_case(case: Case) -> None:
    """Check a case; raises AssertionError that says what was expected and what came."""
    problems = list(_problems(case))
    if problems:
        raise AssertionError("\n".join([f"{case.path}: {case}", *problems]))


def _problems(case: Case) -> Iterator[str]:
    if case.problem:
        yield case.problem
        return
    if case.reports:
        # Imported here: most rules are about one report.
        from gklint.testing.collection_cases import problems

        yield from problems(case)
        return
    try:
        text = case.text
    except ChangeError as error:
        yield f"  the case cannot be made: {error}"
        return
    result = lint_text(text, settings=case.settings)
    found = [diagnostic for diagnostic in result.diagnostics if diagnostic.rule == case.rule]
    others = [diagnostic for diagnostic in result.diagnostics if diagnostic.rule != case.rule]
    wrong = [*_wrong_findings(case, found, result), *_wrong_outcome(case, bool(found), result)]
    if wrong or others:
        yield from wrong
        yield from (f"  besides: {_described(diagnostic, result)}" for diagnostic in others)


def _wrong_findings(case: Case, found: list[Diagnostic], result: Result) -> Iterator[str]:
    matched = len(found) == len(case.expect) and all(
        _matches(expected, diagnostic, result)
        for expected, diagnostic in zip(case.expect, found, strict=True)
    )
    if matched:
        return
    yield "  expected:" if case.expect else "  expected: no finding of this rule"
    for expected in case.expect:
        yield "    " + ", ".join(
            f"{key} “{value}”" for key, value in expected._asdict().items() if value is not None
        )
    yield "  came:" if found else "  came: no finding of this rule"
    for diagnostic in found:
        yield f"    {_described(diagnostic, result)}"


def _wrong_outcome(case: Case, found: bool, result: Result) -> Iterator[str]:
    outcome = next((o for o in result.outcomes if o.rule.name == case.rule), None)
    if outcome is None:
        yield f"  the rule was not asked; came: {[o.rule.name for o in result.outcomes]}"
        return
    reasons = "；".join(reason.zh for reason in outcome.reasons)
    if case.verdict == "not_evaluated":
        yield from wrong_reason(case, outcome.reasons, outcome.state)
    elif case.verdict == "pass" and not found and outcome.state == "not_evaluated":
        # Silence is not a pass: such a case belongs under `not_evaluated`.
        yield f"  expected that the rule checks the report; came: {outcome.state}: {reasons}"


def wrong_reason(case: Case, came: Sequence[StatedReason], state: str) -> Iterator[str]:
    """Say what is wrong where none of the reasons has the words, and the code, of the case."""
    if any(case.reason in reason.zh and case.reason_code in ("", reason.code) for reason in came):
        return
    code = f", {case.reason_code}" if case.reason_code else ""
    yield f"  expected that it is not checked: “{case.reason}”{code}"
    stated = "；".join(f"{reason.zh} ({reason.code})" for reason in came)
    yield f"  came: {state}, {stated or 'no reason'}"


def _matches(expected: Expected, diagnostic: Diagnostic, result: Result) -> bool:
    return (
        (expected.at is None or expected.at == _text_at(diagnostic, result))
        and _squeezed(expected.line or "") in _squeezed(_line(diagnostic, result))
        and (expected.message is None or expected.message in diagnostic.text("zh"))
        and (expected.severity is None or expected.severity == diagnostic.severity.word)
        and (expected.section is None or expected.section == diagnostic.section)
        and (expected.fix is None or expected.fix == fix_of(diagnostic))
    )


def _described(diagnostic: Diagnostic, result: Result) -> str:
    place = f"{diagnostic.place.line}:{diagnostic.place.column}"
    return (
        f"{place} {diagnostic.severity.word} {diagnostic.rule}, at "
        f"“{_text_at(diagnostic, result)}”, line “{_line(diagnostic, result).strip()}”, "
        f"message “{diagnostic.text('zh')}”, section {diagnostic.section}, "
        f"fix “{fix_of(diagnostic)}”"
    )


def _text_at(diagnostic: Diagnostic, result: Result) -> str:
    place = diagnostic.place
    if result.source is None or place.end_line > len(result.source.lines):
        return ""
    numbers = range(place.line, place.end_line + 1)
    lines = [result.source.written_line(number) for number in numbers]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


def _line(diagnostic: Diagnostic, result: Result) -> str:
    source, number = result.source, diagnostic.place.line
    return source.written_line(number) if source and number <= len(source.lines) else ""


def _squeezed(text: str) -> str:
    return "".join(text.split())
