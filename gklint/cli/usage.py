"""What the command line says when it was used wrongly."""

from __future__ import annotations

import click

from gklint.cli.language import locale_language, said


def explain(error: click.ClickException) -> str:
    """Return the message for a wrong command line, with where to read on."""
    words = error.format_message() if locale_language() == "en" else _in_chinese(error)
    context = getattr(error, "ctx", None)
    if context is None:
        return f"gklint: {words}"
    hint = f"{context.command_path} --help"
    return f"gklint: {words}\n{said(f'用法见 {hint}', f'see {hint}')}"


def _in_chinese(error: click.ClickException) -> str:
    """Say click's own messages in Chinese; those raised by gklint are so already."""
    if isinstance(error, click.NoSuchOption):
        nearest = "、".join(sorted(error.possibilities or ()))
        return f"没有选项 {error.option_name}" + (f"；是否指 {nearest}？" if nearest else "")
    if isinstance(error, click.MissingParameter) and error.param:
        return f"缺少参数 {error.param.make_metavar(error.ctx)}" if error.ctx else error.message
    if isinstance(error, click.BadParameter) and error.param:
        return f"{'/'.join(error.param.opts)} 的值无效：{error.message}"
    return error.format_message()
