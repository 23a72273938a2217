"""Files packed for the page: the same files give the same bytes, whenever and wherever."""

from __future__ import annotations

import base64
import gzip
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

#: What of gklint the page never runs.
_NOT_RUN = ("gklint/page/", "gklint/testing/", "gklint/lsp/", "gklint/built/")
_RUN = tuple(f"gklint/page/{name}.py" for name in ("__init__", "drafts", "rosters", "running"))
#: In a process of its own: what is loaded here may have been built elsewhere.
_BUILD = (
    "import sys; sys.path.insert(0, sys.argv[1]); import hatch_build;"
    " hatch_build.build(*sys.argv[1:])"
)
_KINDS = (".py", ".yaml", ".lark", ".json", ".js", ".css", ".html", ".txt", ".md", ".docx")


def own_files(root: Path, folder: Path) -> dict[str, bytes]:
    """Return the files of gklint as a wheel has them, by path; `folder` takes what is built."""
    files: dict[str, bytes] = {}
    for part, place in (("gklint", ""), ("rules", "gklint/"), ("grammars", "gklint/")):
        for path in sorted((root / part).rglob("*")):
            name = f"{place}{path.relative_to(root).as_posix()}"
            if path.suffix in _KINDS and (name in _RUN or not name.startswith(_NOT_RUN)):
                files[name] = path.read_bytes()
    subprocess.run([sys.executable, "-c", _BUILD, str(root), str(folder)], check=True, cwd=root)
    for path in sorted(folder.iterdir()):
        files[f"gklint/built/{path.name}"] = path.read_bytes()
    return files


def joined(files: Mapping[str, bytes]) -> bytes:
    """Return the files in one: the length of a list of names and sizes, the list, the bytes."""
    names = sorted(files)
    index = json.dumps([[name, len(files[name])] for name in names], ensure_ascii=False).encode()
    return len(index).to_bytes(4, "little") + index + b"".join(files[name] for name in names)


def packed(raw: bytes) -> str:
    """Return bytes as text for the page: gzip without a date, in base64."""
    return base64.b64encode(gzip.compress(raw, 9, mtime=0)).decode()
