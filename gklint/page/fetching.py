"""What the page is made of, fetched by npm and pip and held against the hashes in this folder."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

#: The files of this folder that say what is taken, with hashes.
HERE = Path(__file__).parent
_LOCK = HERE / "pyodide.json"
#: Wheels for these platforms: the page's own, and one whose modules in C are left out.
_NATIVE = ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64")
#: What of a wheel no page needs.
_NOT_NEEDED = (".so", ".pyi", ".pyx", ".pxd", "/RECORD", "/WHEEL", "/top_level.txt", "/py.typed")
#: Only PDFium is a module in C that Pyodide can load.
_PDFIUM = "pypdfium2_raw/libpdfium.so"
#: What of a package's folders gklint never loads.
_LEFT_OUT = ("pypdfium2_cli/", "stdnum/", "yaml/cyaml.py", "_yaml/")
#: Of the number formats of the world these are asked for.
_STDNUM = ("stdnum/__init__.py", "stdnum/luhn.py", "stdnum/exceptions.py", "stdnum/util.py",
           "stdnum/numdb.py", "stdnum/cn/", "stdnum/_types.py", "stdnum/py.typed")  # fmt: skip


class Unfetchable(Exception):
    """Something cannot be fetched: no npm, no registry."""


class NotTheSame(Exception):
    """What was fetched is not what it was when its hash was taken, or cannot be used."""


class Runtime(NamedTuple):
    """The folder of the npm package `pyodide`, its version and its hash."""

    folder: Path
    version: str
    integrity: str


def runtime(cache: Path) -> Runtime:
    """Return Pyodide, fetched by npm unless it is in `cache`; raises Unfetchable, NotTheSame."""
    lock = json.loads(_LOCK.read_text())
    packed = cache / f"{lock['name']}-{lock['version']}.tgz"
    if not packed.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        _run("npm", "pack", "--silent", "--pack-destination", str(cache),
             f"{lock['name']}@{lock['version']}")  # fmt: skip
    digest = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != lock["integrity"]:
        raise NotTheSame(f"{packed.name} is not the file whose integrity stands in {_LOCK.name}")
    folder = cache / f"{lock['name']}-{lock['version']}"
    if not folder.is_dir():
        with tarfile.open(packed) as archive:
            archive.extractall(folder, filter="data")
    return Runtime(folder / "package", lock["version"], lock["integrity"])


def libraries(cache: Path) -> dict[str, bytes]:
    """Return the files of the libraries by their path in site-packages; raises Unfetchable."""
    lock = json.loads(_LOCK.read_text())
    files: dict[str, bytes] = {}
    for name, platforms in (("wheels", (lock["platform"],)), ("wheels-native", _NATIVE)):
        wanted = HERE / f"{name}.txt"
        # A folder for each state of the list, so that no wheel of an older one is taken.
        folder = cache / f"{name}-{hashlib.sha256(wanted.read_bytes()).hexdigest()[:16]}"
        if not (folder / "complete").is_file():
            _download(wanted, folder, platforms, lock["python"])
            (folder / "complete").touch()
        for wheel in sorted(folder.glob("*.whl")):
            files |= _unpacked(wheel)
    return files


def _download(wanted: Path, folder: Path, platforms: tuple[str, ...], python: str) -> None:
    places = [f"--platform={platform}" for platform in platforms]
    _run(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
         "--require-hashes", "--no-deps", "--only-binary=:all:", f"--python-version={python}",
         "--implementation=cp", f"--abi=cp{python.replace('.', '')}", "--abi=none", *places,
         f"--dest={folder}", f"--requirement={wanted}")  # fmt: skip


def _unpacked(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if _is_needed(name)}


def _is_needed(name: str) -> bool:
    if name == _PDFIUM or name.startswith(_STDNUM):
        return True
    return not name.startswith(_LEFT_OUT) and not name.endswith((*_NOT_NEEDED, "/"))


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=600)
    except (OSError, subprocess.SubprocessError) as error:
        raise Unfetchable(f"{command[0]} {command[1]}: {error}") from error
