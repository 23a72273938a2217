"""`gklint rule`: explains a rule by its documentation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized

if TYPE_CHECKING:
    from gklint.rule.definition import Rule


@click.command(
    "rule",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("说明一条规则", "Explain a rule."),
    help=localized(
        "说明一条规则：检查什么、为什么、依据、错误与正确的示例、如何修改。",
        "Explain a rule: what it finds, why, on what basis, how to fix it."
        " Reasons and examples are in Chinese, as the reports are.",
    ),
)
@click.argument(
    "rule", metavar=localized("代码或名称", "CODE|NAME"), shell_complete=options.complete_rules
)
@options.plugin
@options.language
def command(rule: str, language: str | None) -> int:
    """Print the documentation of the rule with this code or name."""
    # Imported here: --help does not need them.
    from gklint.cli.configured import rules_here
    from gklint.cli.output import show
    from gklint.rule.documentation import as_text, rule_docs

    language = language or locale_language()
    modules = rules_here()
    for module in modules:
        if rule.upper() == module.RULE.code or rule.lower() == module.RULE.name:
            page = [
                *_facts(module.RULE, language),
                "",
                *_in_english(module.RULE, language),
                as_text(rule_docs(module)),
                *_options(module.RULE, language),
            ]
            show("\n".join(page))
            return 0
    raise options.no_such_rule(rule, modules)


def _facts(rule: Rule, language: str) -> Iterator[str]:
    """Yield what the metadata says of the rule, a line each."""
    from gklint.rule.documentation import rule_facts

    yield f"{rule.code} {rule.name}"
    yield rule.summary.say(language)
    yield ""
    colon = localized("：", ": ", language)
    for label, value in rule_facts(rule):
        yield label.say(language) + colon + value.say(language)


def _in_english(rule: Rule, language: str) -> Iterator[str]:
    """Yield what only the metadata says in English: what is found, and what to do about it."""
    if language == "en":
        yield "What it says"
        yield from (f"    {message.en}" for message in rule.messages.values())
        yield from ("", "What to do", f"    {rule.advice.en}", "")
        yield from ("The reasons and examples, in Chinese as the reports are:", "")


def _options(rule: Rule, language: str) -> Iterator[str]:
    """Yield what can be set of the rule, a line each."""
    from gklint.rule.documentation import option_facts

    if rule.options:
        yield ""
        yield localized(
            f"选项（配置中的 options.{rule.code}）",
            f"options (in the configuration: options.{rule.code})",
            language,
        )
    for name, kind, default, what in option_facts(rule):
        yield localized(
            f"    {name}：{what.zh}（{kind.zh}；默认 {default}）",
            f"    {name}: {what.en} ({kind.en}; default: {default})",
            language,
        )
