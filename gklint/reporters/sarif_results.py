"""A finding as SARIF says it: a result with its places, why it is accepted, how it can be fixed.

Section signs in comments are those of the standard.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from gklint.checking.findings import GATHERED
from gklint.checking.results import Acceptance, Record
from gklint.model.diagnostics import Diagnostic, Fix
from gklint.reporters import Options
from gklint.reporters.jsontext import Json
from gklint.reporters.objects import body_facts_object, origin_object
from gklint.reporters.paths import path_from_root
from gklint.reporters.sarif_places import (
    Artifacts,
    LogicalLocations,
    physical_location,
    region,
)
from gklint.reporters.sarif_tool import LEVELS, Catalogue
from gklint.reporters.sarif_wording import arguments, plain
from gklint.reporters.wording import accepted, is_plain_text, shown_fix

#: The key of a finding's fingerprint; another way of making it gets another number.
FINGERPRINT = "gklint/v1"
#: The key of GitHub's own: it makes one of the lines of the file, and a document has none.
GITHUB_FINGERPRINT = "primaryLocationLineHash"

_SUPPRESSIONS = {"suppression": "inSource", "waiver": "external"}

Object = dict[str, Json]


class Results:
    """Makes results; where there is a baseline each says whether it was there before."""

    def __init__(self, catalogue: Catalogue, artifacts: Artifacts, options: Options) -> None:
        self.artifacts = artifacts
        self.catalogue = catalogue
        self.language = options.language
        self.baseline = options.baseline
        self.with_accepted = options.accepted
        self.logical = LogicalLocations(options.language)

    def of(self, record: Record, location: Object) -> Iterator[Object]:
        """Yield the findings of a report, accepted ones too unless they are to be left out.

        `location` is the report's artifactLocation.
        """
        for diagnostic, fingerprint, acceptance in record.named():
            if acceptance is not None and not self.with_accepted:
                continue
            yield {
                **self._found(record, diagnostic, location),
                "partialFingerprints": _fingerprints(record, fingerprint),
                **self._accepted(acceptance),
                **self._rest(record, diagnostic, location),
            }

    def _found(self, record: Record, diagnostic: Diagnostic, location: Object) -> Object:
        place: Object = {"physicalLocation": physical_location(location, record, diagnostic.place)}
        logical = self.logical.of(record.about, diagnostic.section, diagnostic.cell)
        logical += self.logical.of_origin(diagnostic.origin)
        members: Object = {
            **self.catalogue.rule_of_result(diagnostic.code),
            "level": LEVELS[diagnostic.severity],
            "kind": "fail",
            "message": self._message(diagnostic),
            "locations": [{**place, "logicalLocations": logical} if logical else place],
        }
        related = self._related(record, diagnostic, location)
        return {**members, "relatedLocations": related} if related else members

    def _accepted(self, acceptance: Acceptance | None) -> Object:
        # All results say how they stand to suppressions, or none (§3.27.23); so with the baseline.
        members: Object = {"suppressions": []}
        if acceptance is not None and acceptance.kind in _SUPPRESSIONS:
            suppression: Object = {
                "kind": _SUPPRESSIONS[acceptance.kind],
                "status": "accepted",
                "justification": acceptance.reason or accepted(acceptance, self.language),
            }
            written = {name: getattr(acceptance, name) for name in ("who", "until", "path", "line")}
            properties: Object = {name: value for name, value in written.items() if value}
            if properties:
                suppression["properties"] = properties
            members["suppressions"] = [suppression]
        if self.baseline:
            before = acceptance is not None and acceptance.kind == "baseline"
            members["baselineState"] = "unchanged" if before else "new"
        return members

    def _rest(self, record: Record, diagnostic: Diagnostic, location: Object) -> Object:
        members: Object = {}
        fix = shown_fix(diagnostic)
        # Of a document the text was extracted: nothing can be replaced in it by line and column.
        if fix is not None and is_plain_text(record):
            members["fixes"] = [self._fix(fix, location)]
        taxa = self.catalogue.taxa(diagnostic.basis)
        if taxa:
            members["taxa"] = taxa
        members["properties"] = self._properties(diagnostic)
        return members

    def _fix(self, fix: Fix, location: Object) -> Object:
        replacements: list[Json] = [
            {"deletedRegion": region(edit.place), "insertedContent": {"text": edit.text}}
            for edit in fix.edits
        ]
        return {
            "description": {"text": plain(fix.title.say(self.language))},
            "artifactChanges": [{"artifactLocation": location, "replacements": replacements}],
            "properties": {"safe": fix.safe},
        }

    def _message(self, diagnostic: Diagnostic) -> Object:
        message: Object = {"text": plain(diagnostic.text(self.language))}
        wording = self.catalogue.wordings.get((diagnostic.code, diagnostic.message_id))
        if wording is not None and GATHERED not in diagnostic.facts:
            message["id"] = diagnostic.message_id
            values = arguments(wording.fields, diagnostic.facts, self.language)
            if values:
                message["arguments"] = list(values)
        return message

    def _related(self, record: Record, diagnostic: Diagnostic, location: Object) -> list[Json]:
        places: list[Json] = []
        for number, related in enumerate(diagnostic.related, 1):
            if related.path:
                physical: Object = {
                    "artifactLocation": self.artifacts.elsewhere(related.path),
                    "region": region(related.place),
                }
            else:
                physical = physical_location(location, record, related.place, context=False)
            place: Object = {
                "id": number,
                "physicalLocation": physical,
                "message": {"text": plain(related.message(self.language))},
            }
            logical = self.logical.of(record.about, None, related.cell)
            places.append({**place, "logicalLocations": logical} if logical else place)
        return places

    def _properties(self, diagnostic: Diagnostic) -> Object:
        cell = diagnostic.cell
        members: Object = {
            "ruleName": diagnostic.rule,
            "section": diagnostic.section,
            "cell": dict(cell._asdict()) if cell else None,
            "document": origin_object(diagnostic.origin) or None,
            "actual": diagnostic.actual,
            "expected": diagnostic.expected,
            "advice": diagnostic.advice_text(self.language) or None,
            "cells": [dict(one._asdict()) for one in diagnostic.cells] or None,
            "also": list(diagnostic.also) or None,
            "facts": body_facts_object(diagnostic.body_facts),
        }
        return {key: value for key, value in members.items() if value is not None}


def _fingerprints(record: Record, fingerprint: str) -> Object:
    members: Object = {FINGERPRINT: fingerprint}
    if not is_plain_text(record):
        # Of one file as GitHub's is, and in its shape: a hash, and which of those that have it.
        whole = f"{path_from_root(record.path)}\x1f{fingerprint}"
        hashed = sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
        members[GITHUB_FINGERPRINT] = f"{hashed[:16]}:1"
    return members
