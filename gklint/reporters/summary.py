"""What was found and how many of the rules were checked, in a few lines: silence is no pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gklint.checking.results import Named, Outcome, Record
from gklint.checking.runs import Totals
from gklint.checking.verdicts import FAILED, PASSED, UNDECIDED, UNREADABLE
from gklint.checking.verdicts import verdict as of_report
from gklint.model.diagnostics import Severity
from gklint.model.reasons import StatedReason
from gklint.reporters import Options
from gklint.reporters.not_read import counted, section
from gklint.reporters.terminal import paint
from gklint.support.bilingual import Text
from gklint.support.printable import shown

_COUNTS = {
    Severity.ERROR: (Text("{n} 个错误", "{n} error"), "red"),
    Severity.WARNING: (Text("{n} 个警告", "{n} warning"), "yellow"),
    Severity.INFO: (Text("{n} 条提示", "{n} info"), "cyan"),
}
_NOTHING_FOUND = Text("未发现问题", "nothing found")
_NO_RULE = Text("未评定任何规则", "no rule was evaluated")
_ACROSS = Text("报告之间 {n} 条", "{n} across reports")
_NOT_COMPARED = Text("未比较 {n} 条", "{n} not compared")
_NOT_COMPARED_REASON = Text("未比较 {rules}：{reasons}", "not compared: {rules}: {reasons}")

_EVALUATED = Text("已评定 {evaluated}/{all} 条规则", "evaluated {evaluated} of {all} rules")
_NOT_APPLICABLE = Text("不适用 {n} 条", "{n} not applicable")
_NOT_EVALUATED = Text("未评定 {n} 条", "{n} not evaluated")
_PARTLY = Text("部分评定 {n} 条", "{n} evaluated in part")

_REASON = Text("未评定 {rules}：{reasons}", "not evaluated: {rules}: {reasons}")
_PART_REASON = Text("部分未评定 {rules}：{reasons}", "not evaluated in part: {rules}: {reasons}")
_MORE_REASONS = Text("等 {n} 项", "{n} in all")

_NOTHING = Text("没有检查任何报告", "no report was checked")
_FILES = Text("共 {n} 份报告", "{n} reports in all")
_FILE = Text("共 1 份报告", "1 report")
_VERDICTS = {
    PASSED.key: Text("{n} 份通过", "{n} passed"),
    FAILED.key: Text("{n} 份不通过", "{n} failed"),
    UNDECIDED.key: Text("{n} 份无法判定", "{n} undecided"),
    UNREADABLE.key: Text("{n} 份无法读取", "{n} unreadable"),
}
_COLOURS = {
    PASSED.key: "green",
    FAILED.key: "red",
    UNDECIDED.key: "yellow",
    UNREADABLE.key: "red",
}
_ACCEPTED = Text("另有 {n} 条已接受（{kinds}）", "{n} more accepted ({kinds})")
_KINDS = {
    "suppression": Text("{n} 条在文中忽略", "{n} suppressed in the text"),
    "waiver": Text("{n} 条豁免", "{n} waived"),
    "baseline": Text("{n} 条基线", "{n} in the baseline"),
}
_INTERRUPTED = Text("已中断，其余报告未检查", "interrupted, the other reports were not checked")
_INCOMPLETE = Text("有文件夹未能检查", "a folder could not be checked")
_EACH = Text("规则共 {all} 条，每份评定 {least} 条", "{least} of {all} rules evaluated in each")
_EACH_FROM_TO = Text(
    "规则共 {all} 条，每份评定 {least} 至 {most} 条",
    "{least} to {most} of {all} rules evaluated in each",
)

#: So many reasons of one rule are said, the others counted.
_MAX_REASONS = 3
#: So many rules are named beside their codes; of more, the codes alone.
_MAX_NAMED = 3


def of_record(record: Record, options: Options, across: bool = True) -> str:
    """Return the lines that close a report: what was found, what was checked, what was not. Without
    `across` what comes of comparing it is left to another place."""
    colon = _punctuation("：", ": ", options)
    path = paint(shown(record.path, options.encoding), "bold", options.colour)
    lines = [path + colon + verdict(record, options, across)]
    lines += [
        paint(f"  {line}", "dim", options.colour) for line in not_evaluated(record, options, across)
    ]
    return "".join(f"{line}\n" for line in lines)


def verdict(record: Record, options: Options, across: bool = True) -> str:
    """Return in one line what a report comes to, what was found in it and how many rules were
    checked."""
    if not record.is_report:
        return _found(record, options, across)
    outcome_verdict = of_report(record, options.failing)
    comma = _punctuation("，", ", ", options)
    text = (
        paint(
            outcome_verdict.words.say(options.language),
            _COLOURS[outcome_verdict.key],
            options.colour,
        )
        + comma
    )
    if record.unreadable:
        return text + _NO_RULE.say(options.language)
    parts = [text + _found(record, options, across), _coverage(record.outcomes, options, across)]
    if record.accepted:
        kinds = [acceptance.kind for acceptance in record.accepted.values()]
        parts.insert(1, _accepted({kind: kinds.count(kind) for kind in kinds}, options))
    return _semicolon(options).join(parts)


def not_evaluated(record: Record, options: Options, across: bool = True) -> list[str]:
    """Return what was not checked in a report, and why: a line for each reason, for several rules
    together that have the same; last those that did not compare it with others. Nothing is said of
    a file that could not be read at all: of that there is a finding.
    """
    if record.unreadable:
        return []
    own = [outcome for outcome in record.outcomes if not outcome.across]
    compared = [outcome for outcome in record.outcomes if outcome.across and across]
    completely = [outcome for outcome in own if outcome.state == "not_evaluated"]
    partly = [outcome for outcome in own if outcome.state != "not_evaluated"]
    every = [outcome.rule for outcome in record.outcomes]
    return [
        *_reasons(completely, _REASON, every, options),
        *_reasons(partly, _PART_REASON, every, options),
        *_reasons(compared, _NOT_COMPARED_REASON, every, options),
    ]


def of_run(totals: Totals, options: Options) -> str:
    """Return the line that closes a run of several reports; a single one has said it all."""
    text = section(totals, options)
    if totals.files == 1 and not (text or totals.interrupted or totals.incomplete):
        return ""
    return text + ("\n" if totals.files else "") + run_line(totals, options) + "\n"


def run_line(totals: Totals, options: Options) -> str:
    """Return in one line what came of the run."""
    language = options.language
    ended = counted(totals, language) + [
        words.say(language)
        for words, so in (
            (_INTERRUPTED, totals.interrupted),
            (_INCOMPLETE, totals.incomplete),
        )
        if so
    ]
    if not totals.files:
        return _semicolon(options).join([_NOTHING.say(language), *ended])
    files = {"n": totals.files}
    parts = [
        _FILE.say(language) if totals.files == 1 else _FILES.say(language, files),
        *_counts(totals.severities, options),
    ]
    # That none passed is worth a word.
    parts += [
        words.say(language, {"n": totals.verdicts[key]})
        for key, words in _VERDICTS.items()
        if totals.verdicts[key] or key == PASSED.key
    ]
    if totals.accepted:
        parts.append(_accepted(totals.accepted, options))
    facts = {"least": totals.least, "most": totals.most, "all": totals.requested}
    each = _EACH if totals.least == totals.most else _EACH_FROM_TO
    comma = _punctuation("，", ", ", options)
    return _semicolon(options).join([comma.join(parts), each.say(language, facts), *ended])


def _accepted(counts: Mapping[str, int], options: Options) -> str:
    """Return how many findings do not count, and by what."""
    language = options.language
    kinds = [
        words.say(language, {"n": counts[kind]})
        for kind, words in _KINDS.items()
        if counts.get(kind)
    ]
    inside = _punctuation("，", ", ", options).join(kinds)
    return _ACCEPTED.say(language, {"n": sum(counts.values()), "kinds": inside})


def _found(record: Record, options: Options, across: bool) -> str:
    """Return how much was found; without `across`, how much of it speaks of other reports, too."""
    found = dict.fromkeys(_COUNTS, 0)
    apart = 0
    for diagnostic in record.diagnostics:
        if across or diagnostic.body_facts is None:
            found[diagnostic.severity] += 1
        else:
            apart += 1
    parts = _counts(found, options)
    if apart:
        parts.append(_ACROSS.say(options.language, {"n": apart}))
    return _punctuation("，", ", ", options).join(parts or [_NOTHING_FOUND.say(options.language)])


def _counts(found: Mapping[Severity, int], options: Options) -> list[str]:
    parts = []
    for severity, (words, colour) in _COUNTS.items():
        count = found[severity]
        if count:
            plural = "s" if options.language == "en" and count > 1 else ""
            text = words.say(options.language, {"n": count}) + plural
            parts.append(paint(text, colour, options.colour))
    return parts


def _evaluated(outcomes: Sequence[Outcome]) -> int:
    return sum(outcome.state in ("satisfied", "violated") for outcome in outcomes)


def _coverage(outcomes: Sequence[Outcome], options: Options, across: bool) -> str:
    """Return how many of the rules that speak of a report alone were evaluated, and with `across`
    how many did not compare it with others."""
    own = [outcome for outcome in outcomes if not outcome.across] or outcomes
    states = [outcome.state for outcome in own]
    partly = sum(bool(o.reasons) for o in own if o.state != "not_evaluated")
    lacking = sum(bool(o.reasons) for o in outcomes if o.across and o not in own) if across else 0
    facts = {"evaluated": _evaluated(own), "all": len(own)}
    asides = [
        words.say(options.language, {"n": count})
        for words, count in (
            (_NOT_EVALUATED, states.count("not_evaluated")),
            (_PARTLY, partly),
            (_NOT_APPLICABLE, states.count("not_applicable")),
            (_NOT_COMPARED, lacking),
        )
        if count
    ]
    text = _EVALUATED.say(options.language, facts)
    if asides:
        inside = _punctuation("，", ", ", options).join(asides)
        text += _punctuation(f"（{inside}）", f" ({inside})", options)
    return text


def _reasons(
    outcomes: Iterable[Outcome], words: Text, every: Sequence[Named], options: Options
) -> Iterator[str]:
    """Yield a line for each reason, or for several that the same rules have."""
    rules_of: dict[StatedReason, list[Named]] = {}
    for outcome in outcomes:
        for reason in outcome.reasons:
            rules_of.setdefault(reason, []).append(outcome.rule)
    reasons_of: dict[tuple[str, ...], list[StatedReason]] = {}
    for reason, rules in rules_of.items():
        reasons_of.setdefault(tuple(rule.code for rule in rules), []).append(reason)
    for codes, reasons in reasons_of.items():
        shown_reasons = [
            shown(reason.say(options.language), options.encoding)
            for reason in reasons[:_MAX_REASONS]
        ]
        if len(reasons) > _MAX_REASONS:
            shown_reasons.append(_MORE_REASONS.say(options.language, {"n": len(reasons)}))
        yield words.say(
            options.language,
            {
                "rules": _listed(codes, every, options),
                "reasons": _semicolon(options).join(shown_reasons),
            },
        )


def _listed(codes: Sequence[str], every: Sequence[Named], options: Options) -> str:
    """Return rules by code and name; of many the codes, neighbours as GK301–GK306."""
    separator = _punctuation("、", ", ", options)
    names = {rule.code: rule.name for rule in every}
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
