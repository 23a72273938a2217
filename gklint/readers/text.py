"""Text files: which encoding, and the text."""

from __future__ import annotations

import codecs
import re

from gklint.model.source import Source, Undecodable, source_of_text
from gklint.readers.limits import Limits

#: Byte order marks, the codec that stands for encoding with the mark, and for what follows it.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)

#: How much of a text is looked at to tell whether it is one, in characters.
_SAMPLE = 20_000
#: Of these characters, this many a hundred may be control characters or undecodable.
_MAX_RUBBISH = 10
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r")) + b"\x7f"
#: Of the characters of a guessed UTF-16, this many a hundred must be those of a Chinese text.
_MIN_USUAL = 85
_USUAL = r"[\t-\r -~\xa0\xb7\xd7\u2000-\u206f\u2f00-\u2fdf\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"


def decode(raw: bytes, path: str, limits: Limits | None = None) -> Source | None:
    """Return the text of `raw`, None where it is no text.

    Raises UnreadableFile where `limits` are given and it has more `characters`.

    The order that proved exact on real files: byte order mark, UTF-8, UTF-16 where bytes are NUL
    and a Chinese text comes of it, GB18030. Bytes that stand for no character become U+FFFD, and
    the Source says how many there are and where the first one is.
    """
    for mark, encoding, codec in _MARKS:
        if raw.startswith(mark):
            return _source(raw, path, encoding, codec, len(mark), limits)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and "\x00" not in text:
        if not _is_text(text):
            return None
        if limits:
            limits.check("characters", len(text))
        return source_of_text(text, path, raw, "utf-8")
    codec = _without_mark(raw)
    return _source(raw, path, codec, codec, 0, limits)


def mark_of(raw: bytes, encoding: str) -> tuple[bytes, str]:
    """Return the byte order mark that `raw` begins with, and the codec of what follows it."""
    for mark, name, codec in _MARKS:
        if name == encoding and raw.startswith(mark):
            return mark, codec
    return b"", encoding


def _without_mark(raw: bytes) -> str:
    """Return the encoding of bytes that are no plain UTF-8 and bear no mark."""
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    if even or odd:
        # Digits, spaces and line ends of a UTF-16 text have NUL as their high byte; no text in
        # UTF-8 or GB18030 holds a NUL, but damaged ones and binaries do.
        wide = "utf-16-le" if odd > even else "utf-16-be"
        sample = raw[: _SAMPLE * 2].decode(wide, "replace")
        # Not compiled beforehand: it takes longer than reading a report, and is rarely needed.
        if len(re.findall(_USUAL, sample)) * 100 >= _MIN_USUAL * len(sample):
            return wide
    return "utf-8" if _broken(raw, "utf-8") <= _broken(raw, "gb18030") else "gb18030"


def _broken(raw: bytes, codec: str) -> int:
    return raw.decode(codec, "replace").count("\ufffd")


def _source(
    raw: bytes, path: str, encoding: str, codec: str, skip: int, limits: Limits | None
) -> Source | None:
    """Return the Source of what follows the first `skip` bytes, None where it is no text."""
    encoded = raw[skip:]
    damage, failed = None, None
    try:
        text = encoded.decode(codec)
    except UnicodeDecodeError as error:
        failed = error
        text = encoded.decode(codec, "replace")
    if not _is_text(text):
        return None
    if limits:
        limits.check("characters", len(text))
    if failed:
        source = source_of_text(text, path, raw, encoding)
        line, column = source.position(len(encoded[: failed.start].decode(codec, "replace")))
        # A U+FFFD that the file itself holds is no byte that cannot be decoded.
        own = encoded.count("\ufffd".encode(codec))
        lost = max(text.count("\ufffd") - own, 1)
        damage = Undecodable(skip + failed.start, lost, line, column)
    return source_of_text(text, path, raw, encoding, damage)


def _is_text(text: str) -> bool:
    """Say whether the text is one: few control characters, few that could not be decoded."""
    sample = text[:_SAMPLE]
    encoded = sample.encode("utf-8", "replace")
    controls = len(encoded) - len(encoded.translate(None, _CONTROLS))
    return (controls + sample.count("\ufffd")) * 100 <= _MAX_RUBBISH * len(sample)
