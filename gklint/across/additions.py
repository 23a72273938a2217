"""What comparing adds to the records of single reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from gklint.checking.results import Acceptance, Outcome
from gklint.model.diagnostics import Diagnostic


class Additions(NamedTuple):
    """What comparing adds to the record of one file: findings by place, those of them that are
    accepted by index, outcomes by code, the text of the lines that the findings speak of."""

    found: tuple[Diagnostic, ...] = ()
    accepted: Mapping[int, Acceptance] = {}
    outcomes: tuple[Outcome, ...] = ()
    lines: Mapping[int, str] = {}
