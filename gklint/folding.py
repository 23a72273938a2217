"""Text as it is compared: one form for the many ways of writing the same words."""

from __future__ import annotations

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


def fold(text: str) -> str:
    """Return `text` in NFKC, without white space, with one form of each bracket, quote and dash.

    Kangxi radicals, full-width digits and letters, no-break spaces and zero-width characters are
    gone from the result, so that two writings of one label compare equal. Offsets are not kept.
    """
    if text.isascii():
        return "".join(text.split())
    return "".join(normalize("NFKC", text).translate(_ALIKE).split())


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return `fold(text)` and, for each of its characters, the offset in `text` it came from."""
    folded: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for piece in fold(character):
            folded.append(piece)
            offsets.append(offset)
    return "".join(folded), offsets
