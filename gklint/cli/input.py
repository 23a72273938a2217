"""Where reports come from, beside files: standard input."""

from __future__ import annotations

import sys

from gklint.readers import MAX_BYTES

#: The path that stands for standard input.
STANDARD_INPUT = "-"


def read_standard_input() -> bytes:
    """Return the bytes on standard input, up to one more than may be read."""
    return sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
