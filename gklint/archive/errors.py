"""What ends a run over an archive; what is wrong with a single report ends none."""

from __future__ import annotations

from typing import Any

from gklint.support.bilingual import Text


class ArchiveError(Exception):
    """A run that cannot go on; `reason` says why and what to do."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle it by its reason: it comes from other processes too."""
        return type(self), (self.reason,)


def needs(package: str, extra: str) -> ArchiveError:
    """Return the error for a library that is not installed."""
    return ArchiveError(
        Text(
            f"需要 {package}，请安装：pip install 'gklint[{extra}]'",
            f"{package} is needed: pip install 'gklint[{extra}]'",
        )
    )
