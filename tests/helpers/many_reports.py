"""For tests of runs over many files: a folder of reports, runs of gklint on it, a plugin."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import gklint
from gklint.testing import Style, random_draft, render

ROOT = Path(gklint.__file__).parent.parent

#: A rule for tests: as slow as SLOW (seconds) says, and fatal for the files that FATAL names.
_PLUGIN = """
import os, signal, time, types
from gklint.support.bilingual import Text
from gklint.plugins.hooks import hookimpl
from gklint.rule.definition import INFO, Rule, finding
from gklint.model.source import Place

rule = types.ModuleType("slow")
rule.RULE = Rule("QH999", "slow", INFO, Text("慢", "slow"), (), {"default": Text("MESSAGE", "x")},
                 Text("", ""))

def check(report):
    time.sleep(float(os.environ.get("SLOW", "0")))
    if os.path.basename(report.source.path) in os.environ.get("FATAL", "").split():
        os.kill(os.getpid(), signal.SIGKILL)
    yield finding(Place(1, 1, 1, 2))

rule.check = check

@hookimpl
def gklint_rules():
    return [rule]
"""


def write_reports(folder: Path, count: int) -> None:
    """Write so many reports; in every seventh a row does not add up."""
    folder.mkdir()
    for number in range(count):
        text = render(random_draft(Random(number)), "tabs_grid", Style()).text
        if number % 7 == 0:
            text = text.replace("\t0\t0\t0", "\t0\t0\t1", 1)
        (folder / f"report-{number:03}.txt").write_text(text, encoding="utf-8", newline="")


def write_plugin(site: Path, message: str = "慢") -> None:
    """Install the plugin in a folder that is to stand on PYTHONPATH."""
    info = site / "slow-1.0.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "entry_points.txt").write_text("[gklint]\nslow = slow_plugin\n")
    (site / "slow_plugin.py").write_text(_PLUGIN.replace("MESSAGE", message), encoding="utf-8")


def start(
    *arguments: object,
    cache: Path,
    site: Path | None = None,
    root: Path = ROOT,
    stderr: int = subprocess.PIPE,
    **environment: str,
) -> subprocess.Popen[bytes]:
    """Start gklint with its cache in a folder, in a session of its own, and return the process."""
    paths = os.pathsep.join(str(path) for path in (root, site) if path)
    return subprocess.Popen(
        [sys.executable, "-m", "gklint", "check", *map(str, arguments)],
        cwd=root,
        env={
            **os.environ,
            "PYTHONPATH": paths,
            "XDG_CACHE_HOME": str(cache),
            "LC_ALL": "C.UTF-8",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=stderr,
        start_new_session=True,
    )


def run(*arguments: object, cache: Path, **more: Any) -> tuple[int, bytes, str]:
    """Run gklint to its end and return its exit status, standard output and standard error."""
    process = start(*arguments, cache=cache, **more)
    output, errors = process.communicate(timeout=60)
    return process.returncode, output, errors.decode()


def summary(output: bytes) -> dict[str, Any]:
    """Return the summary of a run in JSON."""
    found: dict[str, Any] = json.loads(output)["summary"]
    return found


def messages(output: bytes) -> dict[str, list[str]]:
    """Return by file name what was found, of a run in JSON."""
    return {
        os.path.basename(report["path"]): [d["message"] for d in report["diagnostics"]]
        for report in json.loads(output)["reports"]
    }
