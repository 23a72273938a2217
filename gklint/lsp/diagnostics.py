"""Findings, and what is wrong with a configuration, as the editor shows them."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from gklint.checking.results import Record
from gklint.lsp.checking import Checked
from gklint.lsp.documents import Document
from gklint.lsp.places import Places
from gklint.lsp.positions import to_client
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.support.bilingual import Text
from gklint.support.problems import Problem

SOURCE = "gklint"
#: The codes of what is no finding of a rule.
CONFIGURATION, FAILURE = "configuration", "failure"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_NOT_CHECKED = Text(
    "配置有误，没有检查：{problem}", "the configuration is wrong, nothing was checked: {problem}"
)


def of_report(document: Document, checked: Checked, places: Places) -> list[types.Diagnostic]:
    """Return the findings that count, as `gklint check` has them, or why nothing was checked."""
    if checked.problems:
        problems = "; ".join(problem.say(checked.language) for problem in checked.problems)
        message = _NOT_CHECKED.say(checked.language, {"problem": problems})
        return [on_first_line(document, message, CONFIGURATION, places.encoding)]
    if checked.record is None:
        return []
    return [
        of_finding(document.uri, diagnostic, fingerprint, places, checked.language)
        for diagnostic, fingerprint, acceptance in checked.record.named()
        if acceptance is None
    ]


def of_finding(
    uri: str, found: Diagnostic, fingerprint: str, places: Places, language: str
) -> types.Diagnostic:
    """Return a finding as the editor shows it; its fingerprint is its `data`."""
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(uri, places.range(one.place)), one.message(language)
        )
        for one in found.related
    ]
    return types.Diagnostic(
        range=places.range(found.place),
        severity=_SEVERITIES[found.severity],
        code=found.code,
        source=SOURCE,
        message=found.text(language),
        related_information=related or None,
        data=fingerprint,
    )


def of_waivers(
    document: Document, record: Record | None, encoding: str, language: str
) -> list[types.Diagnostic]:
    """Return what is wrong with the entries of a file of waivers."""
    if record is None:
        return []
    places = Places(document, None, encoding)
    return [
        of_finding(document.uri, diagnostic, fingerprint, places, language)
        for diagnostic, fingerprint, _ in record.named()
    ]


def of_problems(
    document: Document, problems: Iterable[Problem], encoding: str, language: str
) -> list[types.Diagnostic]:
    """Return what is wrong with a file of configuration: each on its line, what is wrong with a
    file that it names on the first."""
    shown = []
    for problem in problems:
        own = problem.path in ("", document.path) or document.path.endswith(problem.path)
        words = problem._replace(path="", line=0).say(language) if own else problem.say(language)
        line = min(max(problem.line, 1), len(document.lines)) if own else 1
        shown.append(_on_line(document, line, words, CONFIGURATION, encoding))
    return shown


def on_first_line(document: Document, message: str, code: str, encoding: str) -> types.Diagnostic:
    """Return what is said of a document as a whole."""
    return _on_line(document, 1, message, code, encoding)


def _on_line(
    document: Document, line: int, message: str, code: str, encoding: str
) -> types.Diagnostic:
    text = document.lines[line - 1]
    start = len(text) - len(text.lstrip())
    return types.Diagnostic(
        range=types.Range(
            to_client(document.lines, (line, start + 1), encoding),
            to_client(document.lines, (line, len(text.rstrip()) + 1), encoding),
        ),
        severity=types.DiagnosticSeverity.Error,
        code=code,
        source=SOURCE,
        message=message,
    )
