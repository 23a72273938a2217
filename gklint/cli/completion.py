"""`gklint completion`: the script by which a shell completes commands, options, rules and files."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class, shell_complete

from gklint.cli import COMPLETE
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("输出命令行补全脚本", "Print the script for shell completion."),
    help=localized(
        """输出命令行补全脚本：命令、选项、规则、输出格式和文件。

        \b
        bash：在 ~/.bashrc 中加上  eval "$(gklint completion bash)"
        zsh： 在 ~/.zshrc 中加上   eval "$(gklint completion zsh)"
        fish：gklint completion fish > ~/.config/fish/completions/gklint.fish""",
        """Print the script for shell completion: commands, options, rules, formats, files.

        \b
        bash: put into ~/.bashrc  eval "$(gklint completion bash)"
        zsh:  put into ~/.zshrc   eval "$(gklint completion zsh)"
        fish: gklint completion fish > ~/.config/fish/completions/gklint.fish""",
    ),
)
@click.argument("shell", type=click.Choice(SHELLS), metavar="|".join(SHELLS))
def command(shell: str) -> int:
    """Print the script."""
    # Imported here: --help does not need them.
    from gklint.cli.commands import commands
    from gklint.cli.output import show

    found = get_completion_class(shell)
    assert found is not None, "click knows all SHELLS"
    show(found(commands, {}, "gklint", COMPLETE).source())
    return 0


def answer(instruction: str) -> int:
    """Write what can stand where the cursor is, for the script of a shell, which asks through the
    environment."""
    # Imported here: this module is loaded for it.
    from gklint.cli.commands import commands

    return shell_complete(commands, {}, "gklint", COMPLETE, instruction)


def files(incomplete: str) -> list[CompletionItem]:
    """Return that the shell is to complete a file."""
    return [CompletionItem(incomplete, type="file")]


def rules(incomplete: str, several: bool) -> list[CompletionItem]:
    """Return the rules by code and name; `several` may stand there, with commas."""
    # Imported here: the script does not need it.
    from gklint.plugins.loading import load_plugins

    before, comma, begun = incomplete.rpartition(",") if several else ("", "", incomplete)
    language = locale_language()
    words = {
        word: module.RULE.summary.say(language)
        for module in load_plugins().rules
        for word in (module.RULE.code, module.RULE.name)
    }
    return [
        CompletionItem(before + comma + word, help=summary)
        for word, summary in words.items()
        if word.lower().startswith(begun.lower())
    ]
