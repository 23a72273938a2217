"""What keeps a file from being mended."""

from __future__ import annotations

from gklint.diagnostics import Text


class Unfixable(Exception):
    """A file that cannot be written to; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason
