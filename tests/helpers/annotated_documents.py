"""Word documents with findings at words or places, to be annotated."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

from gklint.checking.results import Result
from gklint.engine import lint_bytes
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.model.source import Place, Source
from gklint.support.bilingual import Text
from gklint.testing import change_draft, valid_draft
from gklint.testing.documents import document

WRONG = (
    {"cell": "applications.new.total", "text": "3"},
    {"cell": "applications.denied.state_secret.total", "text": ""},
    {"section": 4, "drop": True},
    {"section": 5, "body": ["依法制国，推进公开。"]},
)


def wrong_report() -> bytes:
    """Return a report with a wrong total, a blank cell, a section missing and a misspelling."""
    return document(change_draft(valid_draft(2023), WRONG), "docx").raw


def finding(code: str, place: Place, **more: Any) -> Diagnostic:
    """Return a finding of this code at a place."""
    given: dict[str, Any] = {
        "severity": Severity.ERROR,
        "wording": Text("有误", "wrong"),
        "facts": {},
        "advice": Text("改正", "fix it"),
    } | more
    return Diagnostic(code, "made-up", place=place, **given)


def place_of(source: Source, words: str) -> Place:
    """Return where these words stand in the extracted text."""
    for number, line in enumerate(source.lines, 1):
        if words in line:
            start = line.index(words) + 1
            return Place(number, start, number, start + len(words))
    raise AssertionError(f"{words} does not stand in the text")


def checked(raw: bytes, *places: str | Place) -> Result:
    """Return a result with findings GK001, GK002, … at these words or places of a document."""
    result = lint_bytes(raw, "年报.docx")
    assert result.report is not None
    source = result.report.source
    found = tuple(
        finding(f"GK{number:03}", place_of(source, place) if isinstance(place, str) else place)
        for number, place in enumerate(places, 1)
    )
    return result._replace(diagnostics=found, outcomes=())


def part(raw: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return the root of a part."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return etree.fromstring(archive.read(name))


def covered(raw: bytes) -> list[tuple[str, str]]:
    """Return the code of each comment and the text between its marks, in their order."""
    found: list[tuple[str, str]] = []
    namespace = etree.QName(part(raw)).namespace
    comments = {
        one.get(f"{{{namespace}}}id"): "".join(one.itertext())
        for one in part(raw, "word/comments.xml")
    }
    texts: dict[str, str] = {}
    for element in part(raw).iter():
        name, key = etree.QName(element).localname, element.get(f"{{{namespace}}}id", "")
        if name == "commentRangeStart":
            texts[key] = ""
        elif name == "commentRangeEnd":
            after = element.getnext()
            while (
                etree.QName(after[-1]).localname != "commentReference"
                or after[-1].get(f"{{{namespace}}}id") != key
            ):
                after = after.getnext()
            covers = texts.pop(key)
            # What could not be checked has a comment of its own, without a code.
            if told := re.match(r"\w\w+ (GK\d{3})", comments[key]):
                found.append((told[1], covers))
        elif name == "t":
            texts = {number: text + (element.text or "") for number, text in texts.items()}
    assert not texts, "every comment ends"
    return found
