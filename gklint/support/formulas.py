"""Sums and relations between cells as they are written in rules without code, forms and indicators.

One grammar, `grammars/formula.lark`, reads them all; what a name in them means, each user says.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from gklint.support.built import grammar_files

GRAMMAR = "formula.lark"
#: More digits than these no number in a formula has.
MOST_DIGITS = 15

#: Other ways to write the operators.
_ALSO = {"==": "=", "≠": "!=", "≤": "<=", "≥": ">="}


class FormulaSyntaxError(ValueError):
    """What is written is no sum or relation; `rest` is what cannot be read, "" where it ends too
    early, and `too_large` says that it begins with a number of too many digits."""

    def __init__(self, rest: str, too_large: bool = False) -> None:
        super().__init__(rest or "it ends too early")
        self.rest = rest
        self.too_large = too_large


class Term(NamedTuple):
    """`factor` times what is named; without a name it is the number itself."""

    factor: int
    name: str


class Relation(NamedTuple):
    """Σ left `operator` Σ right; the operator is one of = != <= >= < >."""

    left: tuple[Term, ...]
    operator: str
    right: tuple[Term, ...]


def parse_relation(text: str) -> Relation:
    """Read a relation; raises FormulaSyntaxError."""
    left, operator, right = _tree(text, "relation").children
    written = str(operator)
    return Relation(tuple(_terms(left)), _ALSO.get(written, written), tuple(_terms(right)))


def parse_sum(text: str) -> tuple[Term, ...]:
    """Read a sum; raises FormulaSyntaxError."""
    return tuple(_terms(_tree(text, "sum")))


def _tree(text: str, start: str) -> Any:
    from lark import UnexpectedInput

    try:
        return _parser().parse(text, start=start)
    except UnexpectedInput as error:
        ended = getattr(getattr(error, "token", None), "type", "") == "$END"
        rest = "" if ended else text[error.pos_in_stream or 0 :].strip()
        raise FormulaSyntaxError(rest) from error


@lru_cache(maxsize=1)
def _parser() -> Any:
    import lark

    text = grammar_files("", GRAMMAR)[GRAMMAR]
    return lark.Lark(text, start=["relation", "sum"], parser="lalr")


def _terms(tree: Any) -> Iterator[Term]:
    for child in tree.children:
        factor = -1 if child.data == "minus" or str(child.children[0]) == "-" else 1
        name = ""
        for part in child.children[-1].children:
            if getattr(part, "data", "") == "name":
                name = str(part.children[0])
            elif len(part) > MOST_DIGITS:
                raise FormulaSyntaxError(str(part), too_large=True)
            else:
                factor *= int(part)
        yield Term(factor, name)
