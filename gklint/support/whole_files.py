"""Files written so that at any moment the old one is there, or the new one, and never a half."""

from __future__ import annotations

import os
from contextlib import suppress

#: What stands before the suffix in the name of an annotated document: 年报.批注.docx. It is a copy
#: of a report, and no report of a folder's.
ANNOTATED = ".批注"


def write_whole(path: str, data: bytes) -> None:
    """Put `data` into the file at `path`, whole or not at all; raises OSError.

    It stands beside the file under another name until it is complete. A link stays a link and
    permissions stay as they are; what is no plain file (/dev/null, a pipe) is written to as it is.
    """
    path = os.path.realpath(path)
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as file:
            file.write(data)
        return
    temporary = f"{path}.{os.getpid()}.part"
    try:
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):
            os.chmod(temporary, os.stat(path).st_mode)
        os.replace(temporary, path)
    finally:
        with suppress(OSError):
            os.unlink(temporary)
