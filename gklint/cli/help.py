"""How help is shown: in one language, that of the locale."""

from __future__ import annotations

import click

from gklint.cli.language import localized
from gklint.cli.output import show


class Formatter(click.HelpFormatter):
    """Help with its headings in the language of the locale."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how the command is called."""
        super().write_usage(prog, args, prefix or localized("用法：", "Usage: "))

    def write_heading(self, heading: str) -> None:
        """Write the heading above options or commands."""
        words = {"Options": "选项", "Commands": "命令"}
        self.write(localized(f"{words.get(heading, heading)}：\n", f"{heading}:\n"))


class Context(click.Context):
    """click's context with that help."""

    formatter_class = Formatter


class Command(click.Command):
    """click's command with that help."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help with its text in the language of the locale."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = localized("显示本说明", "Show this message and exit.")
            option.callback = _show_help
        return option


def _show_help(ctx: click.Context, option: click.Parameter, wanted: bool) -> None:
    # click's own way assumes that a stream which says ASCII takes UTF-8, and fails on Latin-1.
    if wanted and not ctx.resilient_parsing:
        show(ctx.get_help())
        ctx.exit()


def plugins_first(args: list[str]) -> list[str]:
    """Return arguments with each `--plugin FILE` at their head: what it gives, such as an output
    format, may be named by any other."""
    end = args.index("--") if "--" in args else len(args)
    first: list[str] = []
    rest: list[str] = []
    at = 0
    while at < end:
        taken = 2 if args[at] == "--plugin" else 1
        (first if args[at].partition("=")[0] == "--plugin" else rest).extend(args[at : at + taken])
        at += taken
    return [*first, *rest, *args[at:]]
