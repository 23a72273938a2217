"""`gklint check`: judges reports and shows what was found."""

from __future__ import annotations

from typing import Any

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import said
from gklint.reporters import REPORTERS


@click.command(
    "check",
    cls=Command,
    options_metavar=said("[选项]", "[OPTIONS]"),
    short_help=said("检查报告", "Check reports."),
    help=said(
        """检查报告。路径可以是文件、文件夹，或 -（标准输入）。

        \b
        退出状态：0 没有达到 --fail-level 的问题；1 有；
        2 命令用法有误，或有文件无法读取（其余文件照常检查）。""",
        """Check reports: files, folders, or - for standard input.

        \b
        Exit status: 0 no finding at or above --fail-level; 1 findings;
        2 wrong usage, or a file that cannot be read (the others are checked).""",
    ),
)
@options.paths
@click.option(
    "--output-format",
    type=click.Choice(list(REPORTERS)),
    help=said("输出格式（默认 text）", "Format of the output; default: text."),
)
@options.output_file
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help=said("只用这些规则：代码、名称或 GK3", "Only these: codes, names or GK3."),
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULES",
    help=said("不用这些规则，可用逗号分隔", "Not these; commas may separate them."),
)
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "info"]),
    help=said("达到此级别即算不通过（默认 warning）", "What fails from; default: warning."),
)
@click.option(
    "--exit-zero",
    is_flag=True,
    help=said("有问题也以状态 0 退出", "Exit with 0 in spite of findings."),
)
@options.year
@options.agency_kind
@options.stdin_filename
@options.language
def command(
    paths: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], **given: Any
) -> int:
    """Judge reports, show what was found, and return the exit status."""
    # Imported here: this is most of the start-up time, and --help does not need it.
    from gklint.cli.checking import check

    return check(
        paths,
        select=options.known_rules(select),
        ignore=options.known_rules(ignore),
        **{name: value for name, value in given.items() if value is not None},
    )
