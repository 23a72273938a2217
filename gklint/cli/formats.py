"""`--output-format FORMAT[:FILE]`: in which formats the result is written, and where to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from gklint.cli.language import locale_language, localized
from gklint.cli.output import Target, show
from gklint.reporters import REPORTERS, is_binary, is_installed
from gklint.support.bilingual import Text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: What is written where no format is given: the one that the configuration says, else text.
DEFAULT = Target("")
#: Written instead of a format, it asks for the list of them.
HELP = "help"


class TargetType(click.ParamType):  # type: ignore[type-arg]  # click 8.1 has no argument
    """A format, with a file behind a colon if it is not for standard output."""

    name = "format"

    def convert(
        self, value: str | Target, param: click.Parameter | None, ctx: click.Context | None
    ) -> Target:
        """Return the format and the file that were written as one; fails on an unknown format."""
        if isinstance(value, Target):
            return value
        name, _, path = value.partition(":")
        # Looked up apart: the formats of plugins cost loading the plugins.
        if name != HELP and name not in REPORTERS and name not in _names():
            raise _no_such_format(name, ctx)
        if value.endswith(":"):
            message = localized(
                f"“{value}”的冒号后要写文件名", f"“{value}”: a file belongs behind the colon"
            )
            raise click.UsageError(message, ctx)
        return Target(name, path if path not in ("", "-") else None)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the formats, and files behind a colon."""
        # Imported here: only a shell asks for it.
        from click.shell_completion import CompletionItem

        if ":" in incomplete:
            return [CompletionItem(incomplete, type="file")]
        language = locale_language()
        return [
            CompletionItem(name, help=about.say(language))
            for name, about in _names().items()
            if name.startswith(incomplete)
        ]


def _names() -> dict[str, Text]:
    # Imported here: --help does not need it.
    from gklint.reporters import output_formats

    return output_formats()


def show_formats(
    context: click.Context, option: click.Parameter, given: tuple[Target, ...]
) -> tuple[Target, ...]:
    """List the formats and leave, if that was asked for."""
    if not context.resilient_parsing and any(target.format == HELP for target in given):
        names = _names()
        longest = max(map(len, names))
        language = locale_language()
        lines = [f"{name:<{longest}}  {about.say(language)}" for name, about in names.items()]
        lines += [
            "",
            localized(
                "写入文件：--output-format sarif:结果.sarif；可以给出多次。",
                "To a file: --output-format sarif:out.sarif; it may be given more than once.",
            ),
        ]
        show("\n".join(lines))
        context.exit()
    return given


output_format = click.option(
    "--output-format",
    "output_formats",
    type=TargetType(),
    multiple=True,
    is_eager=True,
    callback=show_formats,
    metavar="FORMAT[:FILE]",
    help=localized(
        "输出格式，可写多次（默认 text；help 列出全部）",
        "Format, and file if any; repeatable; default: text; help lists them.",
    ),
)


#: Whether there is colour, by the word of the option; None: as the stream and the environment say.
COLOURS = {"auto": None, "always": True, "never": False}

color = click.option(
    "--color",
    type=click.Choice(list(COLOURS)),
    help=localized("是否用颜色（默认 auto：终端上用）", "Colour; default auto: on a terminal."),
)

no_accepted = click.option(
    "--no-accepted",
    is_flag=True,
    help=localized(
        "结果中不列已接受的问题（供代码扫描）", "Leave accepted findings out (for code scanning)."
    ),
)


def targets(
    given: Sequence[Target], output_file: str | None, reports: Sequence[str]
) -> tuple[Target, ...]:
    """Return what is to be written where; raises UsageError where that cannot be done.

    `output_file` is for the format that names no file; `reports` are the paths to be checked.
    """
    wanted = list(given) or [DEFAULT]
    free = [index for index, target in enumerate(wanted) if target.path is None]
    if len(free) > 1:
        raise _wrong(
            localized(
                "只有一种格式可以写往标准输出，请给其余的写明文件，如 sarif:结果.sarif",
                "one format can go to standard output; name files for the others: sarif:out.sarif",
            )
        )
    if output_file is not None:
        if not free:
            raise _wrong(
                localized(
                    "--output-file 没有对应的格式：每种格式都已写明文件",
                    "--output-file is for a format without a file: there is none",
                )
            )
        wanted[free[0]] = wanted[free[0]]._replace(path=output_file)
    taken = {os.path.realpath(path): path for path in reports if os.path.isfile(path)}
    for target in wanted:
        _check_format(target)
        if target.path is not None:
            _check_path(target.path, taken)
            taken[os.path.realpath(target.path)] = target.path
    return tuple(wanted)


def _check_format(target: Target) -> None:
    name = target.format
    if not is_installed(name):
        raise _wrong(
            localized(
                f"写 {name} 需要另装组件：pip install 'gklint[{name}]'",
                f"{name} needs: pip install 'gklint[{name}]'",
            )
        )
    if target.path is None and is_binary(name):
        raise _wrong(
            localized(
                f"{name} 要写明文件：--output-format {name}:结果.{name}",
                f"{name} goes to a file: --output-format {name}:out.{name}",
            )
        )


def _check_path(path: str, taken: dict[str, str]) -> None:
    folder = os.path.dirname(path) or "."
    if os.path.isdir(path):
        raise _wrong(localized(f"{path} 是文件夹，不能写入", f"{path} is a folder"))
    if not os.path.isdir(folder):
        raise _wrong(
            localized(
                f"文件夹 {folder} 不存在，无法写入 {path}",
                f"there is no folder {folder} to write {path} to",
            )
        )
    real = os.path.realpath(path)
    # What is no plain file (/dev/null, a pipe) may be written to twice.
    if real in taken and (os.path.isfile(real) or not os.path.exists(real)):
        raise _wrong(
            localized(
                f"{path} 已另有用处：是要检查的报告，或另一种格式也写往这里",
                f"{path} is a report to be checked, or another format goes there too",
            )
        )


def _wrong(message: str) -> click.UsageError:
    return click.UsageError(message, click.get_current_context())


def _no_such_format(name: str, context: click.Context | None) -> click.UsageError:
    # Imported here: needed only where something was misspelled.
    from gklint.support.did_you_mean import did_you_mean

    hint = did_you_mean(name.partition("=")[0], _names(), listed=False)
    return click.UsageError(
        localized(
            f"没有输出格式“{name}”{hint.zh}（全部格式见 --output-format help）",
            f"no output format “{name}”{hint.en} (`--output-format help` lists them)",
        ),
        context,
    )
