"""Options of runs over many files: processes, the cache, statistics."""

from __future__ import annotations

from typing import Any

import click

from gklint.cli.language import localized
from gklint.cli.options import Decorated


class Jobs(click.ParamType):  # type: ignore[type-arg]  # click 8.1 has no argument
    """A number from 1, or "auto"."""

    name = "jobs"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | str:
        """Return the number, or "auto"; fails with a message for anything else."""
        if value == "auto":
            return "auto"
        return click.IntRange(1).convert(value, param, ctx)


_OPTIONS = (
    click.option(
        "--jobs",
        "-j",
        type=Jobs(),
        metavar="N|auto",
        help=localized(
            "用几个进程（默认 auto：文件多时全用）",
            "How many processes check; default auto: one a processor.",
        ),
    ),
    click.option(
        "--no-cache",
        is_flag=True,
        help=localized("不用缓存，全部重新检查", "Check all again, keep nothing."),
    ),
    click.option(
        "--cache-dir",
        type=click.Path(file_okay=False),
        metavar="DIR",
        help=localized(
            "缓存文件夹（默认在用户的缓存文件夹中）",
            "The folder of the cache; default: the user's.",
        ),
    ),
    click.option(
        "--cache-check",
        type=click.Choice(["stat", "hash"]),
        help=localized(
            "怎样判断文件没有变（默认 stat：大小和时间）",
            "How files are known again; default: stat.",
        ),
    ),
    click.option(
        "--statistics",
        is_flag=True,
        help=localized("最后列出每条规则发现了多少问题", "Count findings by rule at the end."),
    ),
)


def many(command: Decorated) -> Decorated:
    """Give a command these options: jobs, no_cache, cache_dir, cache_check, statistics."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def cache_key(no_cache: bool, cache_dir: str | None) -> bool | str | None:
    """Return the value of the configuration's key `cache` that the options stand for."""
    return False if no_cache else cache_dir
