"""gklint works from a wheel, from an editable install, from an sdist and from a bare clone.

No test here needs a network: what gklint depends on is taken from the environment of the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from gklint.version import __version__

ROOT = Path(__file__).resolve().parent.parent.parent
REPORT = ROOT / "examples" / "wrong-totals-2023.txt"
WHERE = "import gklint.rules, gklint; print(gklint.__file__); print(gklint.rules.__file__)"


def run(*command: str | Path, cwd: Path, status: int = 0) -> str:
    """Run a command outside the project, check its exit status, and return what it said."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    }
    environment |= {"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == status, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def build(kind: str, source: Path, folder: Path) -> Path:
    """Build the wheel or the sdist of a project and return its file."""
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder, cwd=source)
    return next(folder.glob("*.whl" if kind == "wheel" else "*.tar.gz"))


class Environment:
    """A new virtual environment that borrows what gklint depends on."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=False, symlinks=os.name != "nt")
        self.folder = folder
        self.scripts = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.scripts / ("python.exe" if os.name == "nt" else "python")
        # A path file adds to sys.path behind the environment's own packages; the path files in
        # the folders it names are not read, so an editable gklint there stays out of sight.
        own = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
        borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        Path(own, "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")

    def install(self, *arguments: str | Path) -> None:
        """Install with the borrowed pip, without a network and without dependencies."""
        run(
            self.python,
            "-m",
            "pip",
            "install",
            "--no-deps",
            "--no-index",
            "--no-build-isolation",
            "--disable-pip-version-check",
            *arguments,
            cwd=self.folder,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what a clone holds and a program needs."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("gklint", "rules", "grammars"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def assert_works(python: Path | str, folder: Path, cwd: Path) -> None:
    """Check that this Python finds gklint in `folder`, with its rules and forms, and lints."""
    for file in run(python, "-c", WHERE, cwd=cwd).splitlines():
        assert Path(file).resolve().is_relative_to(folder.resolve())
    assert run(python, "-m", "gklint", "--version", cwd=cwd) == f"gklint {__version__}\n"
    said = run(python, "-m", "gklint", REPORT, cwd=cwd, status=1)
    assert "GK301 row-total" in said and "国办公开办函〔2021〕30号" in said
    assert "GK301 row-total" in run(python, "-m", "gklint", "rules", cwd=cwd)


def test_the_wheel_holds_rules_and_grammars_inside_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = archive.namelist()
    for wanted in (
        "gklint/built/forms.json",
        "gklint/built/parser.json",
        "gklint/built/vocabulary.json",
        "gklint/built/text-misspellings.json",
        "gklint/rules/__init__.py",
        "gklint/rules/arithmetic/row_total.py",
        "gklint/grammars/report.lark",
        "gklint/grammars/regulations.yaml",
        "gklint/grammars/formats/2019.yaml",
        "gklint/grammars/formats/2021.yaml",
        "gklint/py.typed",
    ):
        assert wanted in held
    assert {name.split("/")[0] for name in held} == {"gklint", f"gklint-{__version__}.dist-info"}


def test_the_wheel_holds_every_rule_and_grammar_that_the_project_has(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    for folder in ("rules", "grammars"):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                assert f"gklint/{file.relative_to(ROOT).as_posix()}" in held


def test_an_installed_wheel_works_as_command_and_as_module(wheel: Path, tmp_path: Path) -> None:
    environment = Environment(tmp_path / "env")
    environment.install(wheel)
    assert_works(environment.python, environment.folder, tmp_path)
    said = run(environment.scripts / "gklint", REPORT, cwd=tmp_path, status=1)
    assert "GK301 row-total" in said


def test_an_editable_install_works_from_the_project_itself(tmp_path: Path) -> None:
    environment = Environment(tmp_path / "env")
    environment.install("--editable", ROOT)
    assert_works(environment.python, ROOT, tmp_path)


def test_a_bare_clone_works_without_being_installed(clone: Path) -> None:
    assert_works(sys.executable, clone, clone)


def test_a_rule_that_is_put_into_a_clone_is_there(clone: Path) -> None:
    rule = clone / "rules" / "arithmetic" / "row_total.py"
    other = rule.with_name("row_total_again.py")
    try:
        text = rule.read_text(encoding="utf-8").replace("GK301", "GK399")
        other.write_text(text.replace('"row-total"', '"row-total-again"'), encoding="utf-8")
        listed = run(sys.executable, "-m", "gklint", "rules", "--family", "3", cwd=clone)
    finally:
        other.unlink()
    assert "GK399" in listed and "GK301" in listed


def test_an_sdist_is_enough_to_build_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = build("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
        # Older releases of Python 3.10 and 3.11 have no filters yet.
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(tmp_path, **safely)
    for wanted in (
        "LICENSE",
        "README.md",
        "README.zh-CN.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "Makefile",
        "tests/project/test_packaging.py",
        "docs/architecture.md",
        "benchmarks/bench.py",
        f"examples/{REPORT.name}",
    ):
        assert wanted in names
    again = build("wheel", tmp_path / f"gklint-{__version__}", tmp_path / "again")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as two:
        assert sorted(one.namelist()) == sorted(two.namelist())
        for name in one.namelist():
            assert name.endswith("/RECORD") or one.read(name) == two.read(name), name


def test_nothing_imports_rules_or_grammars_by_a_bare_name() -> None:
    bare = ("import rules", "from rules", "import grammars", "from grammars")
    for folder in ("gklint", "rules"):
        for file in (ROOT / folder).rglob("*.py"):
            for line in file.read_text(encoding="utf-8").splitlines():
                assert not line.strip().startswith(bare), f"{file}: {line}"
