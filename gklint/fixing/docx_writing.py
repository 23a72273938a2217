"""Changes written into the elements of a Word document, plainly or as tracked changes.

ECMA-376-1, 17.13.5 (w:ins and w:del), 17.15.1.90 (w:trackRevisions).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count

from gklint.fixing.docx_changes import Addition, Change
from gklint.readers.docx.names import NAMES, Node, child, is_on, number
from gklint.readers.docx.opening import WordDocument
from gklint.readers.docx.reader import related
from gklint.readers.docx.runs import new_element, set_text, split_run_before, split_text

#: Whose tracked changes they are.
AUTHOR = "gklint"

_CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange")


def write(document: WordDocument, changes: Sequence[Change | Addition]) -> None:
    """Make the changes in the tree of the document."""
    tracked = _is_tracked(document)
    writer = _Tracked(document) if tracked else _Plain()
    elements = [one.element if isinstance(one, Change) else one.parent for one in changes]
    twins = [pair for element in elements for pair in _twins(element)]
    # From the last to the first, so that offsets within one element stay true.
    for change in reversed(_sorted(changes if tracked else _joined(changes))):
        if isinstance(change, Change):
            writer.change(change)
        else:
            writer.add(change)
    for box, twin in twins:
        twin[:] = [deepcopy(content) for content in box]


def _sorted(changes: Sequence[Change | Addition]) -> list[Change | Addition]:
    """Return the changes of each element by their place in it."""
    return sorted(changes, key=lambda one: one.start if isinstance(one, Change) else 0)


def _joined(changes: Sequence[Change | Addition]) -> list[Change | Addition]:
    """Return the changes of each element as one: its text, which may be long, is written once."""
    joined: list[Change | Addition] = [one for one in changes if not isinstance(one, Change)]
    of_element: dict[Node, list[Change]] = {}
    for one in changes:
        if isinstance(one, Change):
            of_element.setdefault(one.element, []).append(one)
    for element, several in of_element.items():
        several.sort(key=lambda one: one.start)
        text, at = element.text or "", several[0].start
        parts: list[str] = []
        for one in several:
            parts += [text[at : one.start], one.text]
            at = one.end
        joined.append(Change(element, several[0].start, at, "".join(parts)))
    return joined


class _Plain:
    """Writes so that only the text changes."""

    def change(self, change: Change) -> None:
        """Put the text of a change into its element; a run that has nothing any more is gone."""
        element = change.element
        text = element.text or ""
        set_text(element, text[: change.start] + change.text + text[change.end :])
        if not element.text:
            _take_out(element)

    def add(self, addition: Addition) -> None:
        """Put a new run at the end of a paragraph."""
        _paragraph(addition).append(_run(addition.parent, addition.text, addition.properties))


class _Tracked(_Plain):
    """Writes so that Word shows what was deleted and what was inserted."""

    def __init__(self, document: WordDocument) -> None:
        used = (number(found, "id") for found in document.root.iter() if NAMES[found.tag])
        self._ids = count(max(used, default=0) + 1)

    def change(self, change: Change) -> None:
        """Delete what the change takes out, and insert its text behind that."""
        element, start, end, text = change
        if any(NAMES[around.tag] in _CHANGES for around in element.iterancestors()):
            # It stands in a change that somebody has yet to look at, and stays one.
            super().change(change)
            return
        inserted = _run(element, text, child(element.getparent(), "w:rPr"))
        parts = split_text(element, (start, end))
        cut = [part for offset, part in parts if start <= offset < end]
        through = [part for offset, part in parts if offset < end]
        if not through:
            split_run_before(element)
            element.getparent().addprevious(self._inserted(inserted))
            return
        for part in (*cut, through[-1].getnext()):
            if part is not None:
                split_run_before(part)
        before = through[-1].getparent()
        if cut:
            # In a deletion text has another name (17.3.3.7).
            cut[0].tag = f"{element.tag.rpartition('}')[0]}}}delText"
            deleted = new_element(before, "del", **self._signature())
            before.addprevious(deleted)
            deleted.append(before)
            before = deleted
        if text:
            before.addnext(self._inserted(inserted))

    def add(self, addition: Addition) -> None:
        """Insert a new run at the end of a paragraph."""
        run = _run(addition.parent, addition.text, addition.properties)
        _paragraph(addition).append(self._inserted(run))

    def _inserted(self, run: Node) -> Node:
        mark = new_element(run, "ins", **self._signature())
        mark.append(run)
        return mark

    def _signature(self) -> dict[str, str]:
        return {"id": str(next(self._ids)), "author": AUTHOR}


def _is_tracked(document: WordDocument) -> bool:
    settings = related(document.package, document.parts.document).get("settings", "")
    return settings in document.package and is_on(
        document.package.xml(settings), "w:trackRevisions"
    )


def _run(near: Node, text: str, properties: Node | None) -> Node:
    """Return a new run; of its properties the marks of tracked changes are left out."""
    run, words = new_element(near, "r"), new_element(near, "t")
    set_text(words, text)
    if properties is not None:
        own = new_element(near, "rPr")
        own.extend(deepcopy(one) for one in properties if NAMES[one.tag] not in _CHANGES)
        run.append(own)
    run.append(words)
    return run


def _paragraph(addition: Addition) -> Node:
    if NAMES[addition.parent.tag] == "w:p":
        return addition.parent
    paragraph = new_element(addition.parent, "p")
    addition.parent.append(paragraph)
    return paragraph


def _take_out(element: Node) -> None:
    """Take out a w:t, and its run if that has nothing else and is not the only one there."""
    run = element.getparent()
    run.remove(element)
    around = run.getparent()
    runs = sum(NAMES[found.tag] == "w:r" for found in around)
    if NAMES[run.tag] == "w:r" and runs > 1 and all(NAMES[one.tag] == "w:rPr" for one in run):
        around.remove(run)


def _twins(element: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the text box that the element is in, with the same box as Word keeps it a second time
    for programs that do not know the first form (ECMA-376-3, 9.3)."""
    for choice in element.iterancestors():
        if NAMES[choice.tag] != "mc:Choice":
            continue
        boxes, others = (_boxes(one) for one in (choice, child(choice.getparent(), "mc:Fallback")))
        for box, twin in zip(boxes, others, strict=False):
            if element in box.iter() and _text(box) == _text(twin):
                yield box, twin


def _boxes(branch: Node | None) -> list[Node]:
    return [
        found
        for found in (branch.iter() if branch is not None else ())
        if NAMES[found.tag] == "w:txbxContent"
    ]


def _text(box: Node) -> str:
    return "".join(found.text or "" for found in box.iter() if NAMES[found.tag] == "w:t")
