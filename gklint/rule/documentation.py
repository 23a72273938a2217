"""A rule's documentation: the docstring of its module, taken apart, and what its metadata says.

The docstring is the page: `gklint rule`, SARIF's help and docs/rules/ all show this one text. It
has a summary and four parts, each a heading on a line of its own with an indented block below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gklint.forms.loading import load_forms
from gklint.model.diagnostics import SEVERITIES, basis
from gklint.rule.definition import KINDS, Rule, RuleModule
from gklint.support.bilingual import Text

#: The headings of a rule's docstring, in their order, by the name of the part.
HEADINGS = {"why": "为什么", "fails": "错误示例", "passes": "正确示例", "advice": "如何修改"}

#: What codes begin with → what the rules of the family are about.
FAMILIES: Mapping[int, Text] = {
    1: Text("结构", "structure"),
    2: Text("表格", "tables"),
    3: Text("勾稽关系", "arithmetic"),
    4: Text("文字与表格", "prose against tables"),
    5: Text("标题、依据与日期", "identity, basis and dates"),
    6: Text("内容", "substance"),
    7: Text("个人信息与文字", "personal data and text"),
    8: Text("多份报告之间", "across reports"),
    9: Text("运行本身", "the run itself"),
}

_PARTS = {heading: part for part, heading in HEADINGS.items()}


class RuleDocs(NamedTuple):
    """What a rule finds, why that matters, an example that fails, one that passes, how to fix.

    Lines are as written, the indent taken away; "" for a part that the docstring does not have.
    """

    summary: str
    why: str
    fails: str
    passes: str
    advice: str


def rule_facts(rule: Rule) -> Iterator[tuple[Text, Text]]:
    """Yield what the metadata says, each with what it is called: severity, years, kinds, …"""
    on = (
        Text("", "")
        if rule.enabled
        else Text("（默认关闭，用 --select 开启）", " (off; --select turns it on)")
    )
    severity = SEVERITIES[rule.severity]
    yield Text("级别", "severity"), Text(severity.zh + on.zh, severity.en + on.en)
    first, last = rule.years
    if first or last:
        years = Text(f"{first} 年起" if first else "", f"from {first}" if first else "")
        if last:
            years = Text(
                f"{first}–{last} 年" if first else f"至 {last} 年",
                f"{first}–{last}" if first else f"to {last}",
            )
        yield Text("报告年度", "report years"), years
    optional = [str(year) for form in load_forms().forms for year in form.optional_years]
    if rule.eased_while_optional and optional:
        listed = "、".join(optional)
        yield (
            Text("可以参照的年度", "optional years"),
            Text(
                f"{listed} 年度的格式可以参照，一律为提示",
                f"for {', '.join(optional)} the form was optional: always info",
            ),
        )
    if rule.kinds:
        kinds = [KINDS[kind] for kind in sorted(rule.kinds)]
        yield (
            Text("机关类别", "kinds of agency"),
            Text("、".join(kind.zh for kind in kinds), ", ".join(kind.en for kind in kinds)),
        )
    if not rule.suppressible:
        yield (
            Text("忽略和豁免", "suppressions"),
            Text(
                "不能忽略，不能豁免，不进基线", "cannot be suppressed, waived or kept in a baseline"
            ),
        )
    for cited in _cited(rule):
        yield Text("依据", "basis"), Text(cited, cited)
    yield Text("自版本", "since"), Text(rule.since, rule.since)


def option_facts(rule: Rule) -> Iterator[tuple[str, Text, str, Text]]:
    """Yield each option: its name, the type of its values, its default, what it is for."""
    for option in rule.options:
        default = option.default
        if isinstance(default, bool):
            kind, shown = Text("是否", "true or false"), str(default).lower()
        elif isinstance(default, int):
            kind, shown = Text("整数", "whole number"), str(default)
        elif isinstance(default, str):
            kind, shown = Text("文字", "text"), default or '""'
            if option.example:
                kind = Text(f"文字，如 {option.example}", f"text, such as {option.example}")
        else:
            shown = f"[{', '.join(map(str, default))}]"
            kind = Text(f"列表，如 [{option.example}]", f"list, such as [{option.example}]")
        if option.choices:
            choices = Text("、".join(option.choices), ", ".join(option.choices))
            kind = Text(f"{kind.zh}；可以写：{choices.zh}", f"{kind.en}; of: {choices.en}")
        yield option.name, kind, shown, option.summary


def _cited(rule: Rule) -> Iterator[str]:
    """Yield each document that the rule rests on, with all its clauses."""
    regulations = load_forms().regulations
    clauses: dict[tuple[str, str], list[str]] = {}
    for clause in basis(rule.clauses, None, load_forms()):
        clauses.setdefault((clause.regulation, clause.document), []).append(clause.clause)
    for (regulation, document), articles in clauses.items():
        # Within 《》 the marks of a title are 〈〉.
        title = regulations[regulation].title.translate({0x300A: "〈", 0x300B: "〉"})
        yield f"《{title}》（{document}）{'；'.join(articles)}"


def rule_docs(module: RuleModule) -> RuleDocs:
    """Return the documentation of a rule's module."""
    # Not inspect.getdoc: that module takes longer to import than linting a report.
    return parse_docs(module.__doc__ or "")


def parse_docs(docstring: str) -> RuleDocs:
    """Take a docstring apart; text under no known heading belongs to the summary."""
    parts: dict[str, list[str]] = {"summary": [], **{part: [] for part in HEADINGS}}
    current = parts["summary"]
    for line in docstring.expandtabs(4).splitlines():
        indented = line[:1].isspace()
        if not indented and line.strip() in _PARTS:
            current = parts[_PARTS[line.strip()]]
        else:
            if not indented and line:
                current = parts["summary"]
            current.append(line)
    return RuleDocs(**{part: _dedent(lines) for part, lines in parts.items()})


def flowing(text: str) -> str:
    """Return paragraphs as one line each: no space where two lines of Chinese meet.

    Lines that begin a list item stay lines of their own.
    """
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join(_joined(paragraph) for paragraph in paragraphs)


def as_text(docs: RuleDocs) -> str:
    """Return the documentation for a terminal."""
    blocks = [docs.summary]
    for part, heading in HEADINGS.items():
        text = getattr(docs, part)
        if text:
            blocks.append(f"{heading}\n{_indent(text)}")
    return "\n\n".join(filter(None, blocks))


def as_markdown(docs: RuleDocs) -> str:
    """Return the documentation as Markdown without a title: headings of level 2."""
    blocks = [flowing(docs.summary)]
    for part, heading in HEADINGS.items():
        text = getattr(docs, part)
        if not text:
            continue
        example = part in ("fails", "passes")
        body = _fenced(text) if example else flowing(text)
        blocks.append(f"## {heading}\n\n{body}")
    return "\n\n".join(filter(None, blocks))


def _dedent(lines: list[str]) -> str:
    filled = [line for line in lines if line.strip()]
    indent = min((len(line) - len(line.lstrip()) for line in filled), default=0)
    return "\n".join(line[indent:].rstrip() for line in lines).strip("\n")


def _indent(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())


def _joined(paragraph: str) -> str:
    result = ""
    for line in paragraph.splitlines():
        line = line.strip()
        if not result:
            result = line
        elif re.match(r"[-*] |\d+\. ", line):
            result += f"\n{line}"
        else:
            space = " " if result[-1].isascii() and line[:1].isascii() else ""
            result += space + line
    return result


def _fenced(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text}\n{fence}"
