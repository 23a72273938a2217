"""What the sentences of part five do: tell of a problem, plan, arrange, act, or say what was done.

A text is read by its clauses. One that arranges something is a measure only where nothing after it
in its sentence tells of a problem: 信息由办公室发布，其他科室参与少 is none.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from .._word_lists import load_data

_SENTENCE_ENDS = r"[。;\n|]|--"
_CLAUSE_ENDS = r"[,:]"
#: A shorter sentence is a heading, or a table's.
_SHORT = 8


def names_both(text: str) -> bool:
    """Say whether a text, folded or not, has words of a problem and of a measure beyond doubt."""
    data = _words()
    return any(word in text for word in data["sure_problems"]) and (
        any(word in text for word in data["sure_measures"])
    )


def has_problem(text: str) -> bool:
    """Say whether a folded text tells of a problem."""
    if any(word in text for word in _words()["sure_problems"]):
        return True
    affirmed = _without_denials(text)
    if _tells(affirmed):
        return True
    # A list before the measures is one of problems, in whatever words.
    end = _pattern("planned").search(text)
    if _pattern("listed").search(text[: end.start()] if end else text):
        return True
    return any(
        _pattern("adverse").search(clause)
        for sentence in _sentences(affirmed)
        for clause in re.split(_CLAUSE_ENDS, sentence)
        if not _acts(clause) and not _arranges(clause)
    )


def has_plan(text: str, next_year: int | None) -> bool:
    """Say whether a folded text plans or arranges something, or speaks of the next year."""
    if any(word in text for word in _words()["sure_measures"]):
        return True
    if _pattern("planned").search(text) or (next_year and f"{next_year}年" in text):
        return True
    return any(map(_arranges, _sentences(text)))


def has_act(text: str) -> bool:
    """Say whether a clause of a folded text begins with what is to be done, or is done."""
    return any(
        _acts(clause)
        for sentence in _sentences(text)
        for clause in re.split(r"[,:、]|[一二三四五六七]是|\d[.、]|[)）]", sentence)
    )


def has_done(text: str) -> bool:
    """Say whether a folded text says what was done."""
    return _pattern("done").search(text) is not None


def has_other_sentences(text: str, but: str) -> bool:
    """Say whether a sentence of a folded text may tell what is missing, in words not known.

    `but` is "problem" where no problem was found, "measure" where no measure was.
    """
    return any(
        len(sentence) > _SHORT
        and not _pattern("fillers").search(sentence)
        and sentence == _without_denials(sentence)
        and not _does_the_other(sentence, but)
        for sentence in _sentences(text)
    )


def _does_the_other(sentence: str, but: str) -> bool:
    if but == "measure":
        return has_problem(sentence)
    return has_plan(sentence, None) or has_act(sentence)


def _words() -> Any:
    return load_data(__file__, "problems_and_measures.yaml")


def _sentences(text: str) -> Iterator[str]:
    return (sentence for sentence in re.split(_SENTENCE_ENDS, text) if sentence)


def _arranges(sentence: str) -> bool:
    """Say whether something is arranged in a sentence and no problem follows."""
    match = _pattern("arranged").search(sentence)
    if match is None:
        return False
    rest = _without_denials(sentence[match.start() :])
    return not _tells(rest) and _pattern("adverse").search(rest) is None


def _acts(clause: str) -> bool:
    return _act().match(clause) is not None


def _without_denials(text: str) -> str:
    """Return the text without what says that there is no problem, or only that there are some."""
    return _pattern("empty").sub("", _pattern("no_problem").sub("", text))


def _tells(affirmed: str) -> bool:
    words = _words()["problems"]
    return (
        any(word in affirmed for word in words) or _pattern("needed").search(affirmed) is not None
    )


@cache
def _pattern(what: str) -> re.Pattern[str]:
    return re.compile("|".join(_words()[what]))


@cache
def _act() -> re.Pattern[str]:
    data = _words()
    verbs = "|".join(data["acts"])
    return re.compile(f"{data['actors']}{data['how']}(?:{verbs}){data['fails']}")
