"""All that an author of rules imports: `from gklint.api import Report, Rule, Text, finding, …`.

What stands in `__all__` stays: it is what plugins are written against (`API_VERSION` in
`gklint.plugins.hooks` says when that changes). Where a name comes from inside of gklint may change.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gklint.forms.values import (
    ColumnForm,
    Form,
    Forms,
    Regulation,
    RowForm,
    SectionForm,
    TableForm,
)
from gklint.model.diagnostics import Edit, Fix, Related, Severity
from gklint.model.personal import CARD, IDENTITY, MOBILE, PersonalNumber, mask, personal_numbers
from gklint.model.reasons import Reason
from gklint.model.report import (
    Cell,
    CellKey,
    Label,
    Paragraph,
    Period,
    Piece,
    Report,
    Row,
    Section,
    Table,
    Title,
    once_per_report,
)
from gklint.model.source import Place, Source
from gklint.parsing.front import agency_of
from gklint.parsing.lexicon import agency_kind, load_lexicon
from gklint.prose import (
    ELSEWHERE,
    LIKELY,
    LOOSE,
    SURE,
    UNCLEAR,
    Breakdown,
    Change,
    Part,
    Rate,
    Share,
    Span,
    Statement,
    prose_of,
)
from gklint.prose.openings import opened_topic, words_before_mark
from gklint.prose.vocabulary import Reading, Readings
from gklint.prose.vocabulary_loading import load_vocabulary
from gklint.rule import reasons
from gklint.rule.blanks import (
    EMPTY,
    Reckoning,
    is_short_by_blanks,
    reckoned_tables,
    reckonings,
)
from gklint.rule.breaches import WRONG_CELL, breaches, broken_equations
from gklint.rule.definition import (
    ERROR,
    INFO,
    KINDS,
    WARNING,
    Finding,
    NotApplicable,
    NotEvaluated,
    Option,
    Options,
    ReportVerdict,
    ReportVerdicts,
    Rule,
    Verdicts,
    cell_label,
    due_row_label,
    finding,
    form_in_dispute,
    inside_quotes,
    not_evaluated,
    readable_tables,
    related,
    replacement,
    row_label,
    row_unread,
    table_unread,
    years_differ,
)
from gklint.rule.identities import equations
from gklint.rule.losses import (
    LostPage,
    blank_groups,
    holds_no_number,
    holds_unread_table,
    lost_page,
    missing_sections,
    section_forms,
)
from gklint.support.bilingual import Text
from gklint.support.folding import fold, fold_with_offsets
from gklint.support.numerals import MOST_DIGITS, exact_number, whole_number
from gklint.support.patterns import lazily

if TYPE_CHECKING:
    from gklint.collection.reports import Collection, Member, Versions, alike
    from gklint.collection.roster import VERTICAL, Roster, RosterRow
    from gklint.collection.similar import Copy, Passage, copies, similarity
    from gklint.collection.steps import Compared, Step, compared, steps
    from gklint.collection.sums import (
        LEFT_OUT,
        OLD,
        STRANGER,
        TWICE,
        Cause,
        Difference,
        causes,
        difference,
        explanations,
    )
    from gklint.model.facts import CellFacts, Facts, ProseFacts, TableFacts
    from gklint.plugins.hooks import OutputFormat, hookimpl

__all__ = [  # noqa: RUF022 - in groups, as an author looks for them
    # What a rule is, and what it yields.
    "ERROR",
    "WARNING",
    "INFO",
    "Severity",
    "KINDS",
    "Rule",
    "Text",
    "Option",
    "Options",
    "Verdicts",
    "finding",
    "Finding",
    "not_evaluated",
    "reasons",
    "table_unread",
    "row_unread",
    "NotEvaluated",
    "NotApplicable",
    "related",
    "Related",
    "replacement",
    "Fix",
    "Edit",
    # A report as read.
    "Report",
    "once_per_report",
    "Title",
    "Period",
    "Section",
    "Paragraph",
    "Piece",
    "Table",
    "Row",
    "Cell",
    "CellKey",
    "Label",
    "Reason",
    "Source",
    "Place",
    # The form of the report.
    "Forms",
    "Form",
    "SectionForm",
    "TableForm",
    "RowForm",
    "ColumnForm",
    "Regulation",
    "section_forms",
    "missing_sections",
    # Tables: which may be checked, what to call their parts, what adds up, what is lost.
    "readable_tables",
    "row_label",
    "due_row_label",
    "cell_label",
    "inside_quotes",
    "breaches",
    "WRONG_CELL",
    "equations",
    "broken_equations",
    "EMPTY",
    "Reckoning",
    "reckonings",
    "reckoned_tables",
    "is_short_by_blanks",
    "lost_page",
    "LostPage",
    "blank_groups",
    "holds_no_number",
    "holds_unread_table",
    # Years that contradict each other.
    "years_differ",
    "form_in_dispute",
    # Words and prose: folded text, what sentences say in numbers, agencies, numbers of persons.
    "fold",
    "fold_with_offsets",
    "whole_number",
    "exact_number",
    "MOST_DIGITS",
    "lazily",
    "words_before_mark",
    "opened_topic",
    "prose_of",
    "Statement",
    "Rate",
    "Share",
    "Breakdown",
    "Change",
    "Part",
    "Span",
    "SURE",
    "LIKELY",
    "LOOSE",
    "UNCLEAR",
    "ELSEWHERE",
    "load_vocabulary",
    "Reading",
    "Readings",
    "load_lexicon",
    "agency_of",
    "agency_kind",
    "personal_numbers",
    "PersonalNumber",
    "IDENTITY",
    "MOBILE",
    "CARD",
    "mask",
    # Reports compared with one another: what a rule gets whose RULE.checks is "collection".
    "Collection",
    "Member",
    "Versions",
    "Facts",
    "TableFacts",
    "CellFacts",
    "ProseFacts",
    "Roster",
    "RosterRow",
    "VERTICAL",
    "ReportVerdict",
    "ReportVerdicts",
    "alike",
    # From year to year; wholes and parts; prose.
    "Step",
    "steps",
    "compared",
    "Compared",
    "difference",
    "Difference",
    "causes",
    "Cause",
    "explanations",
    "LEFT_OUT",
    "TWICE",
    "OLD",
    "STRANGER",
    "similarity",
    "copies",
    "Copy",
    "Passage",
    # What a plugin gives.
    "hookimpl",
    "OutputFormat",
]


#: Modules that only rules across reports and plugins use, with the names that come from them. A
#: module is loaded when one of its names is first asked for.
_LATER = {
    "gklint.collection.reports": ("Collection", "Member", "Versions", "alike"),
    "gklint.collection.roster": ("VERTICAL", "Roster", "RosterRow"),
    "gklint.collection.similar": ("Copy", "Passage", "copies", "similarity"),
    "gklint.collection.steps": ("Compared", "Step", "compared", "steps"),
    "gklint.collection.sums": (
        "LEFT_OUT",
        "OLD",
        "STRANGER",
        "TWICE",
        "Cause",
        "Difference",
        "causes",
        "difference",
        "explanations",
    ),
    "gklint.model.facts": ("CellFacts", "Facts", "ProseFacts", "TableFacts"),
    "gklint.plugins.hooks": ("OutputFormat", "hookimpl"),
}
_MODULE_OF = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULE_OF[name]), name)
