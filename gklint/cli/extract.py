"""`gklint extract`: the numbers of the tables, or the text as the parser saw it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, said

if TYPE_CHECKING:
    from gklint.extraction import Extract


@click.command(
    "extract",
    cls=Command,
    options_metavar=said("[选项]", "[OPTIONS]"),
    short_help=said("取出表格中的数", "Get the numbers of the tables."),
    help=said(
        """取出表格中的数：每个单元格一条，附表、行、列和所在的行号。

        无法判定的表格不给出数，并在标准错误中说明。--format text 输出解析所见的文本。""",
        """Get the numbers of the tables, each with its table, row, column and line.

        A table that cannot be read with confidence gives none; standard error says so.
        --format text writes the text as the parser saw it.""",
    ),
)
@options.paths
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["json", "csv", "text"]),
    default="json",
    help=said("输出格式（默认 json）", "Format; default: json."),
)
@options.output_file
@options.year
@options.stdin_filename
@options.language
def command(
    paths: tuple[str, ...],
    output_format: str,
    output_file: str | None,
    year: int | None,
    stdin_filename: str | None,
    language: str | None,
) -> int:
    """Write the numbers and return the exit status: 2 where a file could not be read."""
    # Imported here: --help does not need them.
    from gklint.batch import find_files
    from gklint.cli.input import STANDARD_INPUT, read_standard_input
    from gklint.cli.output import note, output
    from gklint.extraction import extract_bytes, extract_file

    found = find_files(path for path in paths if path != STANDARD_INPUT)
    language = language or locale_language()
    for folder, reason in found.problems:
        note(f"{folder}: {reason.say(language)}")
    extracts = [extract_file(path, year) for path in found.files]
    if STANDARD_INPUT in paths:
        name = stdin_filename or "<stdin>"
        extracts.append(extract_bytes(read_standard_input(), name, year))
    extracts.sort(key=lambda extract: extract.path)
    # Excel takes a file for UTF-8 only where it begins with a mark; a pipe needs none.
    encoding = "utf-8-sig" if output_format == "csv" else "utf-8"
    with output(output_file, encoding) as stream:
        _write(extracts, output_format, stream)
    for extract in extracts:
        for text in _notes(extract, language):
            note(text)
    incomplete = found.problems or any(extract.report is None for extract in extracts)
    return 2 if incomplete else 0


def _write(extracts: Sequence[Extract], output_format: str, stream: TextIO) -> None:
    from gklint.extraction import write_csv, write_json, write_text
    from gklint.reporters.stream import encoding_of, takes_everything, writer

    write = writer(stream)
    if output_format == "json":
        write_json(extracts, write, ascii_only=not takes_everything(encoding_of(stream)))
    elif output_format == "csv":
        write_csv(extracts, write)
    else:
        write_text(extracts, write)


def _notes(extract: Extract, language: str) -> Iterator[str]:
    """Yield what the reader of the numbers has to know: what gave none, and why."""
    from gklint.extraction import not_read

    if extract.report is None:
        if extract.error is not None:
            yield f"{extract.path}: {extract.error.say(language)}"
        return
    if not extract.report.tables:
        nothing = said("没有检出表格", "no table was found", language)
        yield f"{extract.path}: {nothing}"
    for table, row, reason in not_read(extract.report):
        what = said(f"{table} {row} 无法判定：{reason}",
                    f"{table} {row} could not be read with confidence ({reason})", language)
        yield f"{extract.path}: {' '.join(what.split())}"  # fmt: skip
