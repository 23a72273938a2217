"""`gklint check`: checks reports and shows what was found."""

from __future__ import annotations

from typing import Any

import click

from gklint.cli import formats, many_options, options
from gklint.cli.accepting import Accept
from gklint.cli.help import Command, plugins_first
from gklint.cli.language import localized
from gklint.cli.output import Shown, Target

#: What a baseline is called where nobody names one.
BASELINE = "gklint-baseline.json"


class CheckCommand(Command):
    """A command whose options for a baseline may go without a file: `--baseline 2023/`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what follows such an option for its file only where it is called *.json."""
        for at, argument in enumerate(args):
            following = args[at + 1] if at + 1 < len(args) else ""
            if argument in ("--baseline", "--write-baseline") and following[-5:] != ".json":
                args = [*args[:at], f"{argument}={BASELINE}", *args[at + 1 :]]
        return super().parse_args(ctx, plugins_first(args))


@click.command(
    "check",
    cls=CheckCommand,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("检查报告", "Check reports."),
    help=localized(
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
@click.argument(
    "paths", nargs=-1, metavar=localized("路径…", "PATH…"), shell_complete=options.complete_files
)
@options.plugin
@formats.output_format
@options.output_file
@formats.color
@formats.no_accepted
@options.select
@options.extend_select
@options.ignore
@options.extend_ignore
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "info"]),
    help=localized("达到此级别即算不通过（默认 warning）", "What fails from; default: warning."),
)
@click.option(
    "--exit-zero",
    is_flag=True,
    help=localized("有问题也以状态 0 退出", "Exit with 0 in spite of findings."),
)
@options.year
@options.agency_kind
@options.config
@options.isolated
@options.limits
@options.of_finding
@click.option(
    "--force-exclude",
    is_flag=True,
    help=localized(
        "直接写出的文件也按配置的 exclude 排除", "Apply exclude to named files as well."
    ),
)
@click.option(
    "--show-settings",
    is_flag=True,
    help=localized("显示路径的设置和来源，不检查", "Show the settings and where they come from."),
)
@click.option(
    "--waivers",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=localized("豁免文件，代替报告旁边的", "The waivers, instead of those beside the reports."),
)
@options.of_comparing
@click.option(
    "--score",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=localized("评分表：按规则的权重给报告打分", "A score card: weights of rules."),
)
@click.option(
    "--baseline",
    is_flag=False,
    flag_value=BASELINE,
    metavar=f"[{BASELINE}]",
    help=localized("只计基线中没有的问题", "Only findings that are not in the baseline count."),
)
@click.option(
    "--write-baseline",
    is_flag=False,
    flag_value=BASELINE,
    metavar=f"[{BASELINE}]",
    help=localized("把现有的问题写入基线", "Write what is found now into the baseline."),
)
@click.option(
    "--keep-baseline",
    is_flag=True,
    help=localized("不从基线中去掉已不再出现的", "Leave what is gone in the baseline."),
)
@click.option(
    "--no-inline-suppressions",
    is_flag=True,
    help=localized("不理会报告文本中的忽略标记", "Do not apply suppressions in the reports."),
)
@many_options.many
@options.stdin_filename
@options.language
def command(
    paths: tuple[str, ...],
    output_formats: tuple[Target, ...],
    output_file: str | None,
    write_baseline: str | None,
    keep_baseline: bool,
    no_inline_suppressions: bool,
    no_cache: bool,
    cache_dir: str | None,
    statistics: bool,
    no_accepted: bool,
    color: str | None,
    **given: Any,
) -> int:
    """Check reports, show what was found, and return the exit status."""
    context = click.get_current_context()
    if given["config"] and given["isolated"]:
        raise click.UsageError(
            localized(
                "--config 与 --isolated 不能同时使用", "--config and --isolated exclude each other"
            ),
            context,
        )
    if not paths and not given["show_settings"]:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    # Imported here: this is most of the start-up time, and --help does not need it.
    from gklint.cli.checking import check

    return check(
        paths,
        outputs=formats.targets(output_formats, output_file, paths),
        cache=many_options.cache_key(no_cache, cache_dir),
        shown=Shown(statistics, not no_accepted, formats.COLOURS[color or "auto"]),
        accept=Accept(write_baseline, keep_baseline, no_inline_suppressions),
        **{name: value for name, value in given.items() if value not in (None, ())},
    )
