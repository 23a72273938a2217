"""Text as it is compared: one form for the many ways of writing the same words."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

#: Marks that writers and converters use for one another; NFKC leaves them as they are.
_ALIKE = str.maketrans(
    {
        "〔": "[", "〕": "]", "【": "[", "】": "]", "﹝": "[", "﹞": "]",
        "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "「": '"', "」": '"',
        "—": "-", "–": "-", "―": "-", "−": "-", "﹣": "-", "‐": "-", "‑": "-",
        "·": ".", "•": ".", "∶": ":", "﹑": "、", "､": "、",
        "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "", "\u00ad": "",
    }
)  # fmt: skip
_HAS_ALIKE = re.compile(f"[{''.join(map(chr, _ALIKE))}]")


def fold(text: str) -> str:
    """Return `text` in NFKC, without white space, with one form of each bracket, quote and dash.

    Kangxi radicals, full-width digits and letters, no-break spaces and zero-width characters are
    gone from the result, so that two writings of one label compare equal. Offsets are not kept.
    """
    if text.isascii():
        return "".join(text.split())
    text = "".join(normalize("NFKC", text).split())
    # Looking for such a mark costs a tenth of translating, and most labels have none.
    return text.translate(_ALIKE) if _HAS_ALIKE.search(text) else text


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return `fold(text)` and, for each of its characters, the offset in `text` it came from."""
    pieces = [_fold_character(character) for character in text]
    offsets: list[int] = []
    for offset, piece in enumerate(pieces):
        if len(piece) == 1:
            offsets.append(offset)
        else:
            offsets.extend([offset] * len(piece))
    return "".join(pieces), offsets


_fold_character = lru_cache(maxsize=16384)(fold)
