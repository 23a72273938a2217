"""Fixes what can be fixed without a person: lint, edit, and lint again until nothing is left.

Rules say how a finding is fixed (`Diagnostic.fix`); here the fixes are chosen, so that none
touches another, and written into the file by the module for its kind.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

from gklint.checking.results import Result
from gklint.checking.settings import Settings
from gklint.engine import lint_bytes
from gklint.fixing.errors import Refused, Unfixable
from gklint.model.diagnostics import Diagnostic, Edit
from gklint.model.source import Source
from gklint.readers.limits import UnreadableFile
from gklint.support.bilingual import Text
from gklint.suppression import Accepting, accept_in

__all__ = ["Fixed", "Unfixable", "advice"]

#: What can be fixed, by media type, and the module that writes into it.
KINDS = {
    "text/plain": "gklint.fixing.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "gklint.fixing.docx",
}

#: A fix may bring another to light, as a label that was two labels; more rounds would be a circle.
_MOST_ROUNDS = 10

_UNKNOWN_KIND = Text(
    "gklint 只能改文本和 Word（.docx）文件；请在原文件中修改",
    "gklint fixes text and Word (.docx) files only: fix it where it was written",
)


class Refusal(NamedTuple):
    """A finding whose fix cannot be written into the file, and why."""

    diagnostic: Diagnostic
    reason: Text


class Step(NamedTuple):
    """Findings that are fixed together, and the result that they are of: their places are in its
    text."""

    result: Result
    diagnostics: tuple[Diagnostic, ...]


class Fixed(NamedTuple):
    """What came of a file: its bytes and its text before and after, which findings were fixed,
    those that could be if fixes that are not safe were asked for, and those that this file does not
    let be fixed. `steps` are the fixed ones by the round they were fixed in, `last` is what is
    found once all is done: the places of `unsafe` are in its text."""

    before: bytes
    after: bytes
    old: Source | None
    new: Source | None
    fixed: tuple[Diagnostic, ...]
    unsafe: tuple[Diagnostic, ...]
    refused: tuple[Refusal, ...] = ()
    steps: tuple[Step, ...] = ()
    last: Result | None = None


class _Round(NamedTuple):
    """What one round came to: the file's bytes, the findings fixed in them and those refused."""

    raw: bytes
    fixed: Sequence[Diagnostic]
    refused: tuple[Refusal, ...]


def fix(
    raw: bytes,
    path: str,
    settings: Settings,
    *,
    unsafe: bool = False,
    accepting: Sequence[Accepting] = (),
) -> Fixed:
    """Return the file's bytes with all safe fixes made, or with `unsafe` all there are.

    What was accepted, in the text or by `accepting`, is left alone. Nothing outside of the fixes'
    own places is touched, and to fix the outcome changes nothing. Raises Unfixable where the file
    cannot be read, or is of a kind that cannot be written to.
    """
    result = accept_in(lint_bytes(raw, path, settings), accepting)
    first, current = result, raw
    steps: list[Step] = []
    refused: tuple[Refusal, ...] = ()
    for _ in range(_MOST_ROUNDS):
        one = _round(_source(result), list(_open(result)), unsafe)
        refused = one.refused
        if one.raw == current:
            break
        current = one.raw
        steps.append(Step(result, tuple(one.fixed)))
        result = accept_in(lint_bytes(current, path, settings), accepting)
    left = () if unsafe else tuple(d for d in _open(result) if d.fix and not d.fix.safe)
    done = tuple(diagnostic for step in steps for diagnostic in step.diagnostics)
    texts = (_source(first), _source(result))
    return Fixed(raw, current, *texts, done, left, refused, tuple(steps), result)


def _round(source: Source, diagnostics: Sequence[Diagnostic], unsafe: bool) -> _Round:
    """Fix what can be fixed at once; a finding with an edit that is refused is left as it is."""
    refused: list[Refusal] = []
    while True:
        chosen = list(_chosen(diagnostics, unsafe))
        edits = sorted({edit for diagnostic in chosen for edit in _edits(diagnostic)})
        if not edits:
            return _Round(source.raw, (), tuple(refused))
        try:
            return _Round(_edited(source, edits), chosen, tuple(refused))
        except Refused as error:
            # A finding is fixed whole or not at all.
            for diagnostic in chosen:
                reasons = [error.reasons[e] for e in _edits(diagnostic) if e in error.reasons]
                refused += [Refusal(diagnostic, reason) for reason in reasons[:1]]
        left_alone = {id(refusal.diagnostic) for refusal in refused}
        diagnostics = [d for d in diagnostics if id(d) not in left_alone]


def _source(result: Result) -> Source:
    if result.report is None:
        why = result.diagnostics[0].facts["told"]
        assert isinstance(why, Text), "GK901 says why in both languages"
        raise Unfixable(why)
    return result.report.source


def _open(result: Result) -> Iterator[Diagnostic]:
    """Yield the findings that nobody has accepted."""
    for index, diagnostic in enumerate(result.diagnostics):
        if index not in result.accepted:
            yield diagnostic


def _chosen(diagnostics: Iterable[Diagnostic], unsafe: bool) -> Iterator[Diagnostic]:
    """Yield the findings to fix in one round: none whose fix touches that of an earlier one."""
    # None touches another, so that only its neighbours can touch a new one.
    taken: list[Edit] = []
    for diagnostic in diagnostics:
        edits = _edits(diagnostic)
        if not edits or not (unsafe or (diagnostic.fix and diagnostic.fix.safe)):
            continue
        if not any(_touches_neighbour(edit, taken) for edit in edits):
            for edit in edits:
                insort(taken, edit)
            yield diagnostic


def _touches_neighbour(edit: Edit, taken: Sequence[Edit]) -> bool:
    at = bisect_left(taken, edit)
    return any(_touch(edit, other) for other in taken[max(at - 1, 0) : at + 1])


def _edits(diagnostic: Diagnostic) -> tuple[Edit, ...]:
    return diagnostic.fix.edits if diagnostic.fix else ()


def _touch(one: Edit, other: Edit) -> bool:
    """Say whether two edits overlap, or insert at the same place."""
    return one.place[:2] <= other.place[2:] and other.place[:2] <= one.place[2:]


def _edited(source: Source, edits: list[Edit]) -> bytes:
    module = KINDS.get(source.media_type)
    if module is None:
        raise Unfixable(_UNKNOWN_KIND)
    try:
        edited: bytes = import_module(module).edited(source, edits)
    except UnreadableFile as error:
        # It could be read, so this says what is missing to write into it.
        raise Unfixable(error.reason) from error
    return edited
