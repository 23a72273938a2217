"""docs/rules/ written from the rules: `python -m gklint.testing.rule_pages docs/rules`.

A page a rule, by its name, and README.md with all of them by family. What is written is what
`gklint rule` shows; nothing in that folder is written by hand.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from gklint.model.diagnostics import SEVERITIES
from gklint.plugins.loading import built_in_rules
from gklint.rule.definition import Rule, RuleModule
from gklint.rule.documentation import FAMILIES, as_markdown, option_facts, rule_docs, rule_facts
from gklint.support.whole_files import write_whole

#: The page of all rules.
INDEX = "README.md"

_HEAD = """# 规则

由规则的模块生成（`make docs`），不要手改。`gklint rule 代码` 显示同样的文字。

Written from the rules' modules (`make docs`), not by hand; `gklint rule CODE` shows the same text.
"""


def pages(modules: Sequence[RuleModule]) -> Mapping[str, str]:
    """Return what stands in docs/rules/: the text of each file by its name."""
    names = {module.RULE.code: module.RULE.name for module in modules}
    written = {f"{module.RULE.name}.md": page(module, names) for module in modules}
    return {INDEX: index([module.RULE for module in modules]), **written}


def page(module: RuleModule, names: Mapping[str, str]) -> str:
    """Return a rule's page in Markdown; codes of rules in `names` become links to theirs."""
    rule = module.RULE
    facts = [f"| {label.zh} | {value.zh} |" for label, value in rule_facts(rule)]
    blocks = [
        f"# {rule.code} {rule.name}",
        f"**{rule.summary.zh}** · {rule.summary.en}",
        "\n".join(["| | |", "|---|---|", *facts]),
        _linked(as_markdown(rule_docs(module)), {**names, rule.code: ""}),
        *_options(rule),
        f"[全部规则]({INDEX})",
    ]
    return "\n\n".join(blocks) + "\n"


def _options(rule: Rule) -> Iterator[str]:
    """Yield the table of a rule's options, if it has any."""
    if rule.options:
        rows = [
            f"| `{name}` | {kind.zh} | `{default}` | {what.zh} |"
            for name, kind, default, what in option_facts(rule)
        ]
        head = ["| 选项 | 值 | 默认 | 含义 |", "|---|---|---|---|"]
        yield "## 选项\n\n" + "\n".join([*head, *rows])
        yield f"在[配置](../configuration.md)中写在 `options.{rule.code}` 下。"


def index(rules: Iterable[Rule]) -> str:
    """Return the page of all rules, a table for each family."""
    return "\n".join([_HEAD, *_families(sorted(rules, key=lambda rule: rule.code))])


def _families(rules: Sequence[Rule]) -> Iterator[str]:
    for family, name in FAMILIES.items():
        members = [rule for rule in rules if rule.family == family]
        if members:
            yield f"## {family} {name.zh} · {name.en}\n"
            yield "| 代码 | 名称 | 级别 | 检查什么 | what it finds |\n|---|---|---|---|---|"
            yield from map(_row, members)
            yield ""


def _row(rule: Rule) -> str:
    severity = SEVERITIES[rule.severity].zh + ("" if rule.enabled else "（默认关闭）")
    return (
        f"| {rule.code} | [{rule.name}]({rule.name}.md) | {severity} "
        f"| {rule.summary.zh} | {rule.summary.en} |"
    )


def _linked(text: str, names: Mapping[str, str]) -> str:
    """Return Markdown with a link at each code of a rule, outside fenced blocks."""
    parts = re.split(r"(?ms)(^```.*?^```+$)", text)

    def link(match: re.Match[str]) -> str:
        name = names.get(match[0])
        return f"[{match[0]}]({name}.md)" if name else match[0]

    return "".join(
        part if part.startswith("```") else re.sub(r"GK[0-9]{3}", link, part) for part in parts
    )


def write(folder: Path) -> list[Path]:
    """Write the pages of the built-in rules and delete those of rules that are gone."""
    wanted = pages(built_in_rules())
    folder.mkdir(parents=True, exist_ok=True)
    for old in _pages_in(folder):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        write_whole(str(folder / name), text.encode())
    return [folder / name for name in wanted]


def _pages_in(folder: Path) -> Iterator[Path]:
    """Yield the pages of rules that stand in a folder, known by their first line."""
    for file in folder.glob("*.md"):
        if re.match(r"# GK[0-9]{3} ", file.read_text(encoding="utf-8")):
            yield file


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the pages into the folder that is named."""
    parser = argparse.ArgumentParser(
        prog="python -m gklint.testing.rule_pages", description="Writes a page for each rule."
    )
    parser.add_argument("folder", type=Path, help="where they stand: docs/rules")
    print(f"{len(write(parser.parse_args(arguments).folder))} files")


if __name__ == "__main__":
    main()
