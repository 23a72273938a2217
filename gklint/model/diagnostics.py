"""A finding as every reporter gets it: what, where, how bad, by which clause, how to fix."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from gklint.support.bilingual import Text

if TYPE_CHECKING:
    # A run that finds all in its cache loads neither reports nor sources.
    from gklint.forms.values import Form, Forms
    from gklint.model.report import CellKey, Report
    from gklint.model.source import Origin, Place


class Severity(IntEnum):
    """How bad a finding is; a higher value is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word of the JSON contract: info, warning, error."""
        return self.name.lower()


#: What people read for each severity.
SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.INFO: Text("提示", "info"),
}


class Clause(NamedTuple):
    """What a finding rests on: key of the regulation, number or title to quote, the clause."""

    regulation: str
    document: str
    clause: str


class Related(NamedTuple):
    """Another place that belongs to a finding, and what it has to do with it.

    `path` is that of the file it stands in, "" for the file of the finding; of that one `origin` is
    the place in the document, as a finding has it.
    """

    place: "Place"
    wording: Text
    facts: Mapping[str, object]
    cell: "CellKey | None" = None
    path: str = ""
    origin: "Origin | None" = None

    def message(self, language: str) -> str:
        """Return what the place has to do with the finding."""
        return self.wording.say(language, self.facts)


class Edit(NamedTuple):
    """A stretch of the text and what is to stand there instead; an empty one inserts."""

    place: "Place"
    text: str


class Fix(NamedTuple):
    """How a finding can be fixed without a person: edits that do not overlap, by place.

    `safe` says that nothing but writing changes (a punctuation mark, a label's wording); any number
    that changes needs a person's eye, so such a fix is not safe. `title` says what it does.
    """

    edits: tuple[Edit, ...]
    safe: bool
    title: Text


class BodyFacts(NamedTuple):
    """What a finding across reports tells programs: of which body and year it is, and the names of
    the bodies whose numbers are the difference, where that is certain."""

    body: str
    year: int | None
    explains: tuple[str, ...] = ()


class Diagnostic(NamedTuple):
    """One finding.

    `wording` and `advice` (how to put it right) hold {names} that `facts` fill in. `subject` are
    the words at the place (`gklint.model.words_at`), `section` the number of the part of the
    form, `actual` and `expected` what stands there and what should, where both are short enough to
    say. `fix` fixes it without a person (None: that cannot be done); `origin` is the place in the
    document that the text was extracted from (None: the file is the text). `suppressible` is False
    where nobody may accept it. `cells` are all cells that it speaks of, the first being `cell`
    (empty: that one alone), `also` codes of rules that the same cause breaks. `body_facts` is there
    for a finding that comes of comparing reports.
    """

    code: str
    rule: str
    severity: Severity
    place: "Place"
    wording: Text
    facts: Mapping[str, object]
    advice: Text
    subject: str = ""
    section: int | None = None
    cell: "CellKey | None" = None
    actual: int | Decimal | str | None = None
    expected: int | Decimal | str | None = None
    related: tuple[Related, ...] = ()
    basis: tuple[Clause, ...] = ()
    #: Which of several wordings of the rule this is: the id of SARIF's messageStrings.
    message_id: str = "default"
    fix: Fix | None = None
    origin: "Origin | None" = None
    suppressible: bool = True
    cells: "tuple[CellKey, ...]" = ()
    also: tuple[str, ...] = ()
    body_facts: BodyFacts | None = None

    def __repr__(self) -> str:
        place = f"{self.place.line}:{self.place.column}"
        return f"Diagnostic({self.code} {self.rule}, {self.severity.word}, {place})"

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self.place.line

    def text(self, language: str = "zh") -> str:
        """Return the message in "zh" or "en"."""
        return self.wording.say(language, self.facts)

    def advice_text(self, language: str = "zh") -> str:
        """Return what to do, in "zh" or "en"; "" where the message says it already."""
        return self.advice.say(language, self.facts)


def fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Return for each finding a name that stays when lines move.

    Made of the rule, the structural place (section, cell), the folded text at the place and the
    ordinal among findings that are alike in all of these: SARIF 2.1.0, Appendix B.
    """
    from hashlib import sha256

    from gklint.support.folding import fold

    seen: dict[str, int] = {}
    result = []
    for diagnostic in diagnostics:
        # A cell is named by its keys; its text is left out, so that another wrong number in the
        # same cell is the same finding.
        # What parts the cells of a table depends on how the table was written down.
        subject = "" if diagnostic.cell else fold(diagnostic.subject).replace("|", "")
        parts = [
            diagnostic.code,
            diagnostic.message_id,
            str(diagnostic.section or ""),
            ".".join(diagnostic.cell or ()),
            subject,
        ]
        identity = "\x1f".join(parts)
        ordinal = seen[identity] = seen.get(identity, -1) + 1
        result.append(sha256(f"{identity}\x1f{ordinal}".encode()).hexdigest()[:32])
    return result


# --- what a rule rests on, "regulation: article", as clauses that can be quoted ---


def basis(clauses: Sequence[str], report: "Report | None", forms: "Forms") -> tuple[Clause, ...]:
    """Resolve "regulation: article"; "format" is the form in force for the report.

    Without a report, or a report year, "format" stands for every form. What is not about reports of
    the year is left out: a report of 2017 owes nothing to a law of 2019. Raises KeyError for a
    regulation that `grammars/regulations.yaml` does not have.
    """
    known = (report.year, report.form) if report else (None, None)
    return basis_in(clauses, *known, forms)


def basis_in(
    clauses: Sequence[str], year: int | None, form: "Form | None", forms: "Forms"
) -> tuple[Clause, ...]:
    """Resolve clauses as `basis` does, for a report year and the form in force."""
    return tuple(
        clause
        for written in clauses
        for clause in _resolve(written, form, forms)
        if year is None or forms.regulations[clause.regulation].covers(year)
    )


def _resolve(written: str, form: "Form | None", forms: "Forms") -> Iterator[Clause]:
    key, _, article = written.partition(": ")
    keys = [key]
    if key == "format":
        keys = [form.regulation] if form else [form.regulation for form in forms.forms]
    for regulation in (forms.regulations[key] for key in keys):
        yield Clause(regulation.key, regulation.number, article)
