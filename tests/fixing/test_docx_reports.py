"""A report that was fixed is right where it was wrong, and otherwise as it was."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from helpers.fixed_documents import (
    HEADING,
    SAFE,
    UNSAFE,
    codes,
    fixed,
    numbered_with_dots,
    part,
    parts_of,
    report,
    source_of,
    texts_of,
)
from helpers.word_documents import (
    packed,
)

from gklint.fixing.docx import edited
from gklint.fixing.errors import Refused
from gklint.fixing.text import text_with
from gklint.model.diagnostics import Edit
from gklint.model.source import Place
from gklint.testing import change_draft
from gklint.testing.documents import document, random_document


@pytest.mark.parametrize(("code", "change"), SAFE, ids=lambda value: str(value)[:40])
def test_a_safe_mend_makes_the_finding_go_and_brings_no_other(
    code: str, change: dict[str, Any]
) -> None:
    wrong = report(change)
    assert code in codes(wrong)
    right = fixed(wrong).after
    assert code not in codes(right)
    assert set(codes(right)) <= set(codes(wrong))


@pytest.mark.parametrize(("code", "change"), UNSAFE, ids=lambda value: str(value)[:40])
def test_a_number_is_changed_only_when_that_is_asked_for(code: str, change: dict[str, Any]) -> None:
    wrong = report(change)
    assert code in codes(wrong)
    assert fixed(wrong).after == wrong
    assert code not in codes(fixed(wrong, unsafe=True).after)


def test_what_was_fixed_is_the_document_that_was_right_all_along() -> None:
    wrong = report(SAFE[0][1], UNSAFE[0][1], UNSAFE[1][1])
    done = fixed(wrong, unsafe=True)
    assert texts_of(wrong) != texts_of(report())
    assert texts_of(done.after) == texts_of(report())


def test_only_the_part_with_the_text_changes() -> None:
    raw = report(SAFE[0][1], UNSAFE[2][1])
    after = fixed(raw, unsafe=True).after
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"word/document.xml"}
    assert part(after).getroottree().docinfo.encoding == "UTF-8"


def test_automatic_numbers_are_left_alone_and_the_reason_is_told() -> None:
    raw = numbered_with_dots()
    assert "GK105" in codes(raw)
    done = fixed(raw)
    assert done.after == raw and done.fixed == ()
    assert [(one.diagnostic.code, one.reason.en[:19]) for one in done.refused] == [
        ("GK105", "an automatic number")
    ]


def test_what_can_be_fixed_is_fixed_beside_what_cannot() -> None:
    raw = numbered_with_dots(SAFE[3][1])
    done = fixed(raw)
    assert [d.code for d in done.fixed] == ["GK707"]
    assert [one.diagnostic.code for one in done.refused] == ["GK105"]
    assert set(codes(raw)) - set(codes(done.after)) == {"GK707"}


@pytest.mark.parametrize("seed", range(6))
def test_any_report_is_fixed_without_a_new_finding(seed: int) -> None:
    drawn = random_document("docx", Random(seed))
    changes = ({"section": 4, "heading": HEADING.format(". ")}, UNSAFE[0][1], SAFE[3][1])
    raw = document(change_draft(drawn.draft, changes), "docx", drawn.style).raw
    before = set(codes(raw))
    for unsafe in (False, True):
        done = fixed(raw, unsafe=unsafe)
        assert done.fixed
        assert set(codes(done.after)) <= before


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_edited_the_text_is_that_with_the_edits_made(seed: int) -> None:
    chance = Random(seed)
    drawn = random_document("docx", chance)
    raw = document(drawn.draft, "docx", drawn.style._replace(auto_numbers=False)).raw
    source = source_of(raw)
    edits = []
    for number, line in enumerate(source.lines, 1):
        start = 0
        for text in line.split("\t"):
            if text.strip() and chance.random() < 0.3:
                at = chance.randrange(len(text))
                to = chance.randrange(at, len(text)) + 1
                place = Place(number, start + at + 1, number, start + to + 1)
                edits.append(Edit(place, chance.choice(["甲", "乙丙丁", text[at:to] + "戊", "7"])))
            start += len(text) + 1
    try:
        done = edited(source, edits)
    except Refused as error:
        # Words broken over two paragraphs, of which one would be left empty.
        assert drawn.style.split_cells and len(error.reasons) < len(edits)
        edits = [edit for edit in edits if edit not in error.reasons]
        done = edited(source, edits)
    assert source_of(done).text == text_with(source, edits)


@pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")),
    reason="LibreOffice is not installed",
)
@pytest.mark.parametrize("tracked", [False, True], ids=["plain", "tracked"])
def test_libreoffice_reads_what_was_fixed(tmp_path: Path, tracked: bool) -> None:
    raw = report(SAFE[0][1], SAFE[3][1], UNSAFE[0][1], UNSAFE[2][1])
    if tracked:
        contents = dict(parts_of(raw))
        settings = contents["word/settings.xml"].decode()
        cut = settings.index(">", settings.index("<w:settings")) + 1
        contents["word/settings.xml"] = (
            f"{settings[:cut]}<w:trackRevisions/>{settings[cut:]}".encode()
        )
        raw = packed(contents)
    after = fixed(raw, unsafe=True).after
    assert (b"w:del " in dict(parts_of(after))["word/document.xml"]) is tracked
    (tmp_path / "a.docx").write_bytes(after)
    command = [
        str(shutil.which("soffice") or shutil.which("libreoffice")),
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        "out",
        "a.docx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    again = source_of((tmp_path / "out" / "a.docx").read_bytes())
    assert again.lines == source_of(after).lines
