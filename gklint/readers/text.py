"""Text files: which encoding, and the text."""

from __future__ import annotations

import codecs

from gklint.source import Source, Undecodable, source_of_text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Of the characters of a text, this many a hundred may be control characters or undecodable.
_MAX_RUBBISH = 10


def decode(raw: bytes, path: str) -> Source | None:
    """Return the text of `raw`, None where it is no text.

    The order that proved exact on real files: byte order mark, UTF-8, UTF-16 where every other
    byte is mostly NUL, GB18030. Bytes that stand for no character become U+FFFD, and the Source
    says how many there are and where the first one is.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _source(raw, path, encoding)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _source(raw, path, _without_mark(raw))
    if "\x00" in text:
        return _source(raw, path, _without_mark(raw))
    return source_of_text(text, path, raw, "utf-8") if _is_text(text) else None


def _without_mark(raw: bytes) -> str:
    """Return the encoding of bytes that are not valid UTF-8 and bear no mark."""
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    # Digits, spaces and line ends of a UTF-16 text have NUL as their high byte, and no text in
    # UTF-8 or GB18030 has a NUL at all.
    if even or odd:
        return "utf-16-le" if odd > even else "utf-16-be"
    if _broken(raw, "utf-8") <= _broken(raw, "gb18030"):
        return "utf-8"
    return "gb18030"


def _broken(raw: bytes, encoding: str) -> int:
    return raw.decode(encoding, "replace").count("\ufffd")


def _source(raw: bytes, path: str, encoding: str) -> Source | None:
    text = raw.decode(encoding, "replace")
    if not _is_text(text):
        return None
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        return _damaged(raw, path, encoding, text, error.start)
    return source_of_text(text, path, raw, encoding)


def _damaged(raw: bytes, path: str, encoding: str, text: str, start: int) -> Source:
    good = raw[:start].decode(encoding, "replace").removeprefix("\ufeff")
    line = good.count("\n") + 1
    column = len(good) - (good.rfind("\n") + 1) + 1
    # A U+FFFD that the file itself holds is no byte that cannot be decoded.
    own = raw.count("\ufffd".encode(encoding.removesuffix("-sig")))
    count = max(text.count("\ufffd") - own, 1)
    return source_of_text(text, path, raw, encoding, Undecodable(start, count, line, column))


def _is_text(text: str) -> bool:
    """Say whether the text is one: few control characters, few that could not be decoded."""
    sample = text[:20_000]
    rubbish = sum(
        1 for c in sample if c == "\ufffd" or (c < " " and c not in "\t\n\r\f\v") or "\x7f" <= c < "\xa0"
    )
    return rubbish * 100 <= _MAX_RUBBISH * len(sample)
