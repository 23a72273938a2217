"""Labels of a table as the rows before them left them: groups, and what several fields say."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.forms.values import TableForm
from gklint.model.report import Label
from gklint.model.source import Place
from gklint.parsing.lexicon import core, load_lexicon
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.parts import Part


def groups_of(part: Part, form: TableForm) -> list[Label]:
    """Return the labels of the groups of a table, wherever they stand."""
    found = []
    groups = load_lexicon().groups
    for word in part.words:
        for table, group in groups.get(word.core, ()):
            if table == part.key:
                found.append(Label(group, word.text, place_of([word])))
    there = {label.key for label in found}
    if there >= form.groups.keys():
        return found
    for draft in part.drafts:
        # One cell can hold the group's label and the row's.
        row = form.row.get(draft.name.row) if draft.name else None
        if (
            row
            and row.group
            and row.group not in there
            and core(text_of(draft.label)).startswith(core(form.groups[row.group]))
        ):
            there.add(row.group)
            found.append(Label(row.group, text_of(draft.label), place_of(draft.label)))
    # A label that the width of its cell broke is there all the same.
    text = "".join(word.core for word in part.words)
    for group, label_text in form.groups.items():
        if group not in there and core(label_text) in text:
            first = part.words[0]
            found.append(Label(group, label_text, place_of([first])))
    return found


def text_of(label: Sequence[Field]) -> str:
    """Return what several fields say."""
    return "".join(part.text for part in label)


def place_of(fields: Sequence[Field]) -> Place:
    """Return the stretch from the first field to the last."""
    return Place(fields[0].line, fields[0].column, fields[-1].line, fields[-1].end_column)
