"""LibreOffice as a converter: a process of its own, in a profile that runs and loads nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from gklint.readers.limits import Limits, UnreadableFile, over
from gklint.readers.office.ending import Ending, end, ending_noticed, waited
from gklint.support.bilingual import Text

#: Names the program where it is not found by itself.
VARIABLE = "GKLINT_SOFFICE"

#: What says where a program may put down files of its own.
_FOLDERS = ("HOME", "XDG_CONFIG_HOME", "TMPDIR", "TEMP", "TMP")
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)

#: What a file may become, and the names of LibreOffice's filters for it.
DOCUMENT, WORKBOOK = "docx", "xlsx"
_FILTERS = {DOCUMENT: "docx:MS Word 2007 XML", WORKBOOK: "xlsx:Calc MS Excel 2007 XML"}

_MISSING = Text(
    "读取 .doc、.wps、.rtf、.odt、.xls、.et、.ods 需要 LibreOffice：请安装（Debian/Ubuntu：apt"
    " install libreoffice-writer libreoffice-calc；其他系统见 libreoffice.org；装在别处时用环境变量"
    f" {VARIABLE} 指明），或用 Word、WPS 另存为 .docx 或 .xlsx",
    ".doc, .wps, .rtf, .odt, .xls, .et and .ods need LibreOffice: install it (Debian, Ubuntu: apt"
    f" install libreoffice-writer libreoffice-calc; {VARIABLE} names it if it is elsewhere), or"
    " save the file as .docx or .xlsx",
)

#: In a browser no program can be started.
_NO_PROGRAMS = Text(
    "在浏览器里读不了 .doc、.wps、.rtf、.odt、.xls、.et、.ods：请用 Word 或 WPS 打开，另存为"
    " .docx（工作簿为 .xlsx）",
    ".doc, .wps, .rtf, .odt, .xls, .et and .ods cannot be read in a browser: open the file in Word"
    " or WPS and save it as .docx (a workbook as .xlsx)",
)

#: No macros, nothing loaded that a document links to, and for what asks all the same a proxy at
#: which nothing listens.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def converted(
    documents: Sequence[tuple[bytes, str]],
    limits: Limits,
    becomes: str = DOCUMENT,
    taken_for: str = "",
) -> list[bytes | None]:
    """Return the documents, given with their suffixes, as .docx or .xlsx; None for what is not
    converted. `taken_for` is the filter of LibreOffice that reads them: without one it takes what
    it does not know for text.

    Raises UnreadableFile where LibreOffice is missing or takes longer than the limit `seconds`
    without converting any.
    """
    program = _program()
    with (
        ending_noticed() as ending,
        tempfile.TemporaryDirectory(prefix="gklint-", ignore_cleanup_errors=True) as folder,
    ):
        root = Path(folder)
        names = []
        for number, (raw, suffix) in enumerate(documents):
            names.append(f"{number}{suffix}")
            (root / names[-1]).write_bytes(raw)
        in_time = _run(
            _command(program, root, names, becomes, taken_for), root, limits.seconds, ending
        )
        results = [
            _result(root / "out" / f"{number}.{becomes}") for number in range(len(documents))
        ]
    if not in_time and not any(results):
        raise UnreadableFile(over("seconds", limits.seconds + 1, limits.seconds))
    return results


def _program() -> str:
    named = os.environ.get(VARIABLE)
    for name in (named,) if named else (*_PROGRAMS, *_PLACES):
        found = shutil.which(name)
        if found:
            return found
    raise UnreadableFile(_NO_PROGRAMS if sys.platform == "emscripten" else _MISSING)


def _command(
    program: str, root: Path, names: Sequence[str], becomes: str, taken_for: str
) -> list[str]:
    profile = root / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    return [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        *([f"--infilter={taken_for}"] if taken_for else []),
        "--convert-to",
        _FILTERS[becomes],
        "--outdir",
        str(root / "out"),
        *names,
    ]


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )


def _run(command: list[str], folder: Path, seconds: int, ending: Ending) -> bool:
    """Run the command in the folder; say whether it ended in time."""
    try:
        # A session of its own: soffice starts other processes, and all have to end with it.
        process = subprocess.Popen(
            command,
            cwd=folder,
            # What its libraries keep of settings (dconf), and what it leaves in the temporary
            # folder, goes where the profile goes.
            env=os.environ | {name: str(folder) for name in _FOLDERS},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise UnreadableFile(_MISSING) from error
    try:
        return waited(process, seconds, ending)
    finally:
        end(process)


def _result(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
