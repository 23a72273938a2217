"""`gklint lsp`: the language server for editors, on standard input and output."""

from __future__ import annotations

from importlib.util import find_spec

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized
from gklint.cli.status import FAILED


@click.command(
    "lsp",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("供编辑器使用的语言服务器", "The language server for editors."),
    help=localized(
        """语言服务器：编辑器在标准输入输出上与它交谈，边写边看到问题、依据和改法。

        怎样在 VS Code、Neovim、Helix 中使用，见 docs/editors.md。
        需要 pip install 'gklint[lsp]'。""",
        """The language server: an editor speaks with it on standard input and output, and shows
        findings, clauses and fixes while a report is written.

        How to use it in VS Code, Neovim and Helix: docs/editors.md.
        Needs pip install 'gklint[lsp]'.""",
    ),
)
@click.option(
    "--stdio",
    is_flag=True,
    help=localized("标准输入输出（总是如此）", "On standard input and output; always so."),
)
@options.plugin
@options.language
def command(stdio: bool, language: str | None) -> int:
    """Serve until the client leaves; return the exit status."""
    # Imported here: --help does not need them.
    from gklint.cli.output import note, standard_output

    if find_spec("pygls") is None or find_spec("lsprotocol") is None:
        install = "pip install 'gklint[lsp]'"
        note(
            localized(
                f"语言服务器需要另装组件：{install}",
                f"the language server needs: {install}",
                language,
            )
        )
        return FAILED
    from gklint.cli.configured import name_own_plugins
    from gklint.lsp.server import serve

    name_own_plugins()
    return serve(standard_output(), language, locale_language())
