"""A record that the cache holds, read from it when somebody asks for more than its tally."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gklint.batch.cache_key import digest
from gklint.batch.cache_store import Store
from gklint.batch.cache_values import Head, opened
from gklint.batch.waiting import Waiting
from gklint.checking.results import Compared, Record
from gklint.model.facts import Facts, from_json

if TYPE_CHECKING:
    from gklint.batch.cache import Cache

#: The shape of the text that facts are, and the kind of value that a comparison is.
FACTS, COMPARED = "facts 2", "compared"
#: What does more to a terminal than show a character or a colour.
_MOVING = re.compile(
    "[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]|\x1b(?!\\[[0-9;]*m)"
)


class KeptRecord:
    """A record that is in the cache or on its way there, in place of the record itself.

    What it is asked for beside path, tally and text is read from the cache, which a run that
    changed nothing never needs.
    """

    __slots__ = (
        "_cache",
        "_checked",
        "_record",
        "_window",
        "content",
        "number",
        "path",
        "tally",
        "texts",
        "waiting",
    )

    def __init__(
        self,
        cache: Cache,
        window: Window | None,
        waiting: Waiting,
        head: Head,
        record: Record | None = None,
    ) -> None:
        self.path = waiting.path
        self.tally = head.tally
        #: The SHA-256 of the file.
        self.content = head.content
        self.number = waiting.number or 0
        self.waiting = waiting
        #: Texts that are not in the cache yet, by shape.
        self.texts: dict[str, str] = {}
        self._cache = cache
        self._window = window
        self._record = record
        #: Whether the record comes from checking and not from the cache, where it has no facts.
        self._checked = record is not None

    @property
    def record(self) -> Record:
        """The record itself."""
        if self._record is None:
            self._record = self._cache.loaded(self.waiting)
        return self._record

    @property
    def facts(self) -> Facts | None:
        """What is compared of the file, kept beside the record."""
        if self._record is not None and self._checked:
            return self._record.facts
        text = self._window.text(FACTS, self.number) if self._window else None
        try:
            if text is not None:
                return from_json(text) if text else None
        except (ValueError, RecursionError):
            pass
        # They are gone, and so the file is checked again.
        self._record = self._cache.checked_again(self)
        self._checked = True
        return self._record.facts

    @property
    def compared(self) -> Compared:
        """What came of comparing it: nothing, which is kept with it."""
        return Compared()

    @property
    def own(self) -> KeptRecord:
        """The record without what comes of comparing it, which is not kept with it."""
        return self

    def shown(self, shape: str, make: Callable[[Record], str], stamp: str = "") -> str:
        """Return what `make` makes of the record, or what it made of it in an earlier run.

        `stamp` stands for all that the text follows from beside record and shape: a text with
        another one is made again.
        """
        text = self._window.text(shape, self.number) if self._window else None
        if text is not None and text.startswith(f"{stamp}\n"):
            return text[len(stamp) + 1 :]
        text = make(self.record)
        first = not self.texts
        self.texts[shape] = f"{stamp}\n{text}"
        if first:
            self._cache.has_texts(self)
        return text

    def forget(self, window: Window) -> None:
        """Let go of the record and of what is beside it: they have been written."""
        self._record = None
        self._checked = False
        self._window = window

    def __getattr__(self, name: str) -> object:
        return getattr(self.record, name)


class Window:
    """Some files that were looked up together, so that their texts are too."""

    def __init__(self, store: Store, numbers: Sequence[int], own: bool) -> None:
        self._store = store
        self._numbers = numbers
        self._own = own
        self._texts: dict[str, dict[int, object]] = {}

    def text(self, shape: str, number: int) -> str | None:
        texts = self._texts.get(shape)
        if texts is None:
            texts = self._texts[shape] = self._store.blocks(number_of(shape), self._numbers)
        sealed_text = texts.get(number)
        data = None if sealed_text is None else opened(sealed_text, number)
        text = None if data is None else data.decode("utf-8", "surrogatepass")
        # What a reporter wrote may be shown; what lay in a folder from elsewhere may be made to
        # move the cursor of a terminal.
        return text if self._own or text is None or _can_be_shown(text) else None


def _can_be_shown(text: str) -> bool:
    """Say whether a text moves nothing on a terminal: lines and colours are all that there is."""
    return all(line.isprintable() or not _MOVING.search(line) for line in text.split("\n"))


def number_of(shape: str) -> int:
    return int.from_bytes(digest(shape)[:7], "big")
