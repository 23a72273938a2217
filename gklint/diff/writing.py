"""What came of comparing two results: as text for people, as JSON, as Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from gklint.diff.comparing import CHANGES, Change, Difference
from gklint.diff.loading import Object
from gklint.support.bilingual import Text
from gklint.support.printable import shown

SCHEMA_VERSION = 1

_WORDS = {
    "new": Text("新增", "new"),
    "gone": Text("已改正", "gone"),
    "severity": Text("级别变了", "other severity"),
    "place": Text("位置变了", "other place"),
    "outcome": Text("评定情况变了", "other outcome"),
    "wording": Text("措辞变了", "other wording"),
}
_CAUSES = {
    "file": Text("文件变了", "the file changed"),
    "rule": Text("规则变了", "the rules changed"),
    "form": Text("格式或词表变了", "forms or words changed"),
    "reader": Text("读取方式变了", "the readers changed"),
    "configuration": Text("配置变了", "the configuration changed"),
    "unknown": Text("原因不明", "cause unknown"),
}
_OUTCOMES = {
    "evaluated": Text("已评定", "evaluated"),
    "evaluated_in_part": Text("部分评定", "evaluated in part"),
    "not_evaluated": Text("未评定", "not evaluated"),
    "not_applicable": Text("不适用", "not applicable"),
}
_NOT_ASKED = Text("未检查", "not asked")
_SAME = Text("两次结果相同：{left} 个问题都在", "the results are the same: {left} findings in both")
_TOTAL = Text(
    "原有 {old} 个问题：改正 {gone} 个，仍在 {left} 个；新增 {new} 个",
    "of {old} findings {gone} are gone and {left} are left; {new} are new",
)
_BY_RULE = Text("按规则：", "by rule:")
_RULE = Text(
    "  {code} 新增 {new}，改正 {gone}，评定情况变了 {outcome}，如 {example}",
    "  {code}: {new} new, {gone} gone, {outcome} other outcomes, such as {example}",
)
_HEAD = Text("| 报告 | 变化 | 规则 | 内容 | 原因 |", "| report | change | rule | what | cause |")
#: With more reports than this what changed is told by rule as well.
_MANY = 5


def summary(found: Difference) -> dict[str, int]:
    """Return how many changes there are of each kind, and how many findings are in both."""
    counts = {kind: sum(one.change == kind for one in found.changes) for kind in CHANGES}
    return {**counts, "left": found.left}


def as_json(found: Difference) -> str:
    """Return the changes as an object of JSON."""
    result = {
        "schema_version": SCHEMA_VERSION,
        "changes": [change._asdict() for change in found.changes],
        "summary": summary(found),
    }
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def as_text(found: Difference, language: str, encoding: str = "utf-8") -> str:
    """Return the changes report by report, then what they come to."""
    lines: list[str] = []
    path = ""
    for change in found.changes:
        if change.path != path:
            lines += ["", change.path] if lines else [change.path]
            path = change.path
        lines.append(f"  {_line(change, language)}")
    if lines:
        lines.append("")
    lines += _closing(found, language)
    return "".join(f"{shown(line, encoding)}\n" for line in lines)


def as_markdown(found: Difference, language: str) -> str:
    """Return the changes as a table, for a comment on a pull request."""
    lines = list(_closing(found, language))
    if found.changes:
        lines += ["", _HEAD.say(language), "|---|---|---|---|---|"]
        lines += [
            "| "
            + " | ".join(
                _cell(text)
                for text in (
                    _where(change),
                    _WORDS[change.change].say(language),
                    change.code,
                    _what(change, language),
                    _CAUSES[change.cause].say(language),
                )
            )
            + " |"
            for change in found.changes
        ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _closing(found: Difference, language: str) -> Iterator[str]:
    counts = summary(found)
    if not found.changes:
        yield _SAME.say(language, {"left": found.left})
        return
    if len({change.path for change in found.changes}) > _MANY:
        yield from _by_rule(found.changes, language)
    yield _TOTAL.say(language, {**counts, "old": counts["gone"] + counts["left"]})
    others = [kind for kind in ("severity", "place", "outcome", "wording") if counts[kind]]
    if others:
        separator = ", " if language == "en" else "，"
        yield separator.join(f"{_WORDS[kind].say(language)} {counts[kind]}" for kind in others)


def _by_rule(changes: Sequence[Change], language: str) -> Iterator[str]:
    """Yield which verdicts flipped, a line a rule with an example."""
    rules: dict[str, list[Change]] = {}
    for change in changes:
        if change.change in ("new", "gone", "outcome"):
            rules.setdefault(change.code, []).append(change)
    if rules:
        yield _BY_RULE.say(language)
    for code, several in sorted(rules.items()):
        facts = {
            kind: sum(one.change == kind for one in several) for kind in ("new", "gone", "outcome")
        }
        yield _RULE.say(language, {**facts, "code": code, "example": _where(several[0])})


def _line(change: Change, language: str) -> str:
    where = _where(change).removeprefix(change.path).removeprefix(":")
    parts = [
        _WORDS[change.change].say(language),
        where,
        change.code,
        _what(change, language),
        f"（{_CAUSES[change.cause].say(language)}）"
        if language == "zh"
        else f"({_CAUSES[change.cause].say(language)})",
    ]
    return " ".join(filter(None, parts))


def _where(change: Change) -> str:
    location = (change.new or change.old or {}).get("location")
    if location is None:
        return change.path
    return f"{change.path}:{location['line']}:{location['column']}"


def _what(change: Change, language: str) -> str:
    if change.change == "outcome":
        return f"{_outcome(change.old, language)} → {_outcome(change.new, language)}"
    if change.change == "severity" and change.old and change.new:
        return f"{change.old['severity']} → {change.new['severity']}: {change.new['message']}"
    return str((change.new or change.old or {}).get("message", ""))


def _outcome(outcome: Object | None, language: str) -> str:
    if outcome is None:
        return _NOT_ASKED.say(language)
    reason = outcome.get("reason")
    words = _OUTCOMES[outcome["outcome"]].say(language)
    colon = ": " if language == "en" else "："
    return f"{words}{colon}{reason}" if reason else words
