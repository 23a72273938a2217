"""What keeps a file, or one place in it, from being fixed."""

from __future__ import annotations

from collections.abc import Mapping

from gklint.model.diagnostics import Edit
from gklint.support.bilingual import Text


class Unfixable(Exception):
    """A file that cannot be written to; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Refused(Exception):
    """Edits that cannot be made in this file, each with the reason; without them the others can."""

    def __init__(self, reasons: Mapping[Edit, Text]) -> None:
        super().__init__("; ".join(reason.en for reason in reasons.values()))
        self.reasons = reasons
