"""What `gklint check` does once its options are read; it needs no click."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.batch import find_files, run
from gklint.cli.input import STANDARD_INPUT, read_standard_input
from gklint.cli.language import locale_language
from gklint.cli.output import note, output
from gklint.diagnostics import Severity
from gklint.reporters import Options, report_to
from gklint.settings import Settings


def check(
    paths: Sequence[str],
    *,
    output_format: str = "text",
    output_file: str | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    fail_level: str = "warning",
    exit_zero: bool = False,
    year: int | None = None,
    agency_kind: str | None = None,
    stdin_filename: str = "<stdin>",
    language: str | None = None,
) -> int:
    """Judge reports, show what was found, and return the exit status.

    The defaults are those of the command; an option that was not given is not passed on.
    """
    language = language or locale_language()
    found = find_files(path for path in paths if path != STANDARD_INPUT)
    for folder, reason in found.problems:
        note(f"{folder}: {reason.say(language)}")
    piped = (stdin_filename, read_standard_input()) if STANDARD_INPUT in paths else None
    settings = Settings(select, ignore, year, agency_kind)
    judged = run(found, settings, Severity[fail_level.upper()], exit_zero, piped)
    with output(output_file) as stream:
        report_to(stream, judged, output_format, Options(language))
    return judged.exit_status
