"""Configuration, waivers and rules in YAML: what is wrong, what may be written, what it means."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from lsprotocol import types

from gklint.checking.results import Record
from gklint.configuration import Configurations
from gklint.declarative.entries import entries
from gklint.lsp import schemas
from gklint.lsp.checking import check_waivers
from gklint.lsp.diagnostics import of_problems, of_waivers
from gklint.lsp.documents import Document
from gklint.lsp.positions import from_client
from gklint.lsp.yaml_cursor import cursor, key_at, word_at
from gklint.plugins.loading import load_plugins
from gklint.readers import SUFFIXES
from gklint.rule.definition import RuleModule
from gklint.rule.documentation import as_markdown, rule_docs
from gklint.support.problems import ConfigurationError, Problem
from gklint.suppression.places import relative_to

#: A file of rules that no configuration names is known by what it says.
_RULES = re.compile(r"(?m)^rules:")
_ENTRY = re.compile(r"(?m)^\s*(?:-\s+)?code:\s*[A-Z]{2}\d")

#: More reports than this are not offered to a waiver.
_MOST_REPORTS = 500


def kind_of(document: Document) -> str:
    """Return "configuration", "waivers" or "rules", "" for any other file."""
    if document.is_configuration:
        return "configuration"
    if not document.path.lower().endswith((".yaml", ".yml")):
        return ""
    if document.is_waivers:
        return "waivers"
    configurations = Configurations()
    of_run = configurations.of_run([document.path])
    if document.on_disk and _is(document.path, [of_run.get("waivers")]):
        return "waivers"
    named = configurations.settings_for(document.path).rules
    looks = _RULES.search(document.text) and _ENTRY.search(document.text)
    return "rules" if looks or _is(document.path, named) else ""


def _is(path: str, others: Iterable[str | None]) -> bool:
    return any(other and os.path.abspath(other) == path for other in others)


def diagnostics(
    document: Document, kind: str, records: Iterable[Record], encoding: str, language: str
) -> list[types.Diagnostic]:
    """Return what is wrong with a file of a kind; `records` are those of the open reports."""
    text = document.text.removeprefix("\ufeff")
    problems: Iterable[Problem] = ()
    if kind == "configuration":
        problems = Configurations().problems_of(document.path, text)
    elif kind == "waivers":
        try:
            return of_waivers(document, check_waivers(document, records), encoding, language)
        except ConfigurationError as error:
            problems = error.problems
    elif kind == "rules":
        try:
            entries(text, document.path)
        except ConfigurationError as error:
            problems = error.problems
    return of_problems(document, problems, encoding, language)


def completions(
    document: Document, kind: str, at: types.Position, encoding: str, language: str
) -> list[types.CompletionItem]:
    """Return what may be written at a place: keys with what they are for, or values."""
    line, column = from_client(document.lines, at, encoding)
    here = cursor(document.lines, line - 1, column - 1)
    modules = _modules(document)
    root = _schema(document, kind, modules)
    found = schemas.at_path(root, here.path)
    start = types.Position(at.line, at.character - len(here.word))
    range_ = types.Range(start, at)
    items = []
    if not here.key:
        written = _written_beside(document, line - 1)
        for name, description in schemas.keys_at(root, found).items():
            if name not in written:
                items.append(_item(name, f"{name}: ", description, range_))
    if here.in_value:
        summaries = {
            word: module.RULE.summary.say(language)
            for module in modules.values()
            for word in (module.RULE.code, module.RULE.name)
        }
        for value in schemas.values_at(found):
            items.append(_item(value, value, summaries.get(value, ""), range_, value=True))
    return items


def _item(
    label: str, text: str, description: str, at: types.Range, value: bool = False
) -> types.CompletionItem:
    kind = types.CompletionItemKind.Value if value else types.CompletionItemKind.Property
    edit = types.TextEdit(at, text)
    return types.CompletionItem(
        label, kind=kind, detail=description or None, text_edit=edit, filter_text=label
    )


def _written_beside(document: Document, row: int) -> set[str]:
    """Return the keys of the mapping that a line stands in; there they need not be offered."""
    here = cursor(document.lines, row, len(document.lines[row])).path
    others = (number for number in range(len(document.lines)) if number != row)
    paths = (key_at(document.lines, number, _first(document.lines[number])) for number in others)
    return {path[-1] for path in paths if path and path[:-1] == here and schemas.ITEM not in path}


def _first(line: str) -> int:
    """Return the column of what a line begins with, white space and dashes left out."""
    return len(line) - len(line.lstrip(" -"))


def hover(document: Document, kind: str, at: types.Position, encoding: str) -> types.Hover | None:
    """Return what the key or the rule under the pointer is."""
    line, column = from_client(document.lines, at, encoding)
    modules = _modules(document)
    path = key_at(document.lines, line - 1, column - 1)
    described = [
        schema["description"]
        for schema in schemas.at_path(_schema(document, kind, modules), path)
        if path and "description" in schema
    ]
    word = word_at(document.lines[line - 1], column - 1)
    value = f"**{path[-1]}** {described[0]}" if described else ""
    if not value and (module := modules.get(word.upper()) or modules.get(word.lower())):
        rule = module.RULE
        value = f"**{rule.code} {rule.name}**\n\n{as_markdown(rule_docs(module))}"
    if not value:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, value))


def _schema(document: Document, kind: str, modules: dict[str, RuleModule]) -> schemas.Schema:
    rules = list({module.RULE.code: module.RULE for module in modules.values()}.values())
    if kind == "configuration":
        return schemas.configuration(rules)
    if kind == "waivers":
        return schemas.waivers(rules, _reports_below(os.path.dirname(document.path)))
    return schemas.rule_file()


def _modules(document: Document) -> dict[str, RuleModule]:
    """Return the rules by code and by name, with those without code of the configurations here."""
    configurations = Configurations()
    configurations.configuration_for(document.path)
    every = (*load_plugins().rules, *configurations.rules())
    return {word: module for module in every for word in (module.RULE.code, module.RULE.name)}


def _reports_below(folder: str) -> list[str]:
    found: list[str] = []
    for inside, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            relative_to(folder, os.path.join(inside, name))
            for name in sorted(names)
            if name.lower().endswith(SUFFIXES)
        ]
        if len(found) > _MOST_REPORTS:
            break
    return found[:_MOST_REPORTS]
