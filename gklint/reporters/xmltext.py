"""Elements of XML as text: whatever a report holds, the document stays well-formed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gklint.support.printable import shown

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Xml:
    """Writes elements for a reader that can take an encoding.

    What XML 1.0 (5th edition, 2.2) has no place for, control characters and lone surrogates, stands
    as an escape of Python's: \\x1b. What is no ASCII is a reference where the stream is not UTF-8.
    """

    def __init__(self, encoding: str) -> None:
        name = encoding.lower().replace("_", "-")
        # ASCII alone is UTF-8 as well; of UTF-16 and UTF-32 the first bytes say what they are.
        named = "" if name.startswith(("utf-16", "utf-32")) else ' encoding="UTF-8"'
        self.declaration = f'<?xml version="1.0"{named}?>\n'
        self._whole = name in ("utf-8", "utf8", "utf-8-sig")

    def text(self, text: str) -> str:
        """Return a line of text as it stands in content or between double quotes."""
        escaped = shown(text).translate(_MARKUP)
        return (
            escaped if self._whole else escaped.encode("ascii", "xmlcharrefreplace").decode("ascii")
        )

    def lines(self, lines: Iterable[str]) -> str:
        """Return lines of text as they stand in content."""
        return "\n".join(map(self.text, lines))

    def tag(self, name: str, attributes: Mapping[str, str | int]) -> str:
        """Return the inside of a start tag: its name and attributes."""
        return f"{name} {self.attributes(attributes)}"

    def attributes(self, attributes: Mapping[str, str | int]) -> str:
        """Return attributes as they stand in a start tag."""
        return " ".join(f'{key}="{self.text(str(value))}"' for key, value in attributes.items())

    def comment(self, text: str) -> str:
        """Return a comment."""
        # Two hyphens would end it.
        return f"<!-- {self.text(text).replace('--', '- -')} -->"
