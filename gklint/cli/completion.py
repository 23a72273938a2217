"""`gklint completion`: the script by which a shell completes commands, options, rules and files."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from gklint.cli.help import Command
from gklint.cli.language import LANGUAGES, OPTION, localized
from gklint.cli.status import COMPLETE

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
@click.option(
    OPTION,
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help=localized("本说明和报错的语言（默认随系统）", "Language of help and errors."),
)
def command(shell: str) -> int:
    """Print the script."""
    # Imported here: --help does not need it.
    from gklint.cli.output import show

    found = get_completion_class(shell)
    assert found is not None, "click knows all SHELLS"
    whole = click.get_current_context().find_root().command
    show(found(whole, {}, "gklint", COMPLETE).source())
    return 0
