"""A rule's documentation: the docstring of its module, taken apart.

The docstring is the page: `gklint rule`, SARIF's help and docs/rules/ all show this one text. It
has a summary and four parts, each a heading on a line of its own with an indented block below.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gklint.rule import RuleModule

#: The headings of a rule's docstring, in their order, by the name of the part.
HEADINGS = {"why": "为什么", "fails": "错误示例", "passes": "正确示例", "mend": "如何修改"}

_PARTS = {heading: part for part, heading in HEADINGS.items()}


class RuleDocs(NamedTuple):
    """What a rule finds, why that matters, an example that fails, one that passes, how to mend.

    Lines are as written, the indent taken away; "" for a part that the docstring does not have.
    """

    summary: str
    why: str
    fails: str
    passes: str
    mend: str


def rule_docs(module: RuleModule) -> RuleDocs:
    """Return the documentation of a rule's module."""
    # Not inspect.getdoc: that module takes longer to import than linting a report.
    return parse_docs(module.__doc__ or "")


def parse_docs(docstring: str) -> RuleDocs:
    """Take a docstring apart; text under no known heading belongs to the summary."""
    parts: dict[str, list[str]] = {"summary": [], **{part: [] for part in HEADINGS}}
    current = parts["summary"]
    for line in docstring.expandtabs(4).splitlines():
        indented = line[:1].isspace()
        if not indented and line.strip() in _PARTS:
            current = parts[_PARTS[line.strip()]]
        else:
            if not indented and line:
                current = parts["summary"]
            current.append(line)
    return RuleDocs(**{part: _dedent(lines) for part, lines in parts.items()})


def flowing(text: str) -> str:
    """Return paragraphs as one line each: no space where two lines of Chinese meet.

    Lines that begin a list item stay lines of their own.
    """
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join(_joined(paragraph) for paragraph in paragraphs)


def as_text(docs: RuleDocs) -> str:
    """Return the documentation for a terminal."""
    blocks = [docs.summary]
    for part, heading in HEADINGS.items():
        text = getattr(docs, part)
        if text:
            blocks.append(f"{heading}\n{_indent(text)}")
    return "\n\n".join(filter(None, blocks))


def as_markdown(docs: RuleDocs) -> str:
    """Return the documentation as Markdown without a title: headings of level 2."""
    blocks = [flowing(docs.summary)]
    for part, heading in HEADINGS.items():
        text = getattr(docs, part)
        if not text:
            continue
        example = part in ("fails", "passes")
        body = _fenced(text) if example else flowing(text)
        blocks.append(f"## {heading}\n\n{body}")
    return "\n\n".join(filter(None, blocks))


def _dedent(lines: list[str]) -> str:
    filled = [line for line in lines if line.strip()]
    indent = min((len(line) - len(line.lstrip()) for line in filled), default=0)
    return "\n".join(line[indent:].rstrip() for line in lines).strip("\n")


def _indent(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())


def _joined(paragraph: str) -> str:
    result = ""
    for line in paragraph.splitlines():
        line = line.strip()
        if not result:
            result = line
        elif re.match(r"[-*] |\d+\. ", line):
            result += f"\n{line}"
        else:
            space = " " if result[-1].isascii() and line[:1].isascii() else ""
            result += space + line
    return result


def _fenced(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text}\n{fence}"
