"""For tests of rules across reports: reports given as texts, compared in this process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from gklint.across.additions import Additions
from gklint.across.checking import CollectionRules, check_collection
from gklint.across.facts import facts_of
from gklint.across.roster_files import load_roster
from gklint.checking.settings import Settings
from gklint.collection.reports import Collection
from gklint.collection.roster import Roster
from gklint.engine import lint_text
from gklint.forms.loading import load_forms
from gklint.model.diagnostics import Diagnostic
from gklint.model.facts import Facts
from gklint.plugins.loading import load_plugins


@lru_cache(maxsize=1024)
def facts_of_text(text: str, name: str = "report.txt") -> Facts:
    """Return the facts of a report."""
    result = lint_text(text, name, Settings(select=("GK901",)))
    assert result.source is not None
    facts = facts_of(result, result.source.sha256)
    assert facts is not None, "this is a report"
    return facts


def roster_of(text: str, folder: Path, name: str = "roster.csv") -> Roster:
    """Return a roster that is written as .csv, named without its folder in what is said of it."""
    (folder / name).write_text(text, encoding="utf-8")
    roster = load_roster(str(folder / name))
    return Roster(name, roster.raw, roster.media_type, roster.lines, roster.rows)


def compared(
    texts: Mapping[str, str] | Iterable[tuple[str, str]],
    roster: Roster | None = None,
    settings: Settings | None = None,
) -> dict[str, Additions]:
    """Return what comparing these reports, given by path, adds to the record of each."""
    reports = [(path, facts_of_text(text)) for path, text in dict(texts).items()]
    plugins = load_plugins()
    modules = [module for module in plugins.rules if module.RULE.checks == "collection"]
    run_rules = {code: plugins.rule(code) for code in ("GK904", "GK906")}
    asked = CollectionRules(modules, run_rules, lambda path: settings or Settings())
    return check_collection(Collection(reports, load_forms(), roster), asked)


def found(added: Mapping[str, Additions]) -> list[tuple[str, Diagnostic]]:
    """Return all findings with their paths."""
    return [(path, diagnostic) for path, one in added.items() for diagnostic in one.found]
