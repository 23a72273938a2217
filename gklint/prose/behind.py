"""What stands behind a number, as far as a mark or the next number: 3件予以公开, 5件申请."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gklint.prose.clause import Clause
from gklint.prose.confidence import NEAR
from gklint.prose.scanning import Token

#: Behind a number that ends its clause.
_NOTHING_BEHIND = Clause()
_ENDS_AT = ("mark", "end", "number", "percent", "year", "date", "subject")


def clause_behind(
    text: str, tokens: Sequence[Token], index: int, count_key: Callable[[Token, int], str]
) -> Clause:
    """Return the words behind the number at an index; `count_key` says what a count means there."""
    if tokens[index + 1].kind in _ENDS_AT:
        return _NOTHING_BEHIND
    behind = Clause()
    for at in range(index + 1, len(tokens)):
        token = tokens[at]
        if token.kind in _ENDS_AT or text[token.start] == "、":
            break
        behind.unknown += token.gap
        if token.kind in ("topic", "elsewhere"):
            if behind.unknown <= NEAR and not behind.topics:
                behind.add_topic(token)
        elif token.kind == "counts":
            if not behind.counts:
                behind.add_count(count_key(token, at), token)
        elif token.kind == "same":
            behind.same = True
        elif token.kind == "limits":
            behind.limited = True
        elif token.kind == "changes":
            behind.change = True
    return behind
