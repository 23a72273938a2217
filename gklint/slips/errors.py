"""What keeps slips from being written."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from gklint.readers.limits import UnreadableFile
from gklint.support.bilingual import Text

_MISSING = Text(
    "写退回修改通知需要另装组件：pip install 'gklint[slips]'",
    "slips need: pip install 'gklint[slips]'",
)


class WrongTemplate(Exception):
    """A template that cannot be used; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def needed() -> Any:
    """Return python-docx; raises UnreadableFile where it is not installed."""
    try:
        return import_module("docx")
    except ImportError as error:
        raise UnreadableFile(_MISSING) from error
