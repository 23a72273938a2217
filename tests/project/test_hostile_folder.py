"""A folder that somebody sent, with all that can lie in it to do harm, is read and no more.

It is checked with little memory and in little time, and of what lies around it nothing changes: the
whole home is compared before and after, byte for byte.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import sqlite3
import stat
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from helpers.command_line import CLEAN, ROOT, WRONG, environment
from helpers.hostile_files import GROUPS, MIB, harmless

from gklint.testing import change_draft, valid_draft
from gklint.testing.documents import document

resource = pytest.importorskip("resource", reason="the system has no limit on memory to set")
if sys.platform != "linux":
    pytest.skip("what is measured here is measured on Linux", allow_module_level=True)

#: What each process may use in all (MiB), and what a run may take (seconds).
MEMORY, TIME = 1024, 60
#: What the user allows each file, in seconds.
LIMIT = ("--limit", "seconds=2")
#: A server that nobody should ask; nothing listens there.
PORT = 9

#: Modules that Python or gklint would load from the folder one stands in, were it on the path.
MODULES = ("click", "lark", "lxml", "opencc", "pluggy", "pypdfium2", "regex", "stdnum", "yaml")
STARTED_WITH_PYTHON = ("sitecustomize", "usercustomize")


class Bomb:
    """Makes a file where it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch '{self.mark}'",)


class Home(NamedTuple):
    """A user's home with a folder in it that came by mail, and which files there are unreadable."""

    home: Path
    folder: Path
    unreadable: frozenset[str]

    @property
    def executed(self) -> Path:
        """What is made by whatever of the folder is executed."""
        return self.home / "executed"

    def outside(self) -> dict[str, tuple[object, ...]]:
        """Return all that lies around the folder: kind, mode, time and content by path.

        gklint's own cache is the one thing that it may write to.
        """
        found: dict[str, tuple[object, ...]] = {}
        own = self.home / ".cache"
        for parent, folders, files in os.walk(self.home):
            if Path(parent) in (own, self.folder):
                folders.clear()
                files = [] if Path(parent) == self.folder else files
            for name in (*folders, *files):
                path = Path(parent, name)
                if path not in (own, self.folder):
                    found[str(path)] = _state(path)
        return found


def _state(path: Path) -> tuple[object, ...]:
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return status.st_mode, status.st_mtime_ns, os.readlink(path)
    plain = stat.S_ISREG(status.st_mode)
    content = path.read_bytes() if plain else b""
    # A folder's time tells of files that were made in it and taken away again.
    return status.st_mode, status.st_mtime_ns, status.st_nlink if plain else 0, content


# --- what lies there -----------------------------------------------------------------------------


FIXABLE = WRONG.read_text(encoding="utf-8").replace("一、总体情况", "一，总体情况")


def fixable_document() -> bytes:
    body = {"section": 6, "body": ["健全台帐，，完善制度。"]}
    return document(change_draft(valid_draft(2023), [body]), "docx").raw


def put_code(folder: Path, mark: Path) -> None:
    """Put modules and a plugin into the folder that leave a mark where they are loaded."""
    code = f"open({str(mark)!r}, 'a').write(__name__ + chr(10))\n"
    for name in (*MODULES, *STARTED_WITH_PYTHON, "evil_plugin"):
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    for kind in ("dist-info", "egg-info"):
        information = folder / f"evil-1.0.{kind}"
        information.mkdir()
        (information / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
        (information / "entry_points.txt").write_text("[gklint]\nevil = evil_plugin\n")


def put_links(home: Path, folder: Path) -> None:
    """Put links out of the folder into it, also where gklint is going to write."""
    for name, target in (
        ("外.txt", "../../precious.txt"),
        ("外.docx", "../../precious.docx"),
        ("外夹", "../.."),
        ("错.批注.docx", "../../precious.docx"),
        ("错.annotated.docx", "../../precious.docx"),
        ("gklint.waivers.yaml", "../../waivers.yaml"),
        ("无穷.txt", "/dev/zero"),
        ("环", "."),
    ):
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "管道.txt")
    os.mkfifo(folder / "管道.docx")


def put_cache(folder: Path, mark: Path) -> None:
    """Put a cache into the folder that holds pickles wherever it can hold something."""
    (folder / ".c").mkdir()
    bomb = pickle.dumps(Bomb(mark))
    for name in ("reports-1.sqlite3", "reports-2.sqlite3", "reports-3.sqlite3"):
        with sqlite3.connect(folder / ".c" / name) as db:
            db.execute("CREATE TABLE files (id INTEGER PRIMARY KEY, key BLOB, head BLOB, day INT)")
            db.execute("CREATE TABLE records (id INTEGER PRIMARY KEY, record BLOB)")
            db.execute("CREATE TABLE blocks (shape TEXT, id INTEGER, block BLOB)")
            for number in range(20):
                db.execute("INSERT INTO files VALUES (?, ?, ?, 1)", (number, bomb, bomb))
                db.execute("INSERT INTO records VALUES (?, ?)", (number, bomb))
        db.close()


CONFIGURATION = """\
cache: .c
baseline: gklint-baseline.json
rules: [slow.yaml]
exclude: ['*a*a*a*a*a*a*a*a*a*a*a*a*b', '**/**/**/**/**/**/**/**/**/**/**/**/q']
per-file:
  '*e*e*e*e*e*e*e*e*e*e*e*e*f': {ignore: [GK301]}
"""
SLOW = """\
rules:
- {code: QH401, name: no-hall, summary: s, pattern: '(?:a|aa)+[xy]'}
- {code: QH402, name: no-room, summary: s, pattern: '(?:[^x]*a){12}x'}
"""
BASELINE = {
    "gklint_baseline": 1,
    "files": {"错.txt": [{"fingerprint": "0" * 40, "code": "GK301", "message": "\x1b]0;x\x07"}]},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = tmp_path_factory.mktemp("home")
    folder = home / "邮件" / "年报"
    folder.mkdir(parents=True)
    (home / "tmp").mkdir()
    (home / "precious.txt").write_text(FIXABLE, encoding="utf-8")
    (home / "precious.docx").write_bytes(fixable_document())
    (home / "waivers.yaml").write_text("waivers: []\n", encoding="utf-8")
    (home / "邮件" / "信.txt").write_text(FIXABLE, encoding="utf-8")
    hostile = {name: file.raw for make in GROUPS.values() for name, file in make(PORT).items()}
    for name, raw in hostile.items():
        (folder / name).write_bytes(raw)
    for name, raw in harmless().items():
        (folder / name).write_bytes(raw)
    shutil.copy(CLEAN, folder / "好.txt")
    (folder / "错.txt").write_text(FIXABLE, encoding="utf-8")
    (folder / "错.docx").write_bytes(fixable_document())
    put_code(folder, home / "executed")
    put_links(home, folder)
    put_cache(folder, home / "executed")
    (folder / "gklint.yaml").write_text(CONFIGURATION, encoding="utf-8")
    (folder / "slow.yaml").write_text(SLOW, encoding="utf-8")
    (folder / "gklint-baseline.json").write_text(json.dumps(BASELINE), encoding="utf-8")
    return Home(home, folder, frozenset(hostile))


@pytest.fixture
def home(made: Home, tmp_path: Path) -> Iterator[Home]:
    """A home of its own for each test: `fix` and `annotate` may write into the folder."""
    copied = tmp_path / "home"
    for parent, folders, files in os.walk(made.home):
        there = copied / Path(parent).relative_to(made.home)
        there.mkdir()
        for name in list(folders):
            if os.path.islink(os.path.join(parent, name)):
                folders.remove(name)
                files.append(name)
        for name in files:
            path = Path(parent, name)
            if path.is_fifo():
                os.mkfifo(there / name)
            else:
                shutil.copy2(path, there / name, follow_symlinks=False)
    # What the planted code and pickles would do has to be seen in this home.
    mark, new = str(made.executed), str(copied / "executed")
    home = Home(copied, copied / "邮件" / "年报", made.unreadable)
    for path in home.folder.glob("*.py"):
        path.write_text(path.read_text().replace(mark, new))
    shutil.rmtree(home.folder / ".c")
    put_cache(home.folder, home.executed)
    yield home
    shutil.rmtree(copied)


# --- the runs ------------------------------------------------------------------------------------


class Run(NamedTuple):
    status: int
    out: str
    err: str
    seconds: float


#: Runs what follows as the same process, once links stand where a careless program writes to:
#: beside each file that it may replace, under its name and the number of the process.
_PLANTING = """
import os, sys
for name in ("错.txt", "错.docx", "错.批注.docx", "gklint-baseline.json", "gklint.waivers.yaml"):
    for planted in (f"{name}.{os.getpid()}.part", f"{name}.part", f"{name}.tmp", f".{name}.tmp"):
        os.symlink("../../precious.txt", planted)
os.execv(sys.argv[1], sys.argv[1:])
"""
MODULE = (sys.executable, "-m", "gklint")
SCRIPT = (sys.executable, os.path.join(sysconfig.get_path("scripts"), "gklint"))


def run(home: Home, *arguments: str, started: Sequence[str] = MODULE) -> Run:
    """Run gklint as the user whose home it is, standing in the folder, with little memory."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY * MIB, MEMORY * MIB))

    changes = {"HOME": str(home.home), "TMPDIR": str(home.home / "tmp"), "PYTHONPATH": str(ROOT)}
    own = environment(**changes, PYTHONDONTWRITEBYTECODE="1")
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "PYTHONSAFEPATH"):
        own.pop(name, None)
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-I", "-c", _PLANTING, *started, *arguments],
        cwd=home.folder,
        env=own,
        capture_output=True,
        preexec_fn=limit,
        stdin=subprocess.DEVNULL,
        timeout=4 * TIME,
        check=False,
    )
    return Run(
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
        time.monotonic() - begun,
    )


def assert_only_read(home: Home, before: dict[str, tuple[object, ...]], done: Run) -> None:
    """Assert what has to hold of every run: nothing outside changed, nobody saw a traceback."""
    code = home.executed.read_text() if home.executed.exists() else ""
    assert code == "", "what lies in the folder was executed"
    after = home.outside()
    assert set(after) == set(before)
    # Where LibreOffice is, a folder for it comes and goes among the temporary files.
    temporary = str(home.home / "tmp")
    changed = [path for path, state in before.items() if after[path] != state]
    assert [path for path in changed if path != temporary] == []
    own = {path.name for path in (home.home / ".cache").glob("*")}
    assert own <= {"gklint"}
    shown = done.out + done.err
    assert "Traceback" not in shown and "维护者" not in shown
    assert not any(sign in shown for sign in "\x1b\x07\u202e")
    assert done.seconds < TIME


@pytest.mark.parametrize("started", [MODULE, SCRIPT], ids=["python -m", "gklint"])
def test_it_is_checked_and_nothing_outside_changes(home: Home, started: Sequence[str]) -> None:
    if not os.path.exists(started[1]) and started is SCRIPT:
        pytest.skip("gklint is not installed here")
    before = home.outside()
    done = run(home, ".", *LIMIT, "--output-format", "json", "--lang", "zh", started=started)
    assert_only_read(home, before, done)
    assert done.status == 2
    reports = {report["path"]: report for report in json.loads(done.out)["reports"]}
    # The rules of the folder that take for ever are named, and no other rule has failed.
    failed = {
        found["message"]
        for report in reports.values()
        for found in report["diagnostics"]
        if found["code"] == "GK906"
    }
    assert all("QH40" in message for message in failed), failed
    codes = {
        name: {found["code"] for found in report["diagnostics"]} for name, report in reports.items()
    }
    for name in ("错.txt", "错.docx"):
        assert codes[name] - {"GK901", "GK906"}, name
    for name in ("好.txt", *harmless()):
        # GK8 compares reports with one another: here one report lies there in many copies.
        assert {code for code in codes[name] if code[:3] != "GK8"} <= {"GK906"}, name
    assert [name for name in home.unreadable if "GK901" not in codes[name]] == []


@pytest.mark.parametrize(
    "arguments",
    [
        (".", "--jobs", "100000"),
        (".", "--write-baseline"),
        ("fix", ".", "--unsafe", "--force"),
        ("fix", "--diff", "."),
        ("annotate", "错.docx", "外.docx", "解压.docx", "管道.docx", "谎报.docx", "好.pdf"),
        ("annotate", "--force", "错.docx", "外.docx", "解压.docx", "管道.docx"),
        ("extract", "."),
        ("extract", ".", "--format", "text"),
        ("debug", "错.txt"),
        ("waive", "错.txt", "GK301", "--reason", "seen"),
        ("rules",),
        ("plugins",),
    ],
    ids=" ".join,
)
def test_no_command_changes_anything_outside(home: Home, arguments: tuple[str, ...]) -> None:
    limited = arguments[0] in (".", "fix", "annotate", "extract")
    before = home.outside()
    assert_only_read(home, before, run(home, *arguments, *(LIMIT if limited else ())))


# --- configurations that are refused -------------------------------------------------------------


ALIASES = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
RULE = "rules:\n- {code: QH401, name: no-hall, summary: s, pattern: '%s'}\n"
NESTED = '{"gklint_baseline": 1, "files": ' + "[" * 100_000
#: What each folder holds beside its report, by file name; None stands for a pipe.
REFUSED: dict[str, dict[str, str | None]] = {
    "cache outside": {"gklint.yaml": "cache: ../../elsewhere"},
    "cache through a link": {"gklint.yaml": "cache: out/c"},
    "limits": {"gklint.yaml": "limits: {seconds: 100000, file_mib: 100000}"},
    "aliases": {"gklint.yaml": ALIASES},
    "nested": {"gklint.yaml": f"select: {'[' * 5000}"},
    "rules from a pipe": {"gklint.yaml": "rules: [r.yaml]", "r.yaml": None},
    "rules without end": {"gklint.yaml": "rules: [/dev/zero]"},
    "rules that are none": {"gklint.yaml": "rules: [../../precious.txt]"},
    "rules of elsewhere": {"gklint.yaml": "extends: ../../precious.txt"},
    "groups": {"gklint.yaml": "rules: [r.yaml]", "r.yaml": RULE % ("(" * 3000 + "a" + ")" * 3000)},
    "repeated": {
        "gklint.yaml": "rules: [r.yaml]",
        "r.yaml": RULE % "((((a{1000}){1000}){1000}){1000})",
    },
    "waivers from a pipe": {"gklint.yaml": "waivers: w.yaml", "w.yaml": None},
    "waivers": {"gklint.waivers.yaml": ALIASES},
    "baseline": {"gklint.yaml": "baseline: b.json", "b.json": NESTED},
    "baseline from a pipe": {"gklint.yaml": "baseline: b.json", "b.json": None},
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_configuration_that_asks_too_much_is_refused_and_changes_nothing(
    name: str, tmp_path: Path
) -> None:
    folder = tmp_path / "home" / "邮件" / "年报"
    folder.mkdir(parents=True)
    (folder / "report.txt").write_text(FIXABLE, encoding="utf-8")
    (folder / "out").symlink_to("../..")
    home = Home(tmp_path / "home", folder, frozenset())
    (home.home / "tmp").mkdir()
    (home.home / "precious.txt").write_text("secret: hunter2\n", encoding="utf-8")
    for path, text in REFUSED[name].items():
        if text is None:
            os.mkfifo(folder / path)
        else:
            (folder / path).write_text(text, encoding="utf-8")
    before = home.outside()
    done = run(home, "report.txt")
    assert_only_read(home, before, done)
    assert done.status == 2 and len(done.err) < 3_000
    assert "hunter2" not in done.out + done.err
