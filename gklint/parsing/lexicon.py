"""The words of the forms as the parser looks them up: titles, labels, endings of agencies' names.

Built from `grammars/`, folded, when the wheel is built (see `gklint.support.built`).
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from gklint.forms.loading import FORMS_CODE, load_forms
from gklint.forms.values import Forms, RowForm, TableForm
from gklint.support.built import built, grammar_files
from gklint.support.folding import fold, without_markup
from gklint.support.json_values import JsonType
from gklint.support.patterns import lazily

_ENUMERATOR = lazily(
    r"\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}[、.,]|\(?\d{1,2}[.、,)]|[①-⑨]"
)
#: Words, and a number behind them.
_LABEL_AND_NUMBER = lazily(r"[\s\S]*[^\d.,，．](\d[\d.,，．]*)\s*")
_MARKS = str.maketrans("", "", "\"'、,.:;()[]{}<>/\\-*_|~`!?。·")


class RowName(NamedTuple):
    """A row that a label can stand for: table, row, formats that have it, its place in order."""

    table: str
    row: str
    formats: tuple[str, ...]
    order: int


class Lexicon(NamedTuple):
    """What the words of the forms stand for. Keys of titles are folded, of labels cores.

    `plain_titles` are the standard title of each section and the shortest accepted ones, with which
    a title that is none of `titles` is compared.
    `rows` and `columns` give all that a label may be, in table order; `groups` the (table, group)
    a label names, `spans` are labels of groups that other groups stand in (三、本年度办理结果);
    `blocks` the table a block's title names; `notes` are words of a table's head that are neither.
    `text` joins, by section number, all words of its tables, so that a part of
    a broken label can be known. `endings` gives the kind of agency by the ending of its name.
    `nothing` are the signs and words that stand in a cell for "none", folded, in small letters.
    """

    titles: Mapping[str, int]
    plain_titles: tuple[tuple[str, int], ...]
    rows: Mapping[str, tuple[RowName, ...]]
    columns: Mapping[str, tuple[tuple[str, str], ...]]
    groups: Mapping[str, tuple[tuple[str, str], ...]]
    spans: tuple[str, ...]
    blocks: Mapping[str, str]
    notes: frozenset[str]
    openings: frozenset[str]
    text: Mapping[int, str]
    endings: tuple[tuple[str, str], ...]
    nothing: frozenset[str]


@lru_cache(maxsize=4096)
def core(text: str) -> str:
    """Return a label as it is compared: folded, without enumerator and punctuation."""
    return core_of(fold(text))


def core_of(folded: str) -> str:
    """Return the core (see there) of a text that has been folded."""
    if folded.isdigit():
        return folded
    folded = without_markup(folded)
    match = _ENUMERATOR.match(folded)
    if match and match.end() < len(folded):
        folded = folded[match.end() :]
    return folded.translate(_MARKS)


@lru_cache(maxsize=4096)
def enumerator(text: str) -> str:
    """Return the numeral a label begins with, "" where it has none: （三） and 三、 give 三."""
    match = _ENUMERATOR.match(without_markup(fold(text)))
    return match.group().strip("()、.,") if match else ""


def number_behind_label(text: str) -> int:
    """Return where the number begins that a cell holds behind words (行政许可 12), 0 for none."""
    found = _LABEL_AND_NUMBER.fullmatch(text)
    return found.start(1) if found else 0


def is_label(label: str) -> bool:
    """Say whether some form has this label (see `core`), of whatever kind."""
    lexicon = load_lexicon()
    return bool(label) and (
        bool(row_names(label))
        or label in lexicon.columns
        or label in lexicon.groups
        or label in lexicon.blocks
        or label in lexicon.notes
    )


def row_names(label: str) -> tuple[RowName, ...]:
    """Return the rows that a label (see `core`) can stand for, also with all that it stands in
    before it: 三、本年度办理结果 （一）予以公开."""
    lexicon = load_lexicon()
    names = lexicon.rows.get(label, ())
    if names or not label.startswith(lexicon.spans):
        return names
    span = next(filter(label.startswith, lexicon.spans))
    rest = label[len(span) :]
    # Of the enumerator inside, the core has its numeral left.
    return lexicon.rows.get(rest) or lexicon.rows.get(rest[1:], ())


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the lexicon of all forms."""
    words = [grammar_files("", name)[name] for name in ("agencies.yaml", "nothing.yaml")]
    contents = [*words, *grammar_files("formats", ".yaml").values()]
    code = ["parsing/lexicon.py", *FORMS_CODE]
    kind = JsonType[Lexicon](Lexicon)
    return built("lexicon", contents, code, kind, lambda: build(load_forms(), *words))


def build(forms: Forms, agencies: str, nothing: str) -> Lexicon:
    """Build the lexicon from the forms and the YAML texts of `grammars/agencies.yaml` and
    `grammars/nothing.yaml`."""
    # In one order, so that what is built is the same each time.
    titles = {
        title: section.number
        for form in forms.forms
        for section in form.sections
        for title in sorted(section.accepted)
    }
    rows: dict[str, dict[tuple[str, str], RowName]] = {}
    columns: dict[str, dict[tuple[str, str], None]] = {}
    groups: dict[str, dict[tuple[str, str], None]] = {}
    blocks: dict[str, str] = {}
    notes: set[str] = {core("信息内容")}
    text: dict[int, list[str]] = {}
    for form in forms.forms:
        for table in form.tables:
            words = text.setdefault(table.section, [core("信息内容")])
            if table.label not in titles and fold(table.label) not in titles:
                blocks[core(table.label)] = table.key
                words.append(core(table.label))
            notes.update(core(note) for note in table.notes)
            words += [core(note) for note in table.notes]
            for order, row in enumerate(all_rows(forms, table.key)):
                if row not in table.row:
                    continue
                for label in _labels(table, table.row[row]):
                    known = rows.setdefault(core(label), {})
                    old = known.get((table.key, row))
                    formats = (*(old.formats if old else ()), form.key)
                    known[table.key, row] = RowName(table.key, row, formats, order)
                    words.append(core(label))
            named = [(label, column.key) for column in table.columns for label in column.labels]
            words += _added(columns, table.key, named)
            words += _added(groups, table.key, [(of, key) for key, of in table.groups.items()])
    return Lexicon(
        titles,
        _plain(forms),
        {label: tuple(found.values()) for label, found in rows.items()},
        {label: tuple(found) for label, found in columns.items()},
        {label: tuple(found) for label, found in groups.items()},
        _spans(forms),
        blocks,
        frozenset(notes),
        _openings(rows, blocks, notes),
        {section: "\n".join(dict.fromkeys(words)) for section, words in text.items()},
        _endings(agencies),
        _signs(nothing),
    )


def _endings(agencies: str) -> tuple[tuple[str, str], ...]:
    import yaml

    endings = [(ending, kind) for kind, many in yaml.safe_load(agencies).items() for ending in many]
    return tuple(sorted(endings, key=lambda pair: len(pair[0]), reverse=True))


def _signs(nothing: str) -> frozenset[str]:
    import yaml

    lists = yaml.safe_load(nothing).values()
    return frozenset(fold(sign).lower() for several in lists for signs in several for sign in signs)


def _spans(forms: Forms) -> tuple[str, ...]:
    tables = (table for form in forms.forms for table in form.tables)
    return tuple(sorted({core(label) for table in tables for label in table.spans}))


def _added(
    known: dict[str, dict[tuple[str, str], None]], table: str, labels: Sequence[tuple[str, str]]
) -> list[str]:
    """Add what labels of a table stand for, each with its key; return their cores."""
    for label, key in labels:
        known.setdefault(core(label), {})[table, key] = None
    return [core(label) for label, _ in labels]


def _plain(forms: Forms) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for form in forms.forms:
        for section in form.sections:
            shortest = min(section.accepted, key=lambda title: (len(title), title))
            found |= {fold(section.title): section.number, shortest: section.number}
    return tuple(found.items())


def all_rows(forms: Forms, table: str) -> list[str]:
    """Return the keys of a table's rows over all formats, in the order in which they can stand."""
    order: list[str] = []
    for form in forms.forms:
        previous = -1
        for row in _rows(form.table.get(table)):
            if row in order:
                previous = order.index(row)
            else:
                previous += 1
                order.insert(previous, row)
    return order


def _labels(table: TableForm, row: RowForm) -> list[str]:
    """Return the labels of a row, alone and with its group's before them in one cell."""
    labels = row.labels
    group = table.groups.get(row.group)
    return [*labels, *(group + label for label in labels if group)]


def _rows(table: TableForm | None) -> list[str]:
    return [row.key for row in table.rows] if table else []


def _openings(
    rows: Mapping[str, object], blocks: Mapping[str, str], notes: set[str]
) -> frozenset[str]:
    """Return the labels that open a table wherever they stand: too long to be said in passing."""
    return frozenset({*blocks, *notes, *(label for label in rows if len(label) >= 10)})


def agency_kind(name: str) -> str:
    """Return the kind of agency by the ending of its name: one of `AGENCY_KINDS`."""
    folded = fold(name)
    folded = re.sub(r"\([^()]*\)$", "", folded)
    for ending, kind in load_lexicon().endings:
        if folded.endswith(ending):
            return kind
    return "unknown"
