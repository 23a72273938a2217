"""What keeps a document from being annotated."""

from __future__ import annotations

from gklint.support.bilingual import Text


class Unannotatable(Exception):
    """A file that no notes can be written into; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason
