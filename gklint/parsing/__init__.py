"""Source → Report. The face of this package is `parse`."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from gklint.forms.loading import load_forms
from gklint.forms.values import Form, Forms
from gklint.model.report import Paragraph, Piece, Report, Section, Table, Title
from gklint.model.source import Place, Source
from gklint.parsing import front
from gklint.parsing.cells import has_cells_behind_colons, has_cells_between_marks
from gklint.parsing.document_kinds import similar_document
from gklint.parsing.grammar import Node, Token, Tree, tree_of
from gklint.parsing.headings import LONGEST, read_heading, section_number
from gklint.parsing.kinds import NOISE
from gklint.parsing.lexicon import load_lexicon
from gklint.parsing.tables import read_tables
from gklint.parsing.tables.choice import Reading
from gklint.support.bilingual import Text
from gklint.support.folding import fold, has_look_alikes, is_traditional, simplified

__all__ = ["Trace", "parse", "trace"]

#: Cells that are named have a colon each.
_MANY_COLONS = 60

#: The kinds of lines that sign a report, and of those that stand below.
_SIGNING = ("SIGNATURE", "SIGNED", "DATE", "REMARK")
_BELOW = ("FOOT", "AFTERWORD")


class Trace:
    """A report and how it was read: the tree of its lines, and the lines of its tables, as read."""

    def __init__(self, report: Report, tree: Tree, readings: tuple[Reading, ...]) -> None:
        self.report = report
        self.tree = tree
        self.readings = readings


def parse(source: Source, year: int | None = None, agency_kind: str | None = None) -> Report:
    """Read a report out of the text.

    `year` and `agency_kind` replace what the report says of itself. Never raises on text: what
    cannot be made out is absent from the report.
    """
    return trace(source, year, agency_kind).report


def trace(source: Source, year: int | None = None, agency_kind: str | None = None) -> Trace:
    """Do as `parse`, and return what it went by as well."""
    written, plain = source, _in_plain_characters(_without_mail_quotes(source))
    source = _with_tabs(plain)
    forms = load_forms()
    tree = tree_of(source)
    head = _children(tree, "front")
    sections = list(_sections(tree, forms))
    closing = tuple(_closing(tree, _SIGNING))
    paragraphs = tuple(_paragraphs(head))
    title = front.read_title(
        [(str(line), _place(line), line.type) for node in head for line in _lines(node)]
    )
    opening = (p for section, _ in sections if section.form.number == 1 for p in section.paragraphs)
    period = front.read_period([*paragraphs, *opening])
    # Which format a table has may depend on the year, so the tables come last.
    found, year_from = front.year_of(
        year, title, period, [section for section, _ in sections], closing
    )
    if found is None and source.is_workbook:
        found, year_from = front.year_of_captions(paragraphs)
    readings, whole, tables = _with_tables(source, head, sections, found, plain)
    agency = front.agency_of(title, closing)
    if not agency and source.is_workbook:
        agency = front.agency_of_captions(paragraphs)
    form = forms.for_year(found)
    report = Report(
        written,
        title,
        agency,
        agency_kind or front.kind_of(agency, closing),
        found,
        year_from,
        period,
        _format(tables, form),
        form,
        paragraphs,
        tuple(whole),
        tuple(tables),
        closing,
        forms,
        _looks_like(title, head, source, whole, tables),
        () if plain is written else plain.lines,
        tuple(_closing(tree, _BELOW)),
    )
    return Trace(report, tree, tuple(readings))


def _without_mail_quotes(source: Source) -> Source:
    """Return a source with spaces for the marks of a mail's quotes, itself where there are none."""
    if "\n>" not in source.text:
        return source
    # Imported here: few texts come from a mail.
    from gklint.parsing.mail_quotes import without_quote_marks

    return without_quote_marks(source)


def _with_tabs(source: Source) -> Source:
    """Return a source with tabs for commas and the like that part cells, itself where none do."""
    if has_cells_behind_colons(source.text):
        # Imported here, as below.
        from gklint.parsing.colons import with_colons_as_tabs

        source = with_colons_as_tabs(source)
    elif source.text.count("：") > _MANY_COLONS or source.text.count(":") > _MANY_COLONS:
        from gklint.parsing.named_cells import with_named_cells_as_tabs

        source = with_named_cells_as_tabs(source)
    if not has_cells_between_marks(source.text):
        return source
    # Imported here: few files have such lines.
    from gklint.parsing.marked_lines import with_marks_as_tabs

    return with_marks_as_tabs(source)


def _as_written(readings: list[Reading], plain: Source) -> list[Reading]:
    """Return the readings with the cells that could not be read as they stand in the text."""
    from gklint.parsing.marked_lines import as_written

    return [
        reading._replace(tables=tuple(as_written(table, plain.lines) for table in reading.tables))
        for reading in readings
    ]


def _in_plain_characters(source: Source) -> Source:
    """Return a source in the simplified characters that are meant, itself where it is in them.

    No place changes.
    """
    if has_look_alikes(source.text):
        # Imported here: most texts have none of these.
        from gklint.support.look_alikes import without_look_alikes

        source = _converted(source, lambda texts: map(without_look_alikes, texts))
    if is_traditional(source.text):
        source = _converted(source, simplified)
    return source


def _converted(source: Source, convert: Callable[[tuple[str, ...]], Iterable[str]]) -> Source:
    """Return a source with its text, lines and cells converted together, each as long as it was."""
    cells = [cell.text for grid in source.grids for cell in grid.cells]
    found = iter(convert((source.text, *source.lines, *cells)))
    text, lines = next(found), tuple(next(found) for _ in source.lines)
    grids = tuple(
        grid._replace(cells=tuple(cell._replace(text=next(found)) for cell in grid.cells))
        for grid in source.grids
    )
    return source._replace(text=text, lines=lines, grids=grids)


def _with_tables(
    source: Source,
    head: Sequence[Node],
    sections: Sequence[tuple[Section, list[int]]],
    year: int | None,
    plain: Source,
) -> tuple[list[Reading], list[Section], list[Table]]:
    """Return how the tables were read, the sections with theirs, and all tables in order.

    `plain` is the source as it was before the marks that part cells were made tabs.
    """

    def read(lines: list[int], section: int) -> list[Reading]:
        found = read_tables(source, lines, section, year)
        return found if source is plain else _as_written(found, plain)

    readings = read(_table_lines(head), 0)
    loose = [table for reading in readings for table in reading.tables]
    whole = []
    for section, lines in sections:
        own = read(lines, section.form.number) if lines else []
        readings += own
        whole.append(section._replace(tables=tuple(t for some in own for t in some.tables)))
    if source.unread:
        # Imported here: hardly any report has one.
        from gklint.parsing.unread import with_unread

        whole = with_unread(source, whole, loose, year)
    tables = [*loose, *(table for section in whole for table in section.tables)]
    tables.sort(key=lambda table: table.place)
    return readings, whole, tables


def _looks_like(
    title: Title | None,
    head: Sequence[Node],
    source: Source,
    sections: Sequence[Section],
    tables: Sequence[Table],
) -> Text | None:
    lines = [str(line) for node in head for line in _lines(node) if line.type not in NOISE]
    return similar_document(title, lines, source.lines, sections, tables)


def _children(tree: Tree, name: str) -> list[Node]:
    return [
        node
        for part in tree.children
        if isinstance(part, Tree) and part.data == name
        for node in part.children
    ]


def _lines(node: Node) -> Iterator[Token]:
    return iter((node,)) if isinstance(node, Token) else node.tokens()


def _place(line: Token) -> Place:
    return Place(line.line, line.column, line.end_line, line.end_column)


def _paragraphs(nodes: Sequence[Node]) -> Iterator[Paragraph]:
    for node in nodes:
        if isinstance(node, Token):
            if node.type in ("SUBHEADING", "MASTHEAD", "DATELINE"):
                yield _paragraph_of([node], heading=node.type == "SUBHEADING")
        elif node.data == "paragraph":
            yield _paragraph_of([line for line in _lines(node) if line.type not in NOISE])


def _closing(tree: Tree, kinds: Sequence[str]) -> Iterator[Paragraph]:
    for node in _children(tree, "closing"):
        for line in _lines(node):
            if line.type in kinds:
                yield _paragraph_of([line])


def _table_lines(nodes: Sequence[Node]) -> list[int]:
    return [
        line.line
        for node in nodes
        if isinstance(node, Tree) and node.data == "table"
        for line in _lines(node)
        if line.type not in NOISE
    ]


def _sections(tree: Tree, forms: Forms) -> Iterator[tuple[Section, list[int]]]:
    """Yield the sections without their tables, each with the lines its tables stand on."""
    parts = {part.number: part for part in forms.forms[-1].sections}
    number = 0
    for node in tree.children:
        if isinstance(node, Token) or node.data != "section":
            continue
        lines = [
            line
            for line in node.children
            if isinstance(line, Token) and line.type in ("HEADING", "HEADING_REST")
        ]
        text = "".join(str(line) for line in lines)
        # A heading on two lines is placed by the paragraph that the lines would make.
        whole = _paragraph_of(lines)
        heading = read_heading(text)
        # What the lexer took for a heading has a known title or one that is near enough.
        title = fold(heading.title)
        number = load_lexicon().titles.get(title) or (
            section_number(fold(text[:LONGEST]).strip("#*"), number)
            or (heading.number if heading.number == number + 1 and heading.number in parts else 0)
            or number
            or 1
        )
        form = parts[number]
        run_in = () if heading.rest >= len(text) else (_rest(whole, heading.rest),)
        content = node.children[len(lines) :]
        section = Section(
            form,
            heading.ordinal,
            heading.separator,
            heading.number,
            heading.title,
            title in form.accepted,
            whole.place_of(0, heading.end),
            whole.place_of(heading.start, heading.end),
            (*run_in, *_paragraphs(content)),
            (),
        )
        yield section, _table_lines(content)


def _rest(line: Paragraph, start: int) -> Paragraph:
    """Return what follows a heading on its own line, as the paragraph it is."""
    text = line.text[start:]
    start += len(text) - len(text.lstrip())
    place = line.place_of(start, len(line.text))
    return Paragraph(text.strip(), (Piece(0, place.line, place.column),))


def _format(tables: Sequence[Table], expected: Form | None) -> str | None:
    """Return the format that the tables are of, None without tables.

    Where table two and table three are of different ones, it is the form in force if one of them
    is: the report has that format, and a part of it has not.
    """
    # The review table is the same in every format.
    votes = Counter(
        (table.form.section, table.form.format) for table in tables if table.key != "review"
    )
    by_section = {
        section: max((count, form) for (other, form), count in votes.items() if other == section)[1]
        for section, _ in votes
    }
    found = sorted(set(by_section.values()))
    if not found:
        return tables[0].form.format if tables else None
    return expected.key if expected and expected.key in found else found[-1]


def _paragraph_of(tokens: Sequence[Token], heading: bool = False) -> Paragraph:
    """Return the paragraph whose lines these tokens are, put together where a page or the width of
    a line cut them; a blank joins words of Latin letters."""
    text = ""
    pieces = []
    for token in tokens:
        if text and text[-1].isascii() and text[-1].isalpha() and token[0].isascii():
            text += " "
        pieces.append(Piece(len(text), token.line, token.column))
        text += str(token)
    return Paragraph(text, tuple(pieces), heading)
