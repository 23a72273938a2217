"""`make page`: dist/gklint.html, in which everything is. The same inputs give the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime, timezone
from email.message import Message
from email.parser import Parser
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gklint.drawing import drawing_data, drawing_script, drawing_style, words_of
from gklint.page.fetching import HERE, NotTheSame, Runtime, Unfetchable, libraries, runtime
from gklint.page.packing import joined, own_files, packed
from gklint.reporters import REPORTERS
from gklint.version import __version__

_ROOT = HERE.parent.parent
#: A report that is checked once while the page is built, so that all a check needs is in memory.
_WARM_UP = _ROOT / "examples" / "wrong-totals-2023.txt"
#: The licences of what is in no wheel: the name of each file is that of the licence.
_LICENCES = HERE / "licences"
#: The exit status where the parts of the page cannot be had here.
UNFETCHABLE = 3
#: What the page runs after the script that draws, in this order.
_SCRIPTS = ("asking.js", "files.js", "results.js", "page.js")
_BASE64 = "application/octet-stream;base64"


def build(target: Path, cache: Path) -> str:
    """Write the page and return its SHA-256; raises Unfetchable, NotTheSame."""
    python = runtime(cache)
    files = libraries(cache)
    with TemporaryDirectory() as folder:
        built = Path(folder, "built")
        built.mkdir()
        site = joined(files | own_files(_ROOT, built))
        memory = _memory(python, site, Path(folder))
    parts = {
        "site": site,
        "memory": memory,
        "wasm": (python.folder / "pyodide.asm.wasm").read_bytes(),
        "stdlib": (python.folder / "python_stdlib.zip").read_bytes(),
    }
    page = _page(python, parts, files).encode()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(page)
    digest = hashlib.sha256(page).hexdigest()
    Path(f"{target}.sha256").write_text(f"{digest}  {target.name}\n")
    return digest


def _memory(python: Runtime, site: bytes, folder: Path) -> bytes:
    """Return the memory of Python once it has loaded gklint."""
    pack, kept = folder / "site.pack", folder / "memory"
    pack.write_bytes(site)
    command = [*map(str, ("node", HERE / "snapshot.mjs", python.folder, pack, _WARM_UP, kept))]
    try:
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotTheSame(f"node: {error}") from error
    return kept.read_bytes()


def _page(python: Runtime, parts: Mapping[str, bytes], files: Mapping[str, bytes]) -> str:
    script, drawing = "\n".join(map(_text, _SCRIPTS)), drawing_script()
    words = words_of(str(HERE / "words.yaml"))
    pieces = {
        "policy": _policy(script, drawing),
        "style": drawing_style() + _text("page.css"),
        "about": _data(_about(python, parts, files)),
        "words": _data(words),
        # For browsers that run none of the scripts.
        "unable": "<br>".join(map(escape, words["unable"].values())),
        "drawing": _data(drawing_data()),
        "parts": "\n".join([*(_part(name, raw) for name, raw in parts.items()), _worker(python)]),
        "drawing_script": drawing,
        "page_script": script,
    }
    # All at once: what is put in may hold braces.
    return re.sub(r"\{(\w+)\}", lambda found: pieces[found[1]], _text("page.html"))


def _policy(*scripts: str) -> str:
    """Return the Content-Security-Policy: these scripts and the worker, and nothing from outside.

    The worker is made from a blob and inherits the policy.
    """
    hashes = " ".join(f"'sha256-{_base64(hashlib.sha256(text.encode()))}'" for text in scripts)
    return (
        f"default-src 'none'; script-src {hashes} 'wasm-unsafe-eval'; worker-src blob:;"
        " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )


def _base64(digest: Any) -> str:
    return b64encode(digest.digest()).decode()


def _part(name: str, raw: bytes) -> str:
    # The standard library is packed already; packed again it is no smaller.
    text = _plain(raw) if name == "stdlib" else packed(raw)
    return f'<script type="{_BASE64}" id="part-{name}">{text}</script>'


def _plain(raw: bytes) -> str:
    return b64encode(raw).decode()


def _worker(python: Runtime) -> str:
    """Return the worker's script, Pyodide's before it: as text, made into a blob by the page."""
    module = (python.folder / "pyodide.asm.mjs").read_text()
    changes = (
        ("import.meta.url", '"gklint:/pyodide.asm.mjs"'),
        ("export default _createPyodideModule;", "self.createPyodideModule=_createPyodideModule;"),
    )
    for old, new in changes:
        if old not in module:
            raise NotTheSame(f"pyodide.asm.mjs has no {old!r}: it is another version")
        module = module.replace(old, new)
    loader = (python.folder / "pyodide.js").read_text()
    pieces = [_text("worker.js"), _text("unpack.js"), loader, module]
    script = "\n".join(re.sub(r"(?m)^//# sourceMappingURL=.*$", "", piece) for piece in pieces)
    if re.search(r"(?i)</script|<!--", script):
        script = re.sub(r"(?i)<(?=/script|!--)", r"\\x3c", script)
    return f'<script type="text/plain" id="part-worker">{script}</script>'


def _about(
    python: Runtime, parts: Mapping[str, bytes], files: Mapping[str, bytes]
) -> dict[str, Any]:
    sums = [[name, f"SHA-256 {hashlib.sha256(raw).hexdigest()}"] for name, raw in parts.items()]
    return {
        "version": f"gklint {__version__}, Pyodide {python.version}",
        "date": _date(),
        "formats": sorted(REPORTERS),
        "memory": len(parts["memory"]),
        "lock": json.loads((python.folder / "pyodide-lock.json").read_text())["info"],
        "hashes": [*sums, ["pyodide (npm)", python.integrity]],
        "licences": [_own(), *_of_python(python), *_of_libraries(files)],
    }


def _date() -> str:
    """Return the date of the source: SOURCE_DATE_EPOCH, or that of the commit."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if seconds is None:
        command = ["git", "log", "-1", "--format=%ct"]
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
        seconds = done.stdout.strip() or "0"
    return datetime.fromtimestamp(int(seconds), timezone.utc).strftime("%Y-%m-%d")


def _own() -> dict[str, str]:
    text = (_ROOT / "LICENSE").read_text()
    return _licence("gklint", __version__, "Apache-2.0", text)


def _of_python(python: Runtime) -> list[dict[str, str]]:
    notice = (
        "Its scripts are changed where they name their own place and where they end, so that they"
        " load in a worker: gklint/page/build.py does it. The source is the package `pyodide` of"
        " npm, of this version, and github.com/pyodide/pyodide."
    )
    texts = {path.stem: path.read_text(encoding="utf-8") for path in _LICENCES.iterdir()}
    inside = json.loads((python.folder / "pyodide-lock.json").read_text())["info"]
    return [
        _licence("Pyodide", python.version, "MPL-2.0", f"{notice}\n\n{texts['MPL-2.0']}"),
        _licence("CPython", inside["python"], "PSF-2.0", texts["PSF-2.0"]),
        _licence(
            "Libraries inside Pyodide", "", "MIT, BSD, zlib, bzip2, Apache-2.0", texts["linked"]
        ),
    ]


def _of_libraries(files: Mapping[str, bytes]) -> list[dict[str, str]]:
    found = []
    for name in sorted(files):
        if name.endswith(".dist-info/METADATA"):
            metadata = Parser().parsestr(files[name].decode(), headersonly=True)
            folder = name.rpartition("/")[0]
            texts = [
                files[other].decode(errors="replace")
                for other in sorted(files)
                if other.startswith(f"{folder}/") and re.search(r"(?i)licen[cs]|copying", other)
            ]
            found.append(
                _licence(
                    metadata["Name"], metadata["Version"], _named(metadata), "\n\n".join(texts)
                )
            )
    return found


def _named(metadata: Message) -> str:
    """Return the licence that a wheel's metadata name; some have it among the classifiers alone."""
    named = metadata["License-Expression"] or (metadata["License"] or "").split("\n")[0]
    classified = [
        value.rpartition(" :: ")[2]
        for value in metadata.get_all("Classifier", [])
        if value.startswith("License ::")
    ]
    return named or ", ".join(classified)


def _licence(name: str, version: str, licence: str, text: str) -> dict[str, str]:
    return {"name": name, "version": version, "licence": licence, "text": text}


def _data(value: Any) -> str:
    """Return JSON that may stand in a script element."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def main() -> int:
    """Build the page into the file that the command line names; return the exit status."""
    target, cache = Path(sys.argv[1]), Path(sys.argv[2])
    try:
        digest = build(target, cache)
    except (Unfetchable, NotTheSame) as error:
        print(f"page: {error}", file=sys.stderr)
        return UNFETCHABLE if isinstance(error, Unfetchable) else 1
    size = target.stat().st_size / (1 << 20)
    print(f"{target}: {size:.1f} MiB, SHA-256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
