"""What the command line says when it was used wrongly."""

from __future__ import annotations

import re

import click

from gklint.cli.language import locale_language, localized

#: What other tools call an option, and where the same stands here.
_ELSEWHERE = {
    "--disable": "--ignore",
    "--enable": "--extend-select",
    "--fail-on": "--fail-level",
    "--min-severity": "--fail-level",
    "--format": "--output-format",
    "--fix": "gklint fix",
    "--dry-run": "gklint fix --diff",
    "--check": "gklint fix --diff",
    "--no-config": "--isolated",
    "--workers": "--jobs",
    "--waive": "gklint waive",
    "--severity": "gklint.yaml: severity",
    "--per-file": "gklint.yaml: per-file",
    "--per-file-ignores": "gklint.yaml: per-file",
    "--show-config": "--show-settings",
    "--print-config": "--show-settings",
    "--list-rules": "gklint rules",
    "--explain": "gklint rule",
}

#: What click says of a value, and the same in Chinese.
_CHINESE = (
    (r"(.+) is not in the range x>=(.+)\.", r"\1 不在范围内，应不小于 \2"),
    (r"(.+) is not in the range (.+)<=x<=(.+)\.", r"\1 不在范围内，应为 \2 至 \3"),
    (r"(.+) is not a valid integer(?: range)?\.", r"\1 不是整数"),
    (r"(.+) is not one of (.+)\.", r"没有 \1，可以写：\2"),
    (r"(?:File|Directory|Path) (.+) is a directory\.", r"\1 是文件夹，应为文件"),
    (r"(?:File|Directory|Path) (.+) is a file\.", r"\1 是文件，应为文件夹"),
    (r"(?:File|Directory|Path) (.+) does not exist\.", r"\1 不存在"),
)


def explain(error: click.ClickException) -> str:
    """Return the message for a wrong command line, with where to read on."""
    if isinstance(error, click.NoSuchOption) and error.option_name in _ELSEWHERE:
        name, here = error.option_name, _ELSEWHERE[error.option_name]
        words = localized(
            f"没有选项 {name}；是否指 {here}？", f"no option {name}; did you mean {here}?"
        )
    else:
        words = error.format_message() if locale_language() == "en" else _in_chinese(error)
    context = getattr(error, "ctx", None)
    if context is None:
        return f"gklint: {words}"
    hint = f"{context.command_path} --help"
    return f"gklint: {words}\n{localized(f'用法见 {hint}', f'see {hint}')}"


def _in_chinese(error: click.ClickException) -> str:
    """Say click's own messages in Chinese; those raised by gklint are so already."""
    if isinstance(error, click.NoSuchOption):
        nearest = "、".join(sorted(error.possibilities or ()))
        return f"没有选项 {error.option_name}" + (f"；是否指 {nearest}？" if nearest else "")
    if isinstance(error, click.MissingParameter) and error.param:
        return f"缺少参数 {error.param.make_metavar(error.ctx)}" if error.ctx else error.message
    if isinstance(error, click.BadParameter) and error.param:
        return f"{'/'.join(error.param.opts)} 的值无效：{_value_in_chinese(error.message)}"
    if isinstance(error, click.BadOptionUsage):
        needs = "requires" in error.message
        return f"{error.option_name} {'后面要写值' if needs else '后面不能写值'}"
    return error.format_message()


def _value_in_chinese(message: str) -> str:
    for english, chinese in _CHINESE:
        if match := re.fullmatch(english, message):
            return match.expand(chinese)
    return message
