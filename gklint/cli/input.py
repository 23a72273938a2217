"""Where reports come from, beside files: standard input."""

from __future__ import annotations

import sys

from gklint.readers import DEFAULT_LIMITS, MIB

#: The path that stands for standard input.
STANDARD_INPUT = "-"


def read_standard_input(most: int = DEFAULT_LIMITS.file_mib) -> bytes:
    """Return the bytes on standard input, up to one more than may be read: `most` MiB."""
    return sys.stdin.buffer.read(most * MIB + 1) if sys.stdin else b""
