"""A plugin's reader: whatever it raises is its fault, and makes the file unreadable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from gklint.model.source import Source
from gklint.readers.limits import Limits, UnreadableFile
from gklint.support.bilingual import Text

_T = TypeVar("_T")


class Guarded:
    """Hands calls on to the reader `inner` of a plugin; raises nothing but UnreadableFile.

    Raises AttributeError, TypeError where `inner` has not what a reader has.
    """

    def __init__(self, plugin: str, inner: Any) -> None:
        self.plugin = plugin
        self.inner = inner
        self.NAME: str = inner.NAME
        self.SUFFIXES: tuple[str, ...] = tuple(inner.SUFFIXES)
        self.WHAT: Text = inner.WHAT
        if not all(str(suffix).startswith(".") and suffix[1:] for suffix in self.SUFFIXES):
            raise TypeError(
                f"SUFFIXES of {self.NAME}: a tuple like ('.txt',) is expected,"
                f" not {inner.SUFFIXES!r}"
            )
        if not isinstance(self.WHAT, Text):
            raise TypeError(f"WHAT of {self.NAME}: a Text is expected, not {self.WHAT!r}")
        if not (callable(inner.recognises) and callable(inner.read)):
            raise TypeError(f"recognises and read of {self.NAME} cannot be called")

    def recognises(self, raw: bytes) -> bool:
        """Say by their content whether the bytes are a document of its kind."""
        return bool(self._guarded(lambda: self.inner.recognises(raw)))

    def read(self, raw: bytes, path: str, limits: Limits) -> Source:
        """Return the document's text and tables."""

        def read() -> Source:
            source = self.inner.read(raw, path, limits)
            if not isinstance(source, Source):
                raise TypeError(f"a Source is expected, not {type(source).__name__}")
            return source

        return self._guarded(read)

    def _guarded(self, call: Callable[[], _T]) -> _T:
        try:
            return call()
        except (UnreadableFile, KeyboardInterrupt):
            raise
        except BaseException as error:
            # A plugin may raise anything, leave the process even.
            what = f"{type(error).__name__}: {error}"
            raise UnreadableFile(
                Text(
                    f"插件 {self.plugin} 的读取程序 {self.NAME} 出错：{what}",
                    f"the reader {self.NAME} of the plugin {self.plugin} failed: {what}",
                )
            ) from error
