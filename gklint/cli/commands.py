"""The commands by name, each loaded when it is called for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import click

from gklint.cli.help import Command
from gklint.cli.language import OPTION, language_first, localized
from gklint.cli.output import for_results_alone, note, show, standard_output
from gklint.cli.status import COMPLETE, FAILED
from gklint.reporters.stream import closed_pipe_is_quiet
from gklint.version import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: The commands, each with a module of its name here; no name stands for `check`.
COMMANDS = (
    "annotate",
    "archive",
    "check",
    "completion",
    "debug",
    "diff",
    "extract",
    "fix",
    "lsp",
    "plugins",
    "roster",
    "rule",
    "rules",
    "samples",
    "slips",
    "waive",
)
_OWN_OPTIONS = ("--help", "-h", "--version")


def invoke(arguments: Sequence[str]) -> int:
    """Run the command that the arguments call for and return the exit status.

    Raises KeyboardInterrupt, and OSError where the output cannot be written.
    """
    status = 0
    if COMPLETE in os.environ:
        # The script of a shell asks, through the environment, how a command line may go on.
        from click.shell_completion import shell_complete

        return shell_complete(commands, {}, "gklint", COMPLETE, os.environ[COMPLETE])
    try:
        with (
            for_results_alone(),
            closed_pipe_is_quiet(standard_output()),
            commands.make_context("gklint", list(arguments)) as context,
        ):
            status = commands.invoke(context)
            standard_output().flush()
    except click.exceptions.Exit as leave:
        status = leave.exit_code
    except click.ClickException as error:
        # Imported here: most commands are written right.
        from gklint.cli.usage import explain

        show(explain(error), sys.stderr)
        status = FAILED
    except click.Abort:
        raise KeyboardInterrupt from None
    return status


class Commands(Command, click.Group):
    """The group of all commands; without a command's name, what follows is for `check`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` before arguments that name no command: `gklint report.txt`.

        `--lang` may stand before the command: `gklint --lang en check report.txt`.
        """
        language, args = language_first(args)
        if not args and language != [OPTION] and not ctx.resilient_parsing:
            # Not status 0: a script whose list of files came out empty has checked nothing.
            show(ctx.get_help(), sys.stderr)
            ctx.exit(FAILED)
        if args and args[0] in _OWN_OPTIONS:
            args = args[:1]
        elif args and args[0] in COMMANDS:
            args = [args[0], *language, *args[1:]]
        elif args or language:
            if args and not ctx.resilient_parsing:
                _ask_for_command(args[0])
            args = ["check", *language, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command with this name, None where there is none; its module calls it so."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"gklint.cli.{cmd_name}").command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands, and what `check` takes: its name can be left out."""
        # Imported here: only a shell asks for it.
        from gklint.cli.offers import files

        found = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("-"):
            # First, so that bash offers files only where no command begins like this.
            return [*files(incomplete), *found]
        check = self.get_command(ctx, "check")
        assert check is not None, "it is one of COMMANDS"
        inner = check.make_context("check", [], parent=ctx, resilient_parsing=True)
        with inner:
            items = [*found, *check.shell_complete(inner, incomplete)]
        return list({item.value: item for item in items}.values())


def _ask_for_command(word: str) -> None:
    """Ask whether a command was meant by a first word that is neither one nor a file."""
    if word.startswith("-") or not word.isascii() or not word.isalpha() or os.path.exists(word):
        return
    # Imported here: needed only where something was misspelled.
    from gklint.support.did_you_mean import nearest

    if meant := nearest(word, COMMANDS):
        note(
            localized(
                f"没有命令“{word}”，也没有这个文件；是否指 {meant}？",
                f"no command “{word}” and no such file; did you mean {meant}?",
            )
        )


def _show_version(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        show(f"gklint {__version__}")
        context.exit()


commands = Commands(
    "gklint",
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="",
    subcommand_metavar=f"[{'|'.join(COMMANDS)}] …",
    help=localized(
        """检查政府信息公开工作年度报告：六个部分、三张表、每一个数的勾稽关系。

        \b
        gklint report.txt              检查一份报告（即 gklint check report.txt）
        gklint 2023年度/               检查文件夹中的全部报告
        gklint rule GK301              说明一条规则

        文件名恰好是 check、rule 等命令名时，请写成 ./check。""",
        """Checks Chinese government annual reports on open information.

        \b
        gklint report.txt              checks a report (short for gklint check)
        gklint reports/                checks every report in a folder
        gklint rule GK301              explains a rule

        Write ./check for a file that has the name of a command.""",
    ),
)
commands.params.append(
    click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        help=localized("显示版本", "Show the version and exit."),
        callback=_show_version,
    )
)
