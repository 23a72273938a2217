"""The families of inputs, each of which makes an input of the rest of its name.

The same name gives the same input on every Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml
from lab.district import District, district, files, roster
from lab.district_faults import faults
from lab.faults import FAULTS, Fault
from lab.hurried_tables import write_changed
from lab.imperfect import IMPERFECTIONS
from lab.prose_accuracy import cases as prose_cases
from lab.prose_accuracy import filled, make_world
from lab.sparse_layouts import sparse_report, write
from lab.verdicts.alterations import altered
from lab.verdicts.input import Input, cells_of, of_draft, of_sparse
from lab.verdicts.sweeps import COUNT, LENGTH, swept
from lab.verdicts.table_families import TABLE_FAMILIES

from gklint.model.report import CellKey
from gklint.testing import Case, Draft, cases_in, random_draft, random_style, render, valid_draft
from gklint.testing.changes import change_draft, change_text
from gklint.testing.damage import DAMAGES

TESTS = Path(__file__).parents[2]
DATA = TESTS / "data" / "verdicts"


# --- families ------------------------------------------------------------------------------------


def _example(argument: str) -> Input:
    return Input("", {argument: (TESTS.parent / "examples" / argument).read_bytes()})


def _report(argument: str) -> Input:
    """A valid random report: LAYOUT SEED."""
    layout, _ = argument.split()
    chance = Random(argument)
    draft = random_draft(chance)
    return of_draft(draft, render(draft, layout, random_style(chance, layout)).text)


def _cut(argument: str) -> Input:
    """A report that ends after a share of its lines: LAYOUT SEED/OF."""
    layout, share = argument.split()
    at, of = map(int, share.split("/"))
    draft = valid_draft()
    lines = render(draft, layout).text.splitlines(keepends=True)
    return of_draft(draft, "".join(lines[: len(lines) * at // of]))


def _damaged(argument: str) -> Input:
    """A random report that something is lost of: LAYOUT DAMAGE SEED."""
    layout, damage, _ = argument.split()
    chance = Random(argument)
    draft = random_draft(chance)
    style = random_style(chance, layout)
    done = render(draft, layout, style, damage=lambda lines: DAMAGES[damage](lines, chance))
    return of_draft(draft, done.text)


def _altered(argument: str) -> Input:
    """A report whose text was altered in a few places: LAYOUT SEED."""
    layout, _ = argument.split()
    chance = Random(argument)
    draft = valid_draft(chance.choice((2019, 2020, 2021, 2022, 2023, 2024)))
    if chance.random() < 0.3:
        draft = change_draft(draft, [{"nothing": [chance.choice(("", "-", "/", "无"))]}])
    return of_draft(draft, altered(render(draft, layout).text, chance))


def _imperfect(argument: str) -> Input:
    """A report with what is odd in real ones: LAYOUT SEED KIND."""
    layout, _, kind = argument.split(maxsplit=2)
    chance = Random(argument)
    draft = IMPERFECTIONS[kind](random_draft(chance), chance)
    return of_draft(draft, render(draft, layout, random_style(chance, layout)).text)


def _fault(argument: str) -> Input:
    """A report with a fault in it: LAYOUT SEED CODE: what the fault is."""
    layout, _, which = argument.split(maxsplit=2)
    chance = Random(argument)
    fault = faults_by_name()[which]
    for _ in range(_DRAWS):
        found = fault.put(random_draft(chance), chance)
        if found:
            return of_draft(found.draft, render(found.draft, layout, damage=found.damage).text)
    raise KeyError(argument)


#: So many drafts are drawn at most for a report that can have a fault.
_DRAWS = 200


def _nothing(argument: str) -> Input:
    """A report whose zeros are left blank or written as signs: SIGNS SEED WRITER."""
    signs, seed, writer = argument.split(maxsplit=2)
    return of_sparse(sparse_report(writer, Random(seed), signs == "signs"))


def _gaps(argument: str) -> Input:
    """A report with gaps between its values: SEED WRITER."""
    _, writer = argument.split(maxsplit=1)
    chance = Random(argument)
    draft = change_draft(random_draft(chance), [{"nothing": [""]}])
    return of_sparse(write(draft, writer, chance))


def _hurried(argument: str) -> Input:
    """A report whose tables were changed: SEED WRITER / CHANGE."""
    _, _, rest = argument.partition(" ")
    writer, _, change = rest.partition(" / ")
    chance = Random(argument)
    draft = random_draft(chance)
    if chance.random() < 0.5:
        draft = change_draft(draft, [{"nothing": [""]}])
    return of_sparse(write_changed(draft, writer, chance, change))


def _prose(argument: str) -> Input:
    """Paragraphs as different clerks write them, rightly: STYLE."""
    chance = Random(argument)
    world = make_world(chance, "青禾市农业农村局")
    body = tuple(filled(each["text"], world.values)[0] for each in templates()[argument])
    return _with_overview(world.draft, body)


def _wrong(argument: str) -> Input:
    """One of these paragraphs in which a number may be wrong, a few words altered: STYLE NUMBER."""
    style, number = argument.split()
    case = wrong_paragraphs(style)[int(number)]
    return _with_overview(case.draft, case.draft.sections[0].body)


def _reworded(argument: str) -> Input:
    """Paragraphs of a style that were altered in a few places: STYLE SEED."""
    style, _ = argument.split()
    chance = Random(argument)
    world = make_world(chance, "青禾市农业农村局")
    body = []
    for each in chance.sample(templates()[style], min(3, len(templates()[style]))):
        text, _ = filled(each["text"], world.values)
        for _ in range(chance.randint(0, 2)):
            at = chance.randrange(5, len(text))
            text = text[:at] + chance.choice(_WORDS) + text[at + chance.randint(0, 1) :]
        body.append(text)
    return _with_overview(world.draft, tuple(body))


#: What is put into a paragraph.
_WORDS = (
    *(
        "",
        "",
        "",
        "，",
        "。",
        "、",
        "；",
        "：",
        "（",
        "）",
        "其中",
        "另",
        "共",
        "约",
        "余",
        "近",
        "和",
    ),
    *("分别", "上年", "同比", "占", "50%", "3件", "1", "0", "其他", "等", "比", "增长", "未", "均"),
)


def _with_overview(draft: Draft, body: tuple[str, ...]) -> Input:
    draft = draft.with_section(0, draft.sections[0]._replace(body=body))
    return of_draft(draft, render(draft).text)._replace(in_full=True)


def _case(argument: str) -> Input:
    """A case of a rule, of which all rules are asked: the case as a sentence."""
    return _changed(rule_cases()[argument]._asdict())


def _swept(argument: str) -> Input:
    """A report in which one thing has a length or a number: LAYOUT length WHAT N."""
    layout, which, rest = argument.split(maxsplit=2)
    changes = swept(rest, LENGTH if which == "length" else COUNT)
    return _changed({"layout": layout, "changes": changes})


def _district(argument: str) -> Input:
    """The reports of a district, in which one thing is wrong: the name of the fault."""
    whole = districts()[argument]
    return Input("", dict(files(whole)), roster=roster(whole))


def _awkward_one(argument: str) -> Input:
    """One of the texts that were written by hand: its name."""
    return _changed(awkward()[argument])


def _changed(entry: Mapping[str, Any]) -> Input:
    """Return the report, or the reports, that a mapping says as cases of rules do."""
    if entry.get("reports"):
        texts = {path: _made(each)[0] for path, each in entry["reports"].items()}
        return Input("", texts, roster=entry.get("roster", ""))
    text, drawn = _made(entry)
    options = entry.get("options") or {}
    about_prose = any(change.get("section") == 1 for change in entry.get("changes", ()))
    return Input("", {"report.txt": text}, drawn, year=options.get("year"), in_full=about_prose)


def _made(entry: Mapping[str, Any]) -> tuple[str, dict[CellKey, str]]:
    changes = entry.get("changes", ())
    draft = valid_draft(entry.get("year", 2023), entry.get("agency", "云林市望溪区松林街道办事处"))
    draft = change_draft(draft, changes)
    text = change_text(render(draft, entry.get("layout", "tabs_grid")).text, changes)
    return text, cells_of(draft)


# --- what they are made of -----------------------------------------------------------------------


@lru_cache(maxsize=1)
def awkward() -> dict[str, Any]:
    """Return the inputs that were written by hand, by name."""
    found = yaml.safe_load((DATA / "awkward.yaml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@lru_cache(maxsize=1)
def templates() -> dict[str, list[dict[str, Any]]]:
    """Return the paragraphs of different clerks, by their style."""
    found = yaml.safe_load((TESTS / "lab" / "prose_templates.yaml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@cache
def wrong_paragraphs(style: str) -> list[Any]:
    """Return the paragraphs of a style, each rightly and with each number wrong."""
    return [case for case in prose_cases(1) if case.style == style]


@lru_cache(maxsize=1)
def rule_cases() -> dict[str, Case]:
    """Return the cases of all rules by what they are called."""
    return {str(case): case for case in cases_in(TESTS / "rules")}


@lru_cache(maxsize=1)
def faults_by_name() -> dict[str, Fault]:
    """Return the faults by what they are called."""
    return {f"{fault.code}: {fault.what}": fault for fault in FAULTS}


@lru_cache(maxsize=1)
def districts() -> dict[str, District]:
    """Return a district in which all is right, and those with a fault, by their names."""
    small = district(8)
    wrong = {fault.name: fault.district for fault in faults(small, Random(1))}
    return {"as it should be": small, **wrong}


#: What makes an input of the rest of its name.
FAMILIES: Mapping[str, Callable[[str], Input]] = {
    "example": _example,
    "report": _report,
    "cut": _cut,
    "damaged": _damaged,
    "altered": _altered,
    "imperfect": _imperfect,
    "fault": _fault,
    "nothing": _nothing,
    "gaps": _gaps,
    "hurried": _hurried,
    "prose": _prose,
    "wrong": _wrong,
    "reworded": _reworded,
    **TABLE_FAMILIES,
    "case": _case,
    "sweep": _swept,
    "district": _district,
    "awkward": _awkward_one,
}
