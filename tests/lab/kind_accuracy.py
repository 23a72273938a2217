"""Whether gklint knows what is no annual report, and checks reports of earlier years by what held.

The documents are made up (`other_documents.yaml`), their bodies and years drawn at random. What is
no report has GK902 and nothing else; a report of a year before 2019 has GK908 and no error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml

from gklint.engine import lint_text
from gklint.model.diagnostics import Severity
from gklint.testing.bodies import random_body

_DOCUMENTS = Path(__file__).parent / "other_documents.yaml"
#: Years with the form of the day, and years before it.
_YEARS, _EARLIER = range(2019, 2027), range(2008, 2019)


class KindScore(NamedTuple):
    """What came of documents of a kind: how many, those checked as they should be, those with an
    error that is none, those passed over in silence."""

    name: str
    documents: int
    right: int
    errors: int
    silent: int


def score_kinds(each: int, seed: int) -> Iterator[KindScore]:
    """Yield for each kind what came of so many documents from each of its texts."""
    data = yaml.safe_load(_DOCUMENTS.read_text("utf-8"))
    for name, texts in data["none"].items():
        yield _score(f"no report: {name}", texts, {"GK902"}, each, seed)
    for name, texts in data["earlier"].items():
        yield _score(f"old: {name}", texts, {"GK908"}, each, seed)


def _score(name: str, texts: list[str], due: set[str], each: int, seed: int) -> KindScore:
    right = errors = silent = 0
    for number in range(each * len(texts)):
        chance = Random(f"{seed} {name} {number}")
        text = texts[number % len(texts)].format(**_facts(chance, earlier=due == {"GK908"}))
        found = [d for d in lint_text(text).diagnostics if d.severity >= Severity.WARNING]
        codes = {d.code for d in found}
        wrong = any(d.severity >= Severity.ERROR for d in found)
        errors += wrong
        silent += not codes
        right += codes == due if due == {"GK902"} else (due <= codes and not wrong)
    return KindScore(name, each * len(texts), right, errors, silent)


def _facts(chance: Random, *, earlier: bool) -> Mapping[str, object]:
    year = chance.choice(_EARLIER if earlier else _YEARS)
    return {"body": random_body(chance).name, "year": year, "last": year - 1, "next": year + 1}
