"""For tests of gklint and of its plugins: valid reports, faults put into them, rule cases.

`valid_draft` gives a report as a value, `render` writes it in any layout with the true place of
every cell, `cases_in` reads the YAML cases of rules and `check_case` checks one. `random_report`
gives reports of any kind; the strategies for Hypothesis are in `gklint.testing.strategies`, which
alone needs hypothesis.
"""

from __future__ import annotations

from gklint.testing.bodies import Body, body_named, random_body
from gklint.testing.cases import Case, CaseError, cases_in, check_case, load_cases
from gklint.testing.changes import ChangeError, change_draft, change_text
from gklint.testing.draft import Draft, DraftRow, DraftSection, DraftTable, valid_draft
from gklint.testing.layouts import LAYOUTS
from gklint.testing.random_reports import random_draft, random_report, random_style
from gklint.testing.rendering import Rendered, TrueCell, render
from gklint.testing.style import Style

__all__ = [
    "LAYOUTS",
    "Body",
    "Case",
    "CaseError",
    "ChangeError",
    "Draft",
    "DraftRow",
    "DraftSection",
    "DraftTable",
    "Rendered",
    "Style",
    "TrueCell",
    "body_named",
    "cases_in",
    "change_draft",
    "change_text",
    "check_case",
    "load_cases",
    "random_body",
    "random_draft",
    "random_report",
    "random_style",
    "render",
    "valid_draft",
]
