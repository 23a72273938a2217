"""How many files a finding passes: whoever follows one through the code must get to its end."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

from gklint import Settings, lint_file

ROOT = Path(__file__).resolve().parent.parent.parent
#: Where gklint's own files are; what a test tool runs in between is no part of the way.
OWN = (str(ROOT / "gklint"), str(ROOT / "rules"))
#: It may only become less.
MOST = 44


def test_a_finding_of_a_second_report_passes_few_files() -> None:
    path = str(ROOT / "examples" / "wrong-totals-2023.txt")
    settings = Settings(select=("GK301",))
    assert lint_file(path, settings).diagnostics
    passed: set[str] = set()

    def note(frame: FrameType, event: str, value: object) -> None:
        code = frame.f_code
        if code.co_filename.startswith(OWN) and code.co_name != "<module>":
            passed.add(code.co_filename)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        lint_file(path, settings)
    finally:
        sys.setprofile(before)
    assert 20 < len(passed) <= MOST, sorted(passed)
