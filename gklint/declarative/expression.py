"""Regular expressions that users write: they end, whatever they are and whatever they look at."""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from gklint.support.bilingual import Text

#: What a pattern may say at most: characters, groups in groups, and characters once all counted
#: repetitions are written out, `(a{100}){100}` being 10,000.
_MOST_CHARACTERS, _MOST_GROUPS, _MOST_WRITTEN_OUT = 2_000, 50, 20_000
#: So long a pattern looks at one report; one that nests repetitions, `(x+)+`, would never end.
SECONDS = 2.0

_TOO_SLOW = "正则表达式太慢，可能有嵌套的重复 (the pattern is too slow, it may nest repetitions)"
_PIECE = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<open>\()|(?P<close>\))|\{(?P<from>\d*),?(?P<to>\d*)\}|.",
    re.DOTALL,
)


def problem_of(pattern: str) -> Text | None:
    """Return what is wrong with a pattern, None where nothing is."""
    if not pattern:
        # It would match everywhere, with nothing to show.
        return Text("不能是空的", "must not be empty")
    if len(pattern) > _MOST_CHARACTERS:
        return Text(
            f"太长：最多 {_MOST_CHARACTERS:,} 个字符",
            f"is too long: {_MOST_CHARACTERS:,} characters at most",
        )
    # Imported here: only rules without code have patterns of users.
    import regex

    try:
        # Python's own engine says what is a pattern: the other one knows more than people expect.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            re.compile(pattern)
        if _too_large(pattern):
            return Text(
                "嵌套太深，或重复次数太多", "is nested too deeply, or repeats too many times"
            )
        _compiled(pattern)
    except (re.error, regex.error, OverflowError, RecursionError, MemoryError) as error:
        return Text(f"不是有效的正则表达式：{error}", f"not a regular expression: {error}")
    return None


def _too_large(pattern: str) -> bool:
    """Say whether groups nest too deeply, or counted repetitions come to too much."""
    # For each open group how much it is so far, and the size of the last piece in it.
    sizes, last = [0], 0
    for piece in _PIECE.finditer(pattern):
        count = piece["to"] or piece["from"]
        if piece["open"]:
            sizes.append(0)
            last = 0
        elif piece["close"] and len(sizes) > 1:
            last = sizes.pop()
            sizes[-1] += last
        elif count:
            sizes[-1] += last * (min(int(count[:9]), _MOST_WRITTEN_OUT + 1) - 1)
            last *= int(count[:9])
        else:
            last = 1
            sizes[-1] += 1
        if len(sizes) > _MOST_GROUPS or sizes[-1] > _MOST_WRITTEN_OUT:
            return True
    return False


def groups_of(pattern: str) -> list[str]:
    """Return the names of a pattern's groups, none where it is no pattern."""
    return [] if problem_of(pattern) else list(_compiled(pattern).groupindex)


class Looking:
    """Looks for a pattern in one text after the other, with one limit of time for them all."""

    def __init__(self, pattern: str) -> None:
        self.pattern = _compiled(pattern)
        self.until = time.monotonic() + SECONDS

    def found(self, text: str) -> list[Any]:
        """Return all matches that are not empty; raises TimeoutError."""
        return [match for match in self._limited("finditer", text) if match.group()]

    def stands_in(self, text: str) -> bool:
        """Say whether there is a match; raises TimeoutError."""
        return any(True for _ in self._limited("finditer", text))

    def _limited(self, method: str, text: str) -> Iterator[Any]:
        left = self.until - time.monotonic()
        try:
            if left <= 0:
                raise TimeoutError
            yield from getattr(self.pattern, method)(text, timeout=left)
        except TimeoutError as error:
            raise TimeoutError(f"{_TOO_SLOW}: > {SECONDS:g} s") from error


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    import regex

    return regex.compile(pattern, regex.VERSION0)
