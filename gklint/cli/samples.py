"""`gklint samples`: writes made-up reports to practise with."""

from __future__ import annotations

import os

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import localized
from gklint.cli.status import FAILED

#: The kinds that need nothing beside gklint; the others are for the tests of gklint.
_KINDS = ("txt", "docx", "html")


@click.command(
    "samples",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("写出供练习的报告", "Write reports to practise with."),
    help=localized(
        """把供练习的年度报告写到文件夹里，单位和数字都是虚构的。同样的选项写出同样的报告；不加
        --faulty 的，每一份本身没有差错；句子取自同一批，放在一起检查会有文字相同和单位重复的提醒
        GK807、GK810。已有的文件不会被覆盖。""",
        """Write made-up annual reports into a folder, to practise with. The same options give the
        same reports, and without --faulty nothing is wrong in any of them by itself. Their
        sentences come from one stock, so that reports checked together are said to be alike
        (GK807), and a body may have two (GK810). No file that is there is overwritten.""",
    ),
)
@click.argument("folder", type=click.Path(file_okay=False), metavar=localized("文件夹", "FOLDER"))
@click.option(
    "--count",
    type=click.IntRange(1, 100_000),
    default=6,
    metavar="N",
    help=localized("写几份（默认 6）", "How many; default: 6."),
)
@click.option(
    "--faulty",
    type=click.IntRange(0, 100_000),
    default=0,
    metavar="N",
    help=localized("前几份各有一处差错（默认 0）", "How many have a mistake; default: 0."),
)
@click.option(
    "--seed",
    type=int,
    default=0,
    metavar="N",
    help=localized("换一个数，写出别的报告（默认 0）", "Another number gives other reports."),
)
@click.option(
    "--year",
    # Before 2019 there was no form.
    type=click.IntRange(2019, 2099),
    metavar="YEAR",
    help=localized("报告年度（默认各不相同）", "The report year; default: several."),
)
@click.option(
    "--layout",
    metavar="NAME",
    help=localized("文本中表格的排法，如 tabs_grid", "How tables are laid out in text: tabs_grid."),
)
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    default="txt",
    help=localized("文件种类（默认 txt）", "The kind of file; default: txt."),
)
@options.language
def command(
    folder: str,
    count: int,
    faulty: int,
    seed: int,
    year: int | None,
    layout: str | None,
    kind: str,
    language: str | None,
) -> int:
    """Write the reports and return the exit status."""
    # Imported here: --help does not need it.
    from gklint.testing.layouts import LAYOUTS
    from gklint.testing.samples import samples

    if layout is not None and layout not in LAYOUTS:
        known = ", ".join(LAYOUTS)
        raise click.BadParameter(
            localized(f"没有 {layout!r}，可以写：{known}", f"{layout!r} is not one of {known}."),
            click.get_current_context(),
            param_hint="--layout",
        )
    written = (
        _write(os.path.join(folder, name), raw, language)
        for name, raw in samples(count, faulty, seed, year, layout, kind)
    )
    return 0 if all(written) else FAILED


def _write(path: str, raw: bytes, language: str | None) -> bool:
    """Write a report where no other file is; say why not where it is not written."""
    from gklint.cli.language import locale_language
    from gklint.cli.output import not_written, note
    from gklint.support.whole_files import write_whole

    language = language or locale_language()
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.lexists(path):
            with open(path, "rb") as file:
                if file.read(len(raw) + 1) == raw:
                    return True
            words = localized(
                "已有别的文件，没有写", "another file is there; not written", language
            )
            note(f"{path}: {words}")
            return False
        write_whole(path, raw)
    except OSError as error:
        note(f"{path}: {not_written(error, language)}")
        return False
    return True
