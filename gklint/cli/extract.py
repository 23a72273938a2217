"""`gklint extract`: the numbers of the tables, or the text as the parser saw it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized
from gklint.cli.status import FAILED

if TYPE_CHECKING:
    from gklint.extraction.cells import Extract


@click.command(
    "extract",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("取出表格中的数", "Get the numbers of the tables."),
    help=localized(
        """取出表格中的数：每个单元格一条，附表、行、列和所在的行号。配置文件中的年度、机关类别、
        排除和上限照样适用。

        无法判定的表格不给出数，并在标准错误中说明。--format text 输出解析所见的文本。""",
        """Get the numbers of the tables, each with its table, row, column and line. Year,
        kind of agency, exclude and limits of the configuration hold here too.

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
    help=localized("输出格式（默认 json）", "Format; default: json."),
)
@options.output_file
@click.option(
    "--unmasked",
    is_flag=True,
    help=localized(
        "不遮盖身份证号、手机号和银行卡号（默认遮盖）",
        "Leave numbers of persons as they stand; otherwise they are masked.",
    ),
)
@options.year
@options.agency_kind
@options.of_finding
@options.config
@options.isolated
@options.limits
@options.stdin_filename
@options.language
def command(
    paths: tuple[str, ...],
    output_format: str,
    output_file: str | None,
    unmasked: bool,
    config: str | None,
    isolated: bool,
    stdin_filename: str | None,
    **given: Any,
) -> int:
    """Write the numbers and return the exit status: 2 where a file could not be read."""
    # Imported here: --help does not need them.
    from gklint.cli.configured import configurations_with, files_of, name_skipped, refuse
    from gklint.cli.input import STANDARD_INPUT, read_standard_input
    from gklint.cli.output import Target, note, output, written_over
    from gklint.extraction.cells import extract_bytes, extract_files

    configurations = configurations_with(given, config, isolated)
    piped = (stdin_filename or "<stdin>") if STANDARD_INPUT in paths else None
    found = files_of(configurations, paths, piped)
    language = configurations.of_run(paths).get("language") or locale_language()
    if configurations.problems:
        return refuse(configurations, language)
    if written_over(found.files, [Target(output_format, output_file)]):
        note(
            localized(
                f"{output_file}: 是要读取的文件之一，结果不能写进去",
                f"{output_file}: is among the files to be read, the result cannot go there",
                language,
            )
        )
        return FAILED
    for folder, reason in found.problems:
        note(f"{folder}: {reason.say(language)}")
    name_skipped(found, language)
    settings_for = configurations.settings_for
    extracts = extract_files(found.files, settings_for)
    if piped is not None:
        raw = read_standard_input(settings_for(piped).limits.file_mib)
        extract = extract_bytes(raw, piped, settings_for(piped))
        extracts = iter(sorted([*extracts, extract], key=lambda extract: extract.path))
    several = len(found.files) + (piped is not None) > 1
    extracts = (extract._replace(unmasked=unmasked) for extract in extracts)
    noted = _Noted(extracts, language, bool(found.problems))
    # Excel takes a file for UTF-8 only where it begins with a mark; a pipe needs none.
    encoding = "utf-8-sig" if output_format == "csv" else "utf-8"
    with output(output_file, encoding) as stream:
        _write(noted, output_format, stream, several)
    return FAILED if noted.incomplete else 0


class _Noted:
    """Extracts as they come; what the reader of the numbers has to know of them goes to the user.

    `incomplete` says, once all have come, whether something could not be read.
    """

    def __init__(self, extracts: Iterable[Extract], language: str, incomplete: bool) -> None:
        self.extracts = extracts
        self.language = language
        self.incomplete = incomplete

    def __iter__(self) -> Iterator[Extract]:
        from gklint.cli.output import note

        for extract in self.extracts:
            self.incomplete |= extract.report is None
            yield extract
            for text in _notes(extract, self.language):
                note(text)


def _write(extracts: Iterable[Extract], output_format: str, stream: TextIO, several: bool) -> None:
    from gklint.extraction.cells import write_csv, write_json, write_text
    from gklint.reporters.stream import encoding_of, takes_everything, writer

    write = writer(stream)
    if output_format == "json":
        write_json(extracts, write, ascii_only=not takes_everything(encoding_of(stream)))
    elif output_format == "csv":
        write_csv(extracts, write)
    else:
        write_text(extracts, write, several)


def _notes(extract: Extract, language: str) -> Iterator[str]:
    """Yield what the reader of the numbers has to know: what gave none, and why."""
    from gklint.extraction.cells import not_read

    if extract.report is None:
        if extract.error is not None:
            yield f"{extract.path}: {extract.error.say(language)}"
        return
    if not extract.report.tables:
        nothing = localized("没有检出表格", "no table was found", language)
        yield f"{extract.path}: {nothing}"
    for table, row, reason in not_read(extract.report):
        what = localized(
            f"{table} {row} 无法判定：{reason.zh}",
            f"{table} {row} could not be read with confidence ({reason.en})",
            language,
        )
        yield f"{extract.path}: {' '.join(what.split())}"
