"""Where a document tracks changes, a fix is one of them."""

from __future__ import annotations

import pytest
from helpers.fixed_documents import BOLD, body, part, written
from helpers.word_documents import (
    W,
    cell,
    packed,
    paragraph,
    parts,
    relationships,
    row,
    run,
    table,
)

from gklint.model.source import Place


def tracking(content: str) -> bytes:
    """Return a document in which changes are tracked."""
    contents = parts(content)
    contents["word/settings.xml"] = f'<w:settings xmlns:w="{W}"><w:trackRevisions/></w:settings>'
    contents["word/_rels/document.xml.rels"] = relationships(settings="settings.xml")
    return packed(contents)


def rejected(raw: bytes) -> str:
    """Return the text as it is when tracked changes are rejected."""
    root = part(raw)
    for inserted in list(root.iter(f"{{{W}}}ins")):
        inserted.getparent().remove(inserted)
    return "".join(one.text or "" for one in root.iter(f"{{{W}}}t", f"{{{W}}}delText"))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("四.", "四、"),
        ("四.政府", "五、公开"),
        ("府信", "府的信"),
        ("府", ""),
        ("信息", "消息"),
        (Place(1, 1, 1, 1), "第"),
        (Place(1, 7, 1, 7), "。"),
        ("四.政府信息", "总体"),
    ],
)
def test_a_document_that_tracks_changes_shows_what_was_changed(
    words: str | Place, text: str
) -> None:
    raw = tracking(f"<w:p>{run('四.政', BOLD)}{run('府信')}{run('息', BOLD)}</w:p>")
    done = written(raw, (words, text))
    assert rejected(done) == "四.政府信息"
    changes = list(part(done).iter(f"{{{W}}}ins", f"{{{W}}}del"))
    assert {one.get(f"{{{W}}}author") for one in changes} == {"gklint"}
    assert len({one.get(f"{{{W}}}id") for one in changes}) == len(changes) > 0


def test_a_tracked_change_keeps_the_formatting() -> None:
    done = written(tracking(f"<w:p>{run('四.政府', BOLD)}</w:p>"), ("四.", "四、"))
    every = list(part(done).iter(f"{{{W}}}r"))
    assert ["".join(one.itertext()) for one in every] == ["四", ".", "、", "政府"]
    assert all(one.find(f"{{{W}}}rPr/{{{W}}}b") is not None for one in every)


def test_what_another_inserted_and_nobody_has_accepted_is_fixed_as_it_is() -> None:
    raw = tracking(f'<w:p>{run("甲")}<w:ins w:author="王" w:id="3">{run("四.政府")}</w:ins></w:p>')
    assert body(written(raw, ("四.", "四、"))) == body(raw).replace("四.", "四、")


def test_a_blank_cell_is_filled_as_a_tracked_change() -> None:
    raw = tracking(paragraph("年报") + table(row("新收", cell("<w:p/>"), "7")))
    done = written(raw, (Place(2, 4, 2, 4), "0"))
    assert rejected(done) == "年报新收7"
