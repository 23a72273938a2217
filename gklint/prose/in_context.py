"""Words that mean something only beside others: 企业5件, 处罚3件, 来信申请2件."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.prose.clause import NO_TABLE
from gklint.prose.scanning import Token

#: The kinds of such words.
IN_CONTEXT = frozenset({"channels", "applicants", "short_topics", "short_counts"})
#: 收费5万元 may be a fee for information; behind others of table two it is one of that.
_FEES = "art20_8.fees"
_PROCUREMENT = "art20_9.procurement"
#: Where nobody applies it is 企业 that counts: somebody else.
_BUSINESS = "commercial_enterprise"
_BEHIND_APPLICANTS = ("number", "same", "mark", "end", "joins", "share")
_ENDS_CLAUSE = ("mark", "number", "percent")


def resolved(tokens: list[Token], topics: tuple[str, ...]) -> list[Token]:
    """Return the tokens with such words as what they mean behind `topics`, or as unknown."""
    read: list[Token] = []
    known, here = topics, False
    qualified = False  # 其中, unknown words or a topic since the last mark
    for index, token in enumerate(tokens):
        if token.kind in IN_CONTEXT:
            plain = not (qualified or token.gap)
            listed = here and known[0].startswith("art20_")
            if token.key == _FEES and plain and not listed and _is_amount(tokens, index):
                # 4.收费：5万元: most likely, but a fee for information is one, too.
                read += [token._replace(kind="topic"), _some(token)]
                known, here, qualified = (_FEES,), True, True
                continue
            # 公示处罚5件.
            unsure = not plain or tokens[index - 1].kind == "elsewhere"
            unsure = unsure or token.key == _PROCUREMENT
            if token.kind == "short_topics" and unsure and _is_counted(tokens, index):
                # 卫生许可5件, 土地出让等收费5万元, 政府采购5项: of some only, of all, or of more.
                partial = _some(token)._replace(kind="some")
                read += [token._replace(kind="topic"), partial]
                known, here, qualified = (token.key,), True, True
                continue
            token = _resolved(tokens, index, known, plain and (here or token.key != _FEES))
        if token.kind in ("topic", "elsewhere"):
            known, here = tuple((token.key or NO_TABLE).split("+")), True
        ends = token.kind in _ENDS_CLAUSE
        qualified = not ends and (qualified or token.gap > 0 or token.kind in ("topic", "parts"))
        read.append(token)
    return read


def _is_amount(tokens: Sequence[Token], index: int) -> bool:
    """Say whether nothing but a colon stands between 收费 and an amount that is not 0."""
    at = index + 2 if tokens[index + 1].kind == "mark" and not tokens[index + 1].gap else index + 1
    if at >= len(tokens) or tokens[at].gap:
        return False
    return tokens[at].key == "money" and tokens[at].value > 0


def _is_counted(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a number stands right behind a word that can be of its matter: 许可5件, and
    behind others of table two 收费5万元."""
    after = tokens[index + 1]
    if tokens[index].key == _FEES:
        listed = any(t.kind == "topic" and t.key.startswith("art20_") for t in tokens[:index])
        return listed and _is_amount(tokens, index)
    units = ("pieces", "items", "money" if tokens[index].key == _PROCUREMENT else "")
    return after.kind == "number" and after.key in units and not after.gap


def _some(token: Token) -> Token:
    """Return a token behind another one that says that it may be only some that is counted."""
    return Token("limits", "", token.end, token.end, 0)


def _resolved(tokens: Sequence[Token], index: int, known: tuple[str, ...], plain: bool) -> Token:
    token, after = tokens[index], tokens[index + 1]
    kind = ""
    if token.kind == "channels":
        # 来信5件 are letters.
        kind = "limits" if after.kind == "same" and not after.gap else "elsewhere"
    elif token.kind == "applicants":
        if "applications" in known and _names_applicant(after):
            kind = "counts"
        elif token.key == _BUSINESS:
            return token._replace(kind="subject", key="other")
    elif plain and after.kind == "number" and not after.gap:
        if token.kind == "short_counts":
            kind = "counts"
        elif token.key != _FEES or known[0].startswith("art20_"):
            kind = "topic"
    if kind:
        return token._replace(kind=kind, key="" if kind in ("limits", "elsewhere") else token.key)
    return Token("unknown", "", token.start, token.end, token.gap + token.end - token.start)


def _names_applicant(after: Token) -> bool:
    """Say whether 企业, 个人 say who applied: 企业5件, 个人申请量5件, 5件由企业提出."""
    return not after.gap and (after.kind in _BEHIND_APPLICANTS or after.key == "received")
