"""What stands behind a number, as far as a mark or the next number: 3件予以公开, 5件申请."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.prose.clause import Clause
from gklint.prose.confidence import NEAR
from gklint.prose.counted import count_key
from gklint.prose.scanning import Token

#: Behind a number that ends its clause.
_NOTHING_BEHIND = Clause()
#: Behind a number of which only some are what follows: 这9件中予以公开3件.
_AMONG = ("中", "里", "当中", "之中")
#: The same, before the number of those: 受理的9件中的3件.
OF_WHICH = ("中的", "里的", "当中的", "之中的")
_ENDS_AT = ("mark", "end", "number", "percent", "year", "date", "subject")


def clause_behind(text: str, tokens: Sequence[Token], index: int, year: int | None) -> Clause:
    """Return the words behind the number at an index, in a report on this year."""
    if tokens[index + 1].kind in _ENDS_AT:
        return _NOTHING_BEHIND
    behind = Clause()
    begin = end = tokens[index].end + len(tokens[index].unit)
    for at in range(index + 1, len(tokens)):
        token = tokens[at]
        if token.kind in _ENDS_AT or (token.kind == "joins" and not _goes_on(tokens, at)):
            break
        if token.start > end and text.startswith(_AMONG, end):
            # 8件中的多数由自然人提出: nobody knows how many.
            break
        end = token.end
        behind.unknown += token.gap
        if token.kind in ("topic", "elsewhere"):
            if behind.topics:
                # 5件申请被提起行政复议: some of them.
                behind.limited = True
            elif behind.unknown <= NEAR:
                behind.add_topic(token)
        elif token.kind == "counts":
            key = count_key(tokens, at, year)
            if key and (not behind.counts or behind.joined):
                behind.add_count(key, token)
        elif token.kind == "same":
            behind.same = True
        elif token.kind in ("limits", "none"):
            # 3件没有提交证据的: none of a part of them.
            behind.limited = True
        elif token.kind == "times" and token.key != "this":
            # 7件为往年制发.
            behind.limited = behind.limited or token.start > begin
        elif token.kind == "changes":
            behind.change = True
        elif token.kind == "joins":
            behind.joined = bool(behind.counts)
    return behind


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a list of words goes on to the next mark: 9件由科研机构、法律服务机构提出. In
    3件予以公开、2件部分公开 the words behind 、 are those of the next number."""
    while tokens[at].kind not in _ENDS_AT:
        at += 1
    return tokens[at].kind in ("mark", "end")
