"""A document checked as `gklint check` checks the file: same configuration, same acceptances."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from gklint.batch.accepting import rules_of, says
from gklint.checking.records import record_of
from gklint.checking.results import Record, Result
from gklint.checking.settings import Settings
from gklint.configuration import Configurations
from gklint.engine import lint_bytes
from gklint.lsp.documents import Document
from gklint.support.problems import ConfigurationError, Problem
from gklint.suppression import Accepting, found_waivers
from gklint.suppression.requested import Requested, accepting_for
from gklint.suppression.waivers import WaiverFile, read_waivers
from gklint.suppression.waiving import Waiving


class Checked(NamedTuple):
    """What came of checking a version of a document.

    `record` is the result with what is accepted from outside of the report. `problems` are those of
    the configuration, by which nothing was checked: then there is no result. Both are absent for a
    file that the configuration leaves out.
    """

    version: int
    language: str
    settings: Settings
    result: Result | None = None
    record: Record | None = None
    accepting: Sequence[Accepting] = ()
    problems: tuple[Problem, ...] = ()


def check(document: Document, language: str, forced: bool = False) -> Checked:
    """Check a report; `language` counts where the configuration has none, or if it is `forced`.

    The configuration is read each time: it takes less than a millisecond, and is never an old one.
    """
    configurations = Configurations()
    path = document.path
    settings = configurations.settings_for(path)
    of_run = configurations.of_run([path])
    if not forced:
        language = of_run.get("language") or language
    if document.on_disk and configurations.excludes(path):
        return Checked(document.version, language, settings)
    problems = tuple(sorted(set(configurations.problems)))
    accepting: Sequence[Accepting] = ()
    if not problems:
        requested = Requested(of_run.get("waivers"), of_run.get("baseline"), shrinks=False)
        try:
            accepting = _accepting(path, requested, configurations)
        except ConfigurationError as error:
            problems = error.problems
    if problems:
        return Checked(document.version, language, settings, problems=problems)
    result = lint_bytes(document.raw(settings.limits), path, settings)
    record = record_of(result, hashed=False)
    for one in accepting:
        record = one.accept(record)
    return Checked(document.version, language, settings, result, record, accepting)


def _accepting(
    path: str, requested: Requested, configurations: Configurations
) -> Sequence[Accepting]:
    found = {} if requested.waivers else found_waivers([path])
    if not (found or requested.waivers or requested.baseline):
        return ()
    settings_for = configurations.settings_for
    rules = rules_of(settings_for, [path])
    return accepting_for([path], requested, found, says(settings_for), rules, lambda _: None)


def check_waivers(document: Document, records: Iterable[Record]) -> Record | None:
    """Return what is wrong with the entries of a file of waivers, None where nothing is.

    `records` are those of the reports that are open: only of them it is known whether an entry
    still holds. Raises ConfigurationError for what is no file of waivers.
    """
    text = document.text.removeprefix("\ufeff")
    file = WaiverFile(document.path, text.encode("utf-8", "replace"), read_waivers(text, ""))
    settings_for = Configurations().settings_for
    waiving = Waiving(file, date.today, says(settings_for), rules_of(settings_for, [document.path]))
    for record in records:
        if os.path.isabs(record.path):
            waiving.accept(record)
    return next(waiving.rest(), None)
