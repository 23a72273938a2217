"""Measures gklint against Python itself, a hand-written scanner and other readers: `make bench`.

Everything is a ratio taken in one run, because milliseconds say more of the machine than of the
program. The exit status is 1 where a figure misses what it must reach.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import documents  # noqa: E402
from measuring import Figure, interleaved  # noqa: E402

#: Tab-separated reports, because those are what the hand-written scanner reads.
REPORTS = [str(ROOT / "examples" / name) for name in ("clean-2023.txt", "wrong-totals-2023.txt")]
STARTS = 25
ROUNDS = 15
LINTS_A_ROUND = 10

#: Runs a command and prints the most memory it took, as getrusage says it (KiB; bytes on macOS).
#: A process of its own, because a child counts what its parent took when it was forked.
_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def main() -> int:
    """Measure, print the figures, and return 1 where one is missed."""
    figures = [_start(), _speed(), *_memory(), *documents.figures()]
    width = max(len(figure.what) for figure in figures)
    for figure in figures:
        verdict = "" if figure.reached else "   MISSED"
        print(f"{figure.what:<{width}}  {figure.measured:>9}   {figure.must}{verdict}")
    print()
    print("\n".join(_stages()))
    return 0 if all(figure.reached for figure in figures) else 1


def _stages() -> list[str]:
    if sys.platform == "win32":
        return ["where the time goes: not measured, this system has no getrusage"]
    # Imported here, because Windows has no `resource`.
    import stages

    return list(stages.lines())


def _start() -> Figure:
    gklint, python = _gklint(), [sys.executable, "-c", "pass"]
    # Once each for byte code and the page cache; nothing else is kept between runs.
    ours, theirs = interleaved(lambda: _run(gklint), lambda: _run(python), STARTS)
    ratio = median(ours) / median(theirs)
    milliseconds = f"{median(ours) * 1000:.0f} ms over {median(theirs) * 1000:.0f} ms"
    return Figure(
        f"cold `gklint report.txt` / `python -c pass` ({milliseconds})",
        f"{ratio:.2f}x",
        "at most 12",
        ratio <= 12,
    )


def _speed() -> Figure:
    import line_scanner

    import gklint

    def lint() -> None:
        for _ in range(LINTS_A_ROUND):
            for path in REPORTS:
                gklint.lint_file(path)

    def scan() -> None:
        for _ in range(LINTS_A_ROUND):
            for path in REPORTS:
                line_scanner.scan(path)

    ours, theirs = interleaved(lint, scan, ROUNDS)
    count = LINTS_A_ROUND * len(REPORTS)
    speeds = f"{count / median(ours):.0f} over {count / median(theirs):.0f} reports/s"
    ratio = median(ours) / median(theirs)
    return Figure(
        f"whole lint / hand-written scanner of the same values ({speeds})",
        f"{ratio:.1f}x",
        "at most 20",
        ratio <= 20,
    )


def _memory() -> list[Figure]:
    if sys.platform == "win32":
        print("peak memory: not measured, this system has no getrusage")
        return []
    command = [sys.executable, "-c", _PEAK, *_gklint()]
    said = subprocess.run(command, env=_environment(), check=True, capture_output=True, text=True)
    mebibytes = int(said.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return [
        Figure(
            "peak memory of `gklint report.txt`", f"{mebibytes:.0f} MiB", "under 60", mebibytes < 60
        )
    ]


def _gklint() -> list[str]:
    script = Path(sys.executable).with_name("gklint")
    command = [str(script)] if script.exists() else [sys.executable, "-m", "gklint"]
    return [*command, REPORTS[0]]


def _run(command: list[str]) -> None:
    subprocess.run(command, env=_environment(), cwd=ROOT, stdout=subprocess.DEVNULL)


def _environment() -> dict[str, str]:
    # Without byte code every start would compile gklint again.
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


if __name__ == "__main__":
    sys.exit(main())
