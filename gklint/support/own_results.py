"""How gklint tells its own results by what they carry, whatever they are called: people save them
among the reports, and check the folder again."""

from __future__ import annotations

import os
import stat

#: The author of a workbook that gklint wrote. Excel keeps it when it saves.
AUTHOR = "gklint"
#: Stands in the head of each web page that gklint wrote. Browsers keep it when they save.
GENERATOR = f'<meta name="generator" content="{AUTHOR}">'

_PAGES = (".html", ".htm")
_WORKBOOKS = (".xlsx",)
#: It stands within so many bytes of a page. The page that checks in a browser has some MiB.
_HEAD = 2048
#: What says whose a workbook is takes no more than this.
_MOST = 1 << 16
#: What is larger is not opened for this: it may be made up so that opening it takes long.
_MOST_IN_FILE = 64 << 20


def is_own_result(path: str) -> bool:
    """Say whether a file is a web page or workbook that gklint wrote; False where it cannot be
    read, which is for whoever reads reports to say."""
    name = path.lower()
    if not name.endswith(_PAGES + _WORKBOOKS):
        return False
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_IN_FILE:
            return False
        if name.endswith(_PAGES):
            with open(path, "rb") as file:
                return GENERATOR.encode() in file.read(_HEAD)
        return _author(path) == AUTHOR
    except (OSError, ValueError):
        return False


def _author(path: str) -> str:
    """Return what a workbook says of its author, "" where it says nothing."""
    # Imported here: most folders have no workbooks.
    import re
    import struct
    import zipfile
    import zlib

    damage = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, LookupError)
    try:
        with zipfile.ZipFile(path) as parts, parts.open("docProps/core.xml") as part:
            creator = re.search(rb"<dc:creator>([^<]*)</dc:creator>", part.read(_MOST))
    except (*damage, OverflowError, struct.error, zlib.error):
        return ""
    return creator[1].decode("utf-8", "replace") if creator else ""
