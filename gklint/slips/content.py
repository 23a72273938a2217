"""What a slip says: the findings of a body's reports, and what could not be checked of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from gklint.checking.results import Outcome, Record
from gklint.model.diagnostics import SEVERITIES, Diagnostic, Severity
from gklint.model.reasons import StatedReason
from gklint.reporters.place_in_form import place_in_form, section_name
from gklint.reporters.wording import documents
from gklint.rule.definition import Rule
from gklint.support.bilingual import Text
from gklint.support.folding import fold
from gklint.support.printable import shown

_BLANK = Text("空白", "blank")
_DUE = Text("请于{due}前修改后重新报送", "please correct it and hand it in again by {due}")
_NO_DUE = Text("请修改后重新报送", "please correct it and hand it in again")

#: A name may have so many characters; with the suffix it stays below 255 bytes.
_LONGEST_NAME = 60
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


class Slip(NamedTuple):
    """What is sent to one body: values by the template's words, a row of values for each finding,
    and one for each reason for which something could not be checked. `name` is that of the file,
    without its suffix."""

    name: str
    values: Mapping[str, str]
    findings: Sequence[Mapping[str, str]]
    not_checked: Sequence[Mapping[str, str]]


class Sender(NamedTuple):
    """Who sends the slips back: name ("" for nobody), today's date and the due date, as they are to
    be written ("" for none)."""

    name: str = ""
    date: str = ""
    due: str = ""


def slips_of(
    records: Iterable[Record],
    rules: Mapping[str, Rule],
    sender: Sender,
    failing: Severity = Severity.WARNING,
    language: str = "zh",
) -> list[Slip]:
    """Return a slip for each body with a finding at or above `failing`, in the order of records.

    All reports of one body, told by its name, are on one slip; a report that names none has one of
    its own. A file that could not be read has none: nobody knows whose it is.
    """
    bodies: dict[str, list[Record]] = {}
    for record in records:
        if record.is_report and record.worst is not None and not record.unreadable:
            agency = record.about.agency if record.about else None
            bodies.setdefault(fold(agency) if agency else f"\0{record.path}", []).append(record)
    taken: set[str] = set()
    found = []
    for several in bodies.values():
        sent = [one for one in several if one.worst is not None and one.worst >= failing]
        if sent:
            found.append(_slip(sent, rules, sender, language, taken))
    return found


def _slip(
    records: Sequence[Record],
    rules: Mapping[str, Rule],
    sender: Sender,
    language: str,
    taken: set[str],
) -> Slip:
    about = records[0].about
    stems = "、".join(dict.fromkeys(PurePath(record.path).name for record in records))
    body = (about.agency if about else None) or PurePath(records[0].path).stem
    years = sorted({year for one in records if (year := _year(one))})
    called = [""] * len(records)
    if len(records) > 1:
        # Of several years each is meant by its year, of several files of one year by its name.
        by_year = len(years) == len(records)
        called = [str(_year(one)) if by_year else PurePath(one.path).name for one in records]
    findings = [
        _finding(record, diagnostic, language, name)
        for record, name in zip(records, called, strict=True)
        for diagnostic in record.diagnostics
    ]
    for number, row in enumerate(findings, 1):
        row["序号"] = str(number)
    due = _DUE.say(language, {"due": sender.due}) if sender.due else _NO_DUE.say(language)
    values = {
        "单位": body,
        "年度": "、".join(map(str, years)) or "—",
        "文件": stems,
        "问题数": str(len(findings)),
        "要求": due,
        "审核单位": sender.name,
        "日期": sender.date,
    }
    return Slip(
        _name(body, taken),
        {word: shown(text) for word, text in values.items()},
        findings,
        _not_checked(records, rules, language),
    )


def _year(record: Record) -> int | None:
    return record.about.year if record.about else None


def _finding(record: Record, diagnostic: Diagnostic, language: str, name: str) -> dict[str, str]:
    place = place_in_form(record, diagnostic, language)
    if name:
        place = f"{name}：{place}"
    row = {
        "部分": section_name(diagnostic.section, language),
        "位置": place,
        "问题": diagnostic.text(language),
        "级别": SEVERITIES[diagnostic.severity].say(language),
        "依据": documents(diagnostic, language),
        "现为": _value(diagnostic.actual, language),
        "应为": _value(diagnostic.expected, language),
        "改法": diagnostic.advice_text(language),
        "整改情况": "",
    }
    return {word: shown(text) for word, text in row.items()}


def _value(value: object, language: str) -> str:
    if value is None:
        return ""
    return str(value) if value != "" else _BLANK.say(language)


def _not_checked(
    records: Sequence[Record], rules: Mapping[str, Rule], language: str
) -> list[dict[str, str]]:
    """Return what could not be checked: the rules that share a reason in one row."""
    of_reason: dict[StatedReason, dict[str, None]] = {}
    for outcome in (outcome for record in records for outcome in record.outcomes):
        for reason in outcome.reasons:
            of_reason.setdefault(reason, {})[_called(outcome, rules, language)] = None
    return [
        {"未评定内容": shown("；".join(names)), "未评定原因": shown(reason.say(language))}
        for reason, names in of_reason.items()
    ]


def _called(outcome: Outcome, rules: Mapping[str, Rule], language: str) -> str:
    """Return what a rule is about, in words."""
    rule = rules.get(outcome.rule.code)
    return rule.summary.say(language) if rule else outcome.rule.code


def _name(body: str, taken: set[str]) -> str:
    """Return a name for a file that any system takes, and that no other slip of the run has."""
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f]', "_", shown(body)).strip(" .~")[:_LONGEST_NAME]
    plain = plain.strip(" .") or "_"
    if _RESERVED.fullmatch(plain) or plain.startswith("-"):
        plain = f"_{plain}"
    name, number = plain, 1
    while fold(name).casefold() in taken:
        number += 1
        name = f"{plain}（{number}）"
    taken.add(fold(name).casefold())
    return name
