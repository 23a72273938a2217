"""What services ask of their formats, written down from their specifications: fails where it is
not so."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

from jsonschema import Draft202012Validator


def _validated(schema: dict[str, Any], text: str) -> Any:
    value = json.loads(text)
    error = next(Draft202012Validator(schema).iter_errors(value), None)
    assert error is None, f"{list(error.absolute_path)}: {error.message}" if error else ""
    return value


def closed(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """Return the schema of an object that has these members and no others."""
    return {
        "type": "object",
        "properties": required | optional,
        "required": [*required],
        "additionalProperties": False,
    }


TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}

#: GitLab, Code Quality, “Code Quality report format”: a list; `severity` is one of five words, the
#: path is relative and does not begin with “./”, `begin` is a line.
GITLAB = {
    "type": "array",
    "items": closed(
        {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": closed(
                {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)."},
                    "lines": closed({"begin": COUNT}),
                }
            ),
        }
    ),
}

_RANGE = closed(
    {"start": closed({"line": COUNT}, column=COUNT)}, end=closed({"line": COUNT}, column=COUNT)
)
_LOCATION = closed({"path": TEXT}, range=_RANGE)
_SEVERITY = {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]}
_SOURCE = closed({"name": TEXT}, url=TEXT)
_CODE = closed({"value": TEXT}, url=TEXT)

#: Reviewdog Diagnostic Format, the message DiagnosticResult of reviewdog.proto.
RDJSON = closed(
    {
        "diagnostics": {
            "type": "array",
            "items": closed(
                {"message": TEXT, "location": _LOCATION},
                severity=_SEVERITY,
                source=_SOURCE,
                code=_CODE,
                suggestions={
                    "type": "array",
                    "items": closed({"range": _RANGE, "text": {"type": "string"}}),
                },
                original_output={"type": "string"},
                related_locations={
                    "type": "array",
                    "items": closed({"location": _LOCATION}, message=TEXT),
                },
            ),
        }
    },
    source=_SOURCE,
    severity=_SEVERITY,
)


def gitlab(text: str) -> Any:
    """Return the issues of a Code Quality report; no two of them may have one fingerprint."""
    issues = _validated(GITLAB, text)
    names = [issue["fingerprint"] for issue in issues]
    assert len(names) == len(set(names))
    return issues


def rdjson(text: str) -> Any:
    """Return a DiagnosticResult."""
    return _validated(RDJSON, text)


def checkstyle(text: str) -> ElementTree.Element:
    """Return the root of a Checkstyle document: files, and errors in them, with what its own
    logger writes of each."""
    root = ElementTree.fromstring(text.encode())
    assert root.tag == "checkstyle" and root.get("version")
    for file in root:
        assert file.tag == "file" and [*file.attrib] == ["name"]
        for error in file:
            assert error.tag == "error" and len(error) == 0
            assert set(error.attrib) == {"line", "column", "severity", "message", "source"}
            assert int(error.attrib["line"]) >= 0 and int(error.attrib["column"]) >= 0
            assert error.attrib["severity"] in ("error", "warning", "info", "ignore")
            assert error.attrib["message"] and error.attrib["source"]
    return root


def junit(text: str) -> ElementTree.Element:
    """Return the root of a JUnit document: suites whose counts are right, and cases in them that
    have one outcome each."""
    root = ElementTree.fromstring(text.encode())
    assert root.tag == "testsuites"
    for suite in root:
        assert suite.tag == "testsuite" and suite.get("name")
        assert {case.tag for case in suite} <= {"testcase"}
        counted = {"tests": len(suite)}
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            counted[name] = len(suite.findall(f"testcase/{tag}"))
        assert {name: int(suite.attrib[name]) for name in counted} == counted
        for case in suite:
            assert case.get("name") and case.get("classname")
            assert set(case.attrib) <= {"name", "classname", "file", "line"}
            outcomes = [inside.tag for inside in case if inside.tag != "system-out"]
            assert outcomes in ([], ["failure"], ["error"], ["skipped"])
            # The outcome stands before the output.
            assert [inside.tag for inside in case][: len(outcomes)] == outcomes
            assert all(inside.get("message") for inside in case if inside.tag != "system-out")
    return root


_COMMAND = re.compile(r"::(error|warning|notice) ((?:[A-Za-z]+=[^,:\r\n]*,?)*)::([^\r\n]*)")


def github(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Return the commands among the lines of a log as the runner takes them: name, properties,
    message; no other line may be one."""
    commands = []
    for line in text.split("\n"):
        if not line.lstrip().startswith("::"):
            assert "##[" not in line
            continue
        found = _COMMAND.fullmatch(line)
        assert found is not None, line
        pairs = [pair.partition("=") for pair in filter(None, found[2].split(","))]
        given = {key: _plain(value, more=True) for key, _, value in pairs}
        commands.append((found[1], given, _plain(found[3])))
    return commands


def _plain(text: str, more: bool = False) -> str:
    for escape, character in (
        ("%0D", "\r"),
        ("%0A", "\n"),
        *((("%3A", ":"), ("%2C", ",")) if more else ()),
        ("%25", "%"),
    ):
        text = text.replace(escape, character)
    return text
