"""What a run compares: whether it does, by which roster, and the records that come of it. It needs
no click."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gklint.batch import Found
from gklint.checking.results import Record
from gklint.checking.settings import Settings
from gklint.cli.language import localized
from gklint.cli.output import note

if TYPE_CHECKING:
    from gklint.across.checking import CollectionRules
    from gklint.batch.cache import Cache
    from gklint.collection.roster import Roster
    from gklint.forms.values import Forms


class Across:
    """The files of a run without the roster, whether they are compared, and by which roster."""

    def __init__(self, found: Found, compares: bool, roster: Roster | None = None) -> None:
        self.found = found
        self.compares = compares
        self.roster = roster

    def names(self, piped: str | None) -> tuple[str, ...]:
        """Return the paths of all records of the run; `piped` is what came in is called."""
        roster = () if self.roster is None else (self.roster.path,)
        return (*self.found.files, *(() if piped is None else (piped,)), *roster)

    def comparing(
        self,
        settings_for: Callable[[str], Settings],
        complete: Callable[[], bool],
        cells: bool = False,
    ) -> Callable[[Iterator[Record], Cache | None], Iterator[Record]] | None:
        """Return what gives records with what comes of comparing them, None where they are not.

        With `cells` they keep the cells of their tables.
        """
        if not self.compares:
            return None
        # Imported here: a single report is compared with none.
        from gklint.across.joining import Comparison, joined

        names = self.names(None)
        comparison = Comparison(lambda: collection_rules(settings_for, names), _forms, self.roster)
        return lambda records, cache: joined(records, comparison, complete, cache, cells)


def across_of(
    of_run: Mapping[str, Any], found: Found, piped: bool, no_across: bool, language: str
) -> Across | None:
    """Return what is compared; None where the roster cannot be used, and the user has been told."""
    path = None if no_across else of_run.get("roster")
    if path is None:
        return Across(found, not no_across and len(found.files) + piped > 1)
    name = os.path.basename(path)
    # A workbook among the reports is no report.
    files = tuple(
        file for file in found.files if not (file.endswith(name) and _is_same(file, path))
    )
    roster = roster_at(path, language)
    return None if roster is None else Across(found._replace(files=files), True, roster)


def roster_at(path: str, language: str) -> Roster | None:
    """Return the roster; None where it cannot be used, and the user has been told."""
    # Imported here: most runs have no roster.
    from gklint.across.roster_files import load_roster
    from gklint.support.problems import ConfigurationError

    try:
        return load_roster(path)
    except ConfigurationError as error:
        note(
            localized(
                "名册有误，没有检查任何文件：",
                "the roster is wrong; nothing was checked:",
                language,
            )
        )
        for problem in error.problems:
            note(f"  {problem.say(language)}")
        return None


def _forms() -> Forms:
    from gklint.forms.loading import load_forms

    return load_forms()


def _is_same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def collection_rules(
    settings_for: Callable[[str], Settings], names: Iterable[str]
) -> CollectionRules:
    """Return the rules across reports that are asked of files with these names."""
    from gklint.across.checking import CollectionRules
    from gklint.engine import rules_for
    from gklint.plugins.loading import load_plugins

    plugins = load_plugins()
    modules = {
        module.RULE.code: module
        for settings in {settings_for(path) for path in names}
        for module in rules_for(plugins, settings)
        if module.RULE.checks == "collection"
    }
    run_rules = {code: plugins.rule(code) for code in ("GK904", "GK906")}
    return CollectionRules([modules[code] for code in sorted(modules)], run_rules, settings_for)
