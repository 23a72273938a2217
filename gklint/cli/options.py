"""Options and arguments that commands share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gklint.cli.language import localized
from gklint.model.report import AGENCY_KINDS
from gklint.rule.definition import RuleModule

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: A command, or the function that is to become one.
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def complete_files(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Leave it to the shell to offer files."""
    # Imported here, as below: only a shell asks for it.
    from gklint.cli.offers import files

    return files(incomplete)


def complete_rules(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer rules by code and name, with commas where the option may be given more than once."""
    from gklint.cli.offers import rules

    return rules(incomplete, several=parameter.multiple)


paths = click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar=localized("路径…", "PATH…"),
    shell_complete=complete_files,
)

language = click.option(
    "--lang",
    "language",
    type=click.Choice(["zh", "en"]),
    help=localized("消息的语言（默认随系统）", "Language of messages; default: the locale's."),
)

year = click.option(
    "--year",
    type=click.IntRange(2008, 2099),
    metavar="YEAR",
    help=localized("报告年度，代替报告所写的", "The report year, whatever the report says."),
)

agency_kind = click.option(
    "--agency-kind",
    type=click.Choice(AGENCY_KINDS),
    help=localized("机关类别，代替从名称判断的", "Kind of agency, whatever its name says."),
)

select = click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    shell_complete=complete_rules,
    help=localized("只用这些规则：代码、名称或 GK3", "Only these: codes, names or GK3."),
)

ignore = click.option(
    "--ignore",
    multiple=True,
    metavar="RULES",
    shell_complete=complete_rules,
    help=localized("不用这些规则，可用逗号分隔", "Not these; commas may separate them."),
)

extend_select = click.option(
    "--extend-select",
    multiple=True,
    metavar="RULES",
    shell_complete=complete_rules,
    help=localized("此外再用这些规则，包括默认关闭的", "These as well, also those that are off."),
)

extend_ignore = click.option(
    "--extend-ignore",
    multiple=True,
    metavar="RULES",
    shell_complete=complete_rules,
    help=localized(
        "除配置所列的以外，也不用这些规则", "Nor these, beside those of the configuration."
    ),
)

config = click.option(
    "--config",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=localized("用这份配置，不去查找", "Use this configuration; search for none."),
)


def _name_plugins(
    context: click.Context, parameter: click.Parameter, files: tuple[str, ...]
) -> None:
    """Let the plugins in these files be loaded; named before any other option asks for rules."""
    # Imported here: few runs have any.
    from gklint.plugins.loading import name_plugin_files

    name_plugin_files(files)


plugin = click.option(
    "--plugin",
    type=click.Path(exists=True, dir_okay=False),
    multiple=True,
    is_eager=True,
    expose_value=False,
    callback=_name_plugins,
    metavar="FILE",
    help=localized("此外载入的 Python 规则文件", "A Python file with rules to be loaded."),
)

isolated = click.option(
    "--isolated",
    is_flag=True,
    help=localized("不用任何配置文件", "Use no configuration."),
)


class _Limits(click.ParamType):  # type: ignore[type-arg]  # click 8.1 has no argument
    """One limit as it is written in an option: NAME=N."""

    name = "limit"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        """Return name and number; fails with a message for anything else."""
        # Imported here: few runs set any.
        from gklint.readers.limits import DEFAULT_LIMITS

        name, _, number = str(value).partition("=")
        names = DEFAULT_LIMITS._fields
        if name not in names or not number.isdecimal() or not 0 < int(number[:10]) == int(number):
            known = ", ".join(names)
            self.fail(
                localized(
                    f"{value!r} 应写成 名称=正整数，名称为 {known}",
                    f"{value!r}: write NAME=N; names are {known}",
                ),
                param,
                ctx,
            )
        return name, int(number)


def _joined(
    context: click.Context, parameter: click.Parameter, limits: tuple[tuple[str, int], ...]
) -> dict[str, int] | None:
    return dict(limits) or None


limits = click.option(
    "--limit",
    "limits",
    type=_Limits(),
    multiple=True,
    callback=_joined,
    metavar="NAME=N",
    help=localized("读取一个文件的上限，如 pages=800", "What one file may ask for: pages=800."),
)


def of_checking(command: Decorated) -> Decorated:
    """Give a command the options that say by what a report is checked: which rules, which year and
    kind of agency, which configuration."""
    for option in (
        plugin,
        limits,
        isolated,
        config,
        agency_kind,
        year,
        extend_ignore,
        ignore,
        extend_select,
        select,
    ):
        command = option(command)
    return command


def of_comparing(command: Decorated) -> Decorated:
    """Give a command the options that say whether reports are compared with one another, and by
    which roster: roster, no_across."""
    for option in (
        click.option(
            "--no-across",
            is_flag=True,
            help=localized("报告之间不作比较", "Do not compare reports with one another."),
        ),
        click.option(
            "--roster",
            type=click.Path(dir_okay=False),
            metavar="FILE",
            help=localized("名册：有哪些单位，谁汇总谁", "Which bodies there are, who sums whom."),
        ),
    ):
        command = option(command)
    return command


class _Pattern(click.ParamType):  # type: ignore[type-arg]  # click 8.1 has no argument
    """A pattern for files."""

    name = "pattern"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the pattern; fails with a message for one that can match nothing."""
        # Imported here: few runs give any.
        from gklint.support.globs import GlobError, compiled_glob

        if not value.strip("/ "):
            self.fail(
                localized(f"{value!r} 不代表任何文件", f"{value!r} stands for no file"), param, ctx
            )
        try:
            compiled_glob(value)
        except GlobError as error:
            reason = error.reason
            self.fail(localized(f"{value!r}：{reason.zh}", f"{value!r}: {reason.en}"), param, ctx)
        return str(value)


def of_finding(command: Decorated) -> Decorated:
    """Give a command the options that say which files of a folder it is about: exclude,
    respect_gitignore."""
    for option in (
        click.option(
            "--respect-gitignore/--no-respect-gitignore",
            default=None,
            help=localized(
                "文件夹中 .gitignore 所列的是否排除（默认排除）",
                "Leave out what .gitignore names; default: yes.",
            ),
        ),
        click.option(
            "--exclude",
            type=_Pattern(),
            multiple=True,
            metavar="PATTERN",
            help=localized(
                "文件夹中不查的文件，如 草稿/；可写多次",
                "Files of folders to leave out, as drafts/; repeatable.",
            ),
        ),
    ):
        command = option(command)
    return command


output_file = click.option(
    "--output-file",
    "-o",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=localized("把结果写入文件", "Write the output to a file."),
)

stdin_filename = click.option(
    "--stdin-filename",
    metavar="NAME",
    help=localized("标准输入（-）在结果中的名称", "What to call standard input (-)."),
)


def known_rules(entries: Sequence[str], declared: Sequence[RuleModule] = ()) -> tuple[str, ...]:
    """Return codes and prefixes one by one; raises UsageError for what no rule has.

    `declared` are the rules without code beside those of plugins.
    """
    # Imported here, as in all commands: --help does not need it.
    from gklint.checking.settings import matches
    from gklint.plugins.loading import load_plugins

    found = tuple(entry for text in entries for entry in re.split(r"[,，、\s]+", text) if entry)
    modules = (*load_plugins().rules, *declared) if found else ()
    for entry in found:
        if not any(matches(entry, module.RULE) for module in modules):
            raise no_such_rule(entry, modules)
    # Codes, so that a rule is the same in whatever way two places name it.
    codes = {module.RULE.name: module.RULE.code for module in modules}
    return tuple(codes.get(entry.lower(), entry.upper()) for entry in found)


def no_such_rule(entry: str, modules: Sequence[RuleModule]) -> click.UsageError:
    """Return the error for a code or name that no rule has, with the nearest one."""
    # Imported here: needed only where something was misspelled.
    from gklint.support.did_you_mean import did_you_mean, rule_words

    hint = did_you_mean(entry, rule_words([module.RULE for module in modules]), listed=False)
    return click.UsageError(
        localized(
            f"没有规则“{entry}”{hint.zh}（全部规则见 gklint rules）",
            f"no rule “{entry}”{hint.en} (`gklint rules` lists them)",
        ),
        click.get_current_context(),
    )
