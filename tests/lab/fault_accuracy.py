"""How well the rules find what is wrong: faults put into valid reports one at a time.

Each fault is put into random reports, each report is written in every layout. Counted is whether
the findings that are due come, whether they stand at their line, and what errors and warnings come
beside them that are no consequence of the fault.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from lab.faults import FAULTS, Due, Fault, Faulty, lines_of

from gklint.checking.results import Result
from gklint.checking.settings import Settings
from gklint.engine import lint_text
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.plugins.loading import load_plugins
from gklint.testing.draft import Draft
from gklint.testing.random_reports import random_draft, random_style
from gklint.testing.rendering import Rendered, render
from gklint.testing.style import NUMBERINGS, PLAIN_STYLE

#: So many drafts are drawn at most for a report that can have the fault.
_DRAWS = 200
#: Findings that say of a table or a row that it could not be read, so that no rule checks it.
_UNREAD = frozenset({"GK211", "GK215"})
#: So many lines before and after a fault are shown.
_AROUND = 3
#: A finding of more lines than these is at none of them.
_LINES = 4


class Answer(NamedTuple):
    """What gklint answered to one fault in one report.

    `due` are the codes that were due, `found` and `placed` those of them that came and that came at
    their line, `not_evaluated` those that did not come and whose rule says what it could not check;
    `noise` are errors and warnings beside them.
    """

    due: Counter[str]
    found: Counter[str]
    placed: Counter[str]
    not_evaluated: Counter[str]
    noise: tuple[Diagnostic, ...] = ()


class Tally(NamedTuple):
    """The answers to one kind of fault in one layout, added up; `reports` is how many there are.

    `noise` counts the codes of errors and warnings beside; `missed`, `misplaced` and `noisy` are
    the numbers of the random reports in which a finding did not come, came at another line, or had
    others beside it.
    """

    fault: Fault
    layout: str
    reports: int
    due: Counter[str]
    found: Counter[str]
    placed: Counter[str]
    not_evaluated: Counter[str]
    noise: Counter[str]
    missed: tuple[int, ...]
    misplaced: tuple[int, ...]
    noisy: tuple[int, ...]


def faults_to_measure() -> list[Fault]:
    """Return the faults whose rules there are."""
    codes = {module.RULE.code for module in load_plugins().rules}
    return [fault for fault in FAULTS if fault.code in codes]


def rules_without_fault() -> list[str]:
    """Return the codes of rules that no fault is for: what they find no draft can have."""
    codes = {fault.code for fault in FAULTS}
    return [m.RULE.code for m in load_plugins().rules if m.RULE.code not in codes]


def measure(fault: Fault, layouts: Sequence[str], reports: int, seed: int) -> list[Tally]:
    """Put a fault into so many random reports and write each in every layout."""
    answers: dict[str, list[tuple[int, Answer]]] = {layout: [] for layout in layouts}
    settings = settings_for(fault)
    for number, (valid, faulty) in enumerate(faulty_drafts(fault, reports, seed)):
        for layout in layouts:
            chance = _style_chance(seed, number, layout)
            answer = ask(valid, faulty, layout, chance, settings)
            if answer:
                answers[layout].append((number, answer))
    return [_tally(fault, layout, answers[layout]) for layout in layouts]


def faulty_drafts(fault: Fault, reports: int, seed: int) -> Iterator[tuple[Draft, Faulty]]:
    """Yield random drafts without and with the fault; fewer where few drafts can have it."""
    chance = Random(f"{seed} {fault.code} {fault.what}")
    rule = load_plugins().rule(fault.code)
    for _ in range(reports):
        for _ in range(_DRAWS):
            draft = random_draft(chance)
            applies = rule.applies_to(draft.year, draft.body.kind)
            faulty = fault.put(draft, chance) if applies else None
            if faulty:
                yield draft, faulty
                break


def settings_for(fault: Fault) -> Settings:
    """Return settings in which the fault's rule is asked, though it may be off by default."""
    rule = load_plugins().rule(fault.code)
    return Settings() if rule.enabled else Settings(select=("ALL", rule.code))


def ask(
    valid: Draft, faulty: Faulty, layout: str, chance: Random, settings: Settings
) -> Answer | None:
    """Render a faulty draft and check it; None where the layout leaves no trace of the fault."""
    rendered = _rendered(faulty, layout, chance)
    result = lint_text(rendered.text, settings=settings)
    answer = check(rendered, faulty, result)
    if answer and answer.noise:
        before = lint_text(render(valid, layout, rendered.style).text, settings=settings)
        said = {(found.code, found.message_id) for found in before.diagnostics}
        kept = [found for found in answer.noise if (found.code, found.message_id) not in said]
        return answer._replace(noise=tuple(kept))
    return answer


def _rendered(faulty: Faulty, layout: str, chance: Random) -> Rendered:
    # Another numbering of the parts is a finding of its own.
    plain = {field: getattr(PLAIN_STYLE, field) for field in faulty.plain}
    style = random_style(chance, layout)._replace(numbering=NUMBERINGS[0], **plain)
    return render(faulty.draft, layout, style, faulty.damage)


def example(fault: Fault, layout: str, number: int, seed: int) -> str:
    """Return one of the measured reports: what is due, what came, the lines about the fault."""
    *_, (_, faulty) = faulty_drafts(fault, number + 1, seed)
    rendered = _rendered(faulty, layout, _style_chance(seed, number, layout))
    locations = [lines_of(rendered, location) for due in faulty.due for location in due.at]
    ends = [line for lines in locations if lines for line in (min(lines), max(lines))]
    shown = {line for end in ends for line in range(end - _AROUND, end + _AROUND + 1)}
    text = enumerate(re.split("\r\n|\n|\r", rendered.text), 1)
    result = lint_text(rendered.text, settings=settings_for(fault))
    return "\n".join(
        [
            f"{fault.code} {fault.what}, {layout}, report {number}: "
            f"{faulty.draft} {rendered.style}",
            *(f"  due:  {due.code} at one of {due.at}" for due in faulty.due),
            *(
                f"  came: {found.line} {found.severity.word} {found.code} {found.text('zh')}"
                for found in result.diagnostics
            ),
            *(f"  {line:>4}|{words}" for line, words in text if line in shown),
        ]
    )


def _style_chance(seed: int, number: int, layout: str) -> Random:
    return Random(f"{seed} {number} {layout}")


def check(rendered: Rendered, faulty: Faulty, result: Result) -> Answer | None:
    """Hold findings against those that are due; None where a place left no trace in the text."""
    left = list(result.diagnostics)
    silent = {outcome.rule.code for outcome in result.outcomes if not outcome.reasons}
    if any(each.code in _UNREAD for each in left):
        silent = set()
    answer = Answer(Counter(), Counter(), Counter(), Counter())
    for due in faulty.due:
        lines = [lines_of(rendered, location) for location in due.at]
        known = [each for each in lines if each is not None]
        if lines and not known:
            return None
        answer.due[due.code] += 1
        taken = _taken(due, known, left)
        if taken:
            left.remove(taken)
            answer.found[due.code] += 1
            answer.placed[due.code] += _stands(taken, known)
        else:
            answer.not_evaluated[due.code] += due.code not in silent
    missed = answer.found.total() < answer.due.total()
    expected = faulty.follows | (_UNREAD if missed else set())
    noise = [
        each for each in left if each.severity >= Severity.WARNING and each.code not in expected
    ]
    return answer._replace(noise=tuple(noise))


def _taken(
    due: Due, lines: Sequence[range | set[int]], found: Sequence[Diagnostic]
) -> Diagnostic | None:
    """Return the finding that answers what is due, one at its line if there is one."""
    same = [each for each in found if each.code == due.code]
    placed = [each for each in same if _stands(each, lines)]
    return next(iter(placed or same), None)


def _stands(found: Diagnostic, lines: Sequence[range | set[int]]) -> bool:
    """Say whether a finding stands at one of the lines; where none is asked for, anywhere will do.

    What is underlined may begin on the line before, as where the margin breaks a sentence.
    """
    place = found.place
    covered = range(place.line, min(place.end_line, place.line + _LINES) + 1)
    return not lines or any(line in allowed for allowed in lines for line in covered)


def _tally(fault: Fault, layout: str, answers: Sequence[tuple[int, Answer]]) -> Tally:
    def summed(counters: Iterable[Counter[str]]) -> Counter[str]:
        return sum(counters, Counter())

    missed = tuple(number for number, each in answers if each.found.total() < each.due.total())
    return Tally(
        fault,
        layout,
        len(answers),
        summed(each.due for _, each in answers),
        summed(each.found for _, each in answers),
        summed(each.placed for _, each in answers),
        summed(each.not_evaluated for _, each in answers),
        Counter(noise.code for _, each in answers for noise in each.noise),
        missed,
        tuple(number for number, each in answers if each.placed.total() < each.found.total()),
        tuple(number for number, each in answers if each.noise),
    )
