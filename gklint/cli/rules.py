"""`gklint rules`: lists the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized
from gklint.support.bilingual import Text

if TYPE_CHECKING:
    from gklint.rule.definition import Rule


@click.command(
    "rules",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("列出全部规则", "List the rules."),
    help=localized(
        "列出全部规则：代码、名称、级别、检查什么。各族：1 结构，2 表格，3 勾稽，4 文字与表格，"
        "5 标题与依据，6 内容，7 个人信息，8 多份报告之间，9 运行。",
        "List the rules: code, name, severity, what they find. Families: 1 structure, 2 tables,"
        " 3 arithmetic, 4 prose against tables, 5 identity and basis, 6 substance,"
        " 7 personal data, 8 across reports, 9 the run itself.",
    ),
)
@click.option(
    "--family",
    type=click.IntRange(1, 9),
    metavar="N",
    help=localized("只列这一族（代码的第一位数字）", "Only this family (GK3xx is 3)."),
)
@click.option(
    "--year",
    type=click.IntRange(2008, 2099),
    metavar="YEAR",
    help=localized("只列适用于这一报告年度的", "Only those for this report year."),
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help=localized("输出格式（默认 text）", "Format; default: text."),
)
@options.plugin
@options.language
def command(family: int | None, year: int | None, output_format: str, language: str | None) -> int:
    """Print the rules, one a line."""
    # Imported here: --help does not need it.
    from gklint.cli.configured import rules_here
    from gklint.cli.output import note, show

    language = language or locale_language()
    rules = [
        module.RULE
        for module in rules_here()
        if family in (None, module.RULE.family) and _is_for(module.RULE, year)
    ]
    show(_as_json(rules) if output_format == "json" else _as_text(rules, language))
    if not rules:
        note(_none(family, year, language))
    return 0


def _none(family: int | None, year: int | None, language: str) -> str:
    """Say that no rule is in the list, and which families there are."""
    from gklint.rule.documentation import FAMILIES

    families = Text(
        "、".join(f"{number} {about.zh}" for number, about in FAMILIES.items()),
        ", ".join(f"{number} {about.en}" for number, about in FAMILIES.items()),
    )
    what = Text(
        "".join((f"第 {family} 族" if family else "", f"适用于 {year} 年度" if year else "")),
        "".join((f" in family {family}" if family else "", f" for {year}" if year else "")),
    )
    return localized(
        f"没有{what.zh}的规则；各族：{families.zh}",
        f"there are no rules{what.en}; families: {families.en}",
        language,
    )


def _is_for(rule: Rule, year: int | None) -> bool:
    first, last = rule.years
    return year is None or (first or year) <= year <= (last or year)


def _as_text(rules: list[Rule], language: str) -> str:
    from gklint.model.diagnostics import SEVERITIES
    from gklint.reporters.terminal import width

    longest = max((len(rule.name) for rule in rules), default=0)
    off = localized("（默认关闭）", " (off)", language)
    lines = []
    for rule in rules:
        severity = SEVERITIES[rule.severity].say(language)
        severity += " " * (len("warning") - width(severity))
        summary = rule.summary.say(language) + ("" if rule.enabled else off)
        lines.append(f"{rule.code} {rule.name:<{longest}} {severity} {summary}")
    return "\n".join(lines)


def _as_json(rules: list[Rule]) -> str:
    import json

    listed = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity.word,
            "enabled": rule.enabled,
            "summary": rule.summary._asdict(),
            "years": rule.years,
            "kinds": sorted(rule.kinds),
            "since": rule.since,
        }
        for rule in rules
    ]
    return json.dumps({"schema_version": 1, "rules": listed}, ensure_ascii=False, indent=1)
