"""Which of the files that the user has chosen is the roster."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gklint.across.roster_files import load_roster
from gklint.support.bilingual import Text
from gklint.support.problems import ConfigurationError

#: Tables that are no report; a workbook may be one, and is known by its name.
_TABLE = re.compile(r"\.(csv|ya?ml)$", re.IGNORECASE)
_NAMED = re.compile(r"(名册|名录|roster)[^/]*\.xlsx$", re.IGNORECASE)
#: What gklint keeps beside reports. The page has no configuration.
_OWN = re.compile(r"(^|/)[^/]*gklint[^/]*\.ya?ml$", re.IGNORECASE)

_NO_CONFIGURATION = Text(
    "这个页面不用配置和豁免文件", "the page has no configuration and no waivers"
)
_ANOTHER = Text("已经用了另一份名册 {path}", "another roster is used: {path}")


def chosen_roster(paths: Iterable[str], language: str) -> tuple[str | None, list[tuple[str, str]]]:
    """Return the roster among the files, and those tables that are not used, each with why.

    A workbook that is called a roster and is none is left to be checked as a report.
    """
    roster: str | None = None
    not_used = []
    for path in paths:
        if _OWN.search(path):
            not_used.append((path, _NO_CONFIGURATION.say(language)))
            continue
        if not (_TABLE.search(path) or _NAMED.search(path)):
            continue
        problems = _problems(path, language)
        if not problems and roster is None:
            roster = path
        elif _TABLE.search(path) or not problems:
            why = problems or _ANOTHER.say(language, {"path": roster})
            not_used.append((path, why))
    return roster, not_used


def _problems(path: str, language: str) -> str:
    """Return what is wrong with a table as a roster; empty where nothing is."""
    try:
        load_roster(path)
    except ConfigurationError as error:
        return "\n".join(problem.say(language) for problem in error.problems)
    return ""
