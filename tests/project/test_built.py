"""What runs take ready-made is in the wheel, is data, and is never taken for what it is not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
REPORT = ROOT / "examples" / "wrong-totals-2023.txt"
LOADED = "import sys; from gklint.cli import run; run(sys.argv[1:]); print(*sys.modules, sep='\\n')"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Copy what a clone holds and a program needs, without anything built."""
    for name in ("gklint", "rules", "grammars"):
        ignored = shutil.ignore_patterns("__pycache__", "built")
        shutil.copytree(ROOT / name, tmp_path / "clone" / name, ignore=ignored)
    return tmp_path / "clone"


def run(tree: Path, *command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with gklint from a tree, in an empty home."""
    home = tree.parent / "home"
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=tree.parent,
        env={
            **os.environ,
            "PYTHONPATH": str(tree),
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "LC_ALL": "C.UTF-8",
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def lint(tree: Path) -> str:
    done = run(tree, "-m", "gklint", REPORT)
    assert (done.returncode, done.stderr) == (1, "")
    return done.stdout


def test_a_clone_builds_once_into_its_own_folder_and_nothing_into_the_home(clone: Path) -> None:
    first = lint(clone)
    built = clone / "gklint" / "built"
    times = {file: file.stat().st_mtime_ns for file in built.iterdir()}
    assert {"forms.json", "parser.json", "vocabulary.json"} <= {file.name for file in times}
    assert lint(clone) == first
    assert {file: file.stat().st_mtime_ns for file in built.iterdir()} == times
    assert list((clone.parent / "home").iterdir()) == []
    loaded = run(clone, "-c", LOADED, REPORT).stdout.splitlines()
    assert not {"lark", "yaml", "pickle", "gklint.forms.building"} & set(loaded)


@pytest.mark.parametrize(
    "rubbish", [b"", b"no JSON", b"[" * 100_000, b'["x", []]', b"cos\nsystem\n(S'id'\ntR."]
)
def test_what_was_damaged_is_built_again(clone: Path, rubbish: bytes) -> None:
    first = lint(clone)
    for file in (clone / "gklint" / "built").iterdir():
        file.write_bytes(rubbish)
    assert lint(clone) == first


def test_another_value_under_the_right_hash_is_refused_by_its_shape(clone: Path) -> None:
    first = lint(clone)
    for file in (clone / "gklint" / "built").glob("[flpv]*.json"):
        made_from, _ = json.loads(file.read_bytes())
        file.write_text(json.dumps([made_from, [1, 2]]))
    assert lint(clone) == first


def test_a_changed_source_is_noticed(clone: Path) -> None:
    assert "GK301" in lint(clone)
    grammar = clone / "grammars" / "report.lark"
    text = grammar.read_text(encoding="utf-8")
    changed = text.replace("TITLE: /", "TITLE: /zzzz", 1)
    assert changed != text
    grammar.write_text(changed, encoding="utf-8")
    assert (
        run(clone, "-m", "gklint", REPORT, "--output-format", "json").stdout
        != run(ROOT, "-m", "gklint", REPORT, "--output-format", "json").stdout
    )
    grammar.write_text(text, encoding="utf-8")
    code = clone / "gklint" / "forms" / "building.py"
    code.write_text(code.read_text(encoding="utf-8") + "\nraise RuntimeError('loaded')\n", "utf-8")
    # The module that builds is another one, so that what it built before does not count.
    assert "RuntimeError" in run(clone, "-m", "gklint", REPORT).stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_clone_that_cannot_be_written_to_works_all_the_same(clone: Path) -> None:
    (clone / "gklint").chmod(0o555)
    try:
        assert "GK301" in lint(clone)
    finally:
        (clone / "gklint").chmod(0o755)


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    code = "import sys, hatch_build; hatch_build.build(sys.argv[1], sys.argv[2])"
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        done = run(ROOT, "-c", code, ROOT, folder, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        found.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert found[0] == found[1] and len(found[0]) > 10


def test_a_module_run_in_a_folder_loads_nothing_that_lies_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    shutil.copy(REPORT, folder)
    mark = tmp_path / "executed"
    evil = f"open({str(mark)!r}, 'a').write(__name__ + ' ')\n"
    names = ("yaml", "click", "pluggy", "lark", "json", "decimal", "sqlite3", "plugin", "regex")
    for name in names:
        (folder / f"{name}.py").write_text(evil)
    info = folder / "plugin-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[gklint]\nplugin = plugin\n")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plugin\nVersion: 1.0\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    for command in (["."], ["plugins"], [".", "--output-format", "json", "--jobs", "2"]):
        done = subprocess.run(
            [sys.executable, "-m", "gklint", *command],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        assert not mark.exists(), mark.read_text()
        assert command != ["plugins"] or "plugin" not in done.stdout.split()


def test_only_workers_pickle_and_no_private_part_of_re_is_used() -> None:
    private = ("re._cache", "_sre", "re._compiler", "marshal")
    for file in (ROOT / "gklint").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        name = file.relative_to(ROOT / "gklint").as_posix()
        assert not any(word in text for word in private), name
        workers = ("archive/engines.py", "batch/jobs.py")
        assert "import pickle" not in text or name in workers, name
