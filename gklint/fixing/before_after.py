"""What stands at the places of a fix, and what will: for people who cannot see lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gklint.fixing.text import offset
from gklint.model.diagnostics import Edit
from gklint.model.personal import mask
from gklint.model.source import Source

#: So many characters of a paragraph are kept on either side of what changes.
_AROUND = 12
_ENDS = "\t\r\n"


def before_and_after(source: Source, edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """Yield the text of each cell or paragraph that the edits (in the order of their places)
    change, before and after; of a long one what is around the change."""
    text = source.text
    stretches: list[tuple[int, int, list[tuple[int, int, str]]]] = []
    for place, words in edits:
        change = (offset(source, place[:2]), offset(source, place[2:]), words)
        first, last = change[:2]
        if stretches and last <= stretches[-1][1]:
            # The same cell or paragraph: it is not measured for each change again.
            stretches[-1][2].append(change)
            continue
        while first > 0 and text[first - 1] not in _ENDS:
            first -= 1
        while last < len(text) and text[last] not in _ENDS:
            last += 1
        if stretches and first <= stretches[-1][1]:
            begin, _, changes = stretches.pop()
            stretches.append((begin, last, [*changes, change]))
        else:
            stretches.append((first, last, [change]))
    for first, last, changes in stretches:
        pieces: list[str] = []
        at = first
        for start, end, words in changes:
            pieces += [text[at:start], words]
            at = end
        # Masked before it is cut: half the number of a person is not known as one.
        yield _cut(mask(text[first:last]), mask("".join([*pieces, text[at:last]])))


def _cut(before: str, after: str) -> tuple[str, str]:
    """Shorten what both have at their ends."""
    same = _common(before, after)
    head = max(same - _AROUND, 0)
    room = min(len(before), len(after)) - same
    tail = max(min(_common(before[::-1], after[::-1]), room) - _AROUND, 0)

    def shortened(words: str) -> str:
        kept = words[head : len(words) - tail]
        return f"{'…' if head else ''}{kept}{'…' if tail else ''}"

    return shortened(before), shortened(after)


def _common(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
