"""What was found and how many of the rules were judged, in a few lines: silence is no pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gklint.diagnostics import Diagnostic, Severity, Text
from gklint.reporters import Options
from gklint.reporters.terminal import paint, shown
from gklint.results import Outcome, Result, Run
from gklint.rule import Rule

_COUNTS = {
    Severity.ERROR: (Text("{n} 个错误", "{n} error"), "red"),
    Severity.WARNING: (Text("{n} 个警告", "{n} warning"), "yellow"),
    Severity.INFO: (Text("{n} 条提示", "{n} info"), "cyan"),
}
_PASSED = Text("通过，未发现问题", "passed, nothing found")
_NOT_PASSED = Text("未发现问题，但不等于通过", "nothing found, which is not a pass")
_UNREADABLE = Text("无法读取，未评定任何规则", "could not be read, no rule was evaluated")

_EVALUATED = Text("已评定 {evaluated}/{all} 条规则", "evaluated {evaluated} of {all} rules")
_NOT_APPLICABLE = Text("不适用 {n} 条", "{n} not applicable")
_NOT_EVALUATED = Text("未评定 {n} 条", "{n} not evaluated")
_PARTLY = Text("部分评定 {n} 条", "{n} evaluated in part")

_REASON = Text("未评定 {rules}：{reasons}", "not evaluated: {rules}: {reasons}")
_PART_REASON = Text("部分未评定 {rules}：{reasons}", "not evaluated in part: {rules}: {reasons}")
_MORE_REASONS = Text("等 {n} 项", "{n} in all")

_NOTHING = Text("没有检查任何报告", "no report was checked")
_FILES = Text("共 {n} 份报告", "{n} reports in all")
_CLEAN_FILES = Text("{n} 份通过", "{n} passed")
_EACH = Text("规则共 {all} 条，每份评定 {least} 条", "{least} of {all} rules evaluated in each")
_EACH_FROM_TO = Text("规则共 {all} 条，每份评定 {least} 至 {most} 条",
                     "{least} to {most} of {all} rules evaluated in each")  # fmt: skip

#: So many reasons of one rule are said, the others counted.
_MAX_REASONS = 3
#: So many rules are named beside their codes; of more, the codes alone.
_MAX_NAMED = 3


def of_result(result: Result, options: Options) -> str:
    """Return the lines that close a report: what was found, what was judged, what was not."""
    colon = _punctuation("：", ": ", options)
    path = paint(shown(result.path, options.encoding), "bold", options.colour)
    if result.unreadable:
        return f"{path}{colon}{_UNREADABLE.say(options.language)}\n"
    lines = [f"{path}{colon}{_verdict(result, options)}{_semicolon(options)}"
             f"{_coverage(result.outcomes, options)}"]  # fmt: skip
    unjudged = [outcome for outcome in result.outcomes if outcome.state == "not_evaluated"]
    partly = [outcome for outcome in result.outcomes if outcome.state != "not_evaluated"]
    asked = [outcome.rule for outcome in result.outcomes]
    lines += _reasons(unjudged, _REASON, asked, options)
    lines += _reasons(partly, _PART_REASON, asked, options)
    return "".join(f"{line}\n" for line in lines)


def of_run(run: Run, options: Options) -> str:
    """Return the line that closes a run of several reports; a single one has said it all."""
    if not run.results:
        return _NOTHING.say(options.language) + "\n"
    if len(run.results) == 1:
        return ""
    found = [diagnostic for result in run.results for diagnostic in result.diagnostics]
    parts = [_FILES.say(options.language, {"n": len(run.results)}), *_counts(found, options)]
    passed = sum(_passed(result) for result in run.results)
    parts.append(_CLEAN_FILES.say(options.language, {"n": passed}))
    evaluated = [
        0 if result.unreadable else _evaluated(result.outcomes) for result in run.results
    ]
    facts = {"least": min(evaluated), "most": max(evaluated), "all": len(run.rules)}
    each = _EACH if facts["least"] == facts["most"] else _EACH_FROM_TO
    comma = _punctuation("，", ", ", options)
    return f"\n{comma.join(parts)}{_semicolon(options)}{each.say(options.language, facts)}\n"


def _verdict(result: Result, options: Options) -> str:
    if result.diagnostics:
        return _punctuation("，", ", ", options).join(_counts(result.diagnostics, options))
    if _passed(result):
        return paint(_PASSED.say(options.language), "green", options.colour)
    return paint(_NOT_PASSED.say(options.language), "yellow", options.colour)


def _passed(result: Result) -> bool:
    """Say whether nothing was found and nothing was left unjudged."""
    return not result.diagnostics and not any(outcome.reasons for outcome in result.outcomes)


def _counts(diagnostics: Iterable[Diagnostic], options: Options) -> list[str]:
    severities = [diagnostic.severity for diagnostic in diagnostics]
    said = []
    for severity, (words, colour) in _COUNTS.items():
        count = severities.count(severity)
        if count:
            plural = "s" if options.language == "en" and count > 1 else ""
            text = words.say(options.language, {"n": count}) + plural
            said.append(paint(text, colour, options.colour))
    return said


def _evaluated(outcomes: Sequence[Outcome]) -> int:
    return sum(outcome.state in ("satisfied", "violated") for outcome in outcomes)


def _coverage(outcomes: Sequence[Outcome], options: Options) -> str:
    states = [outcome.state for outcome in outcomes]
    partly = sum(bool(o.reasons) for o in outcomes if o.state != "not_evaluated")
    facts = {"evaluated": _evaluated(outcomes), "all": len(outcomes)}
    asides = [
        words.say(options.language, {"n": count})
        for words, count in (
            (_NOT_EVALUATED, states.count("not_evaluated")),
            (_PARTLY, partly),
            (_NOT_APPLICABLE, states.count("not_applicable")),
        )
        if count
    ]
    said = _EVALUATED.say(options.language, facts)
    if asides:
        inside = _punctuation("，", ", ", options).join(asides)
        said += _punctuation(f"（{inside}）", f" ({inside})", options)
    return said


def _reasons(outcomes: Iterable[Outcome], words: Text, asked: Sequence[Rule],
             options: Options) -> Iterator[str]:
    """Yield a line for each reason, or for several that the same rules have."""
    rules_of: dict[Text, list[Rule]] = {}
    for outcome in outcomes:
        for reason in outcome.reasons:
            rules_of.setdefault(reason, []).append(outcome.rule)
    reasons_of: dict[tuple[str, ...], list[Text]] = {}
    for reason, rules in rules_of.items():
        reasons_of.setdefault(tuple(rule.code for rule in rules), []).append(reason)
    for codes, reasons in reasons_of.items():
        said = [shown(reason.say(options.language), options.encoding)
                for reason in reasons[:_MAX_REASONS]]  # fmt: skip
        if len(reasons) > _MAX_REASONS:
            said.append(_MORE_REASONS.say(options.language, {"n": len(reasons)}))
        line = words.say(options.language, {
            "rules": _listed(codes, asked, options), "reasons": _semicolon(options).join(said),
        })  # fmt: skip
        yield paint(f"  {line}", "dim", options.colour)


def _listed(codes: Sequence[str], asked: Sequence[Rule], options: Options) -> str:
    """Return rules by code and name; of many the codes, neighbours as GK301–GK306."""
    separator = _punctuation("、", ", ", options)
    names = {rule.code: rule.name for rule in asked}
    if len(codes) <= _MAX_NAMED:
        return separator.join(f"{code} {names[code]}" for code in codes)
    order = {code: number for number, code in enumerate(names)}
    runs: list[list[str]] = []
    for code in codes:
        if runs and order[code] == order[runs[-1][-1]] + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return separator.join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else separator.join(run) for run in runs
    )


def _semicolon(options: Options) -> str:
    return _punctuation("；", "; ", options)


def _punctuation(zh: str, en: str, options: Options) -> str:
    return en if options.language == "en" else zh
