"""One file checked as a run does it: whatever happens, there is a record of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gklint.checking.failures import failure
from gklint.checking.records import record_of
from gklint.checking.results import Record, Result
from gklint.checking.settings import Settings
from gklint.engine import lint_bytes, lint_file, unreadable
from gklint.readers import CONVERTED
from gklint.support.bilingual import Text


def prepare(files: Sequence[tuple[str, Settings]]) -> None:
    """Do in one go what takes long to begin with: LibreOffice starts once for many documents."""
    old = [(path, settings) for path, settings in files if path.lower().endswith(CONVERTED)]
    if len(old) > 1:
        # Imported here: most runs have no such document.
        from gklint.readers.office import reader as office

        office.prepare([path for path, _ in old], old[0][1].limits)


def check_file(path: str, settings: Settings, hashed: bool = True) -> Record:
    """Check a file; where gklint fails on it, the record says so as of an unreadable file."""
    return _recorded(path, settings, hashed, lambda: lint_file(path, settings))


def check_bytes(raw: bytes, path: str, settings: Settings, hashed: bool = True) -> Record:
    """Check what came in on standard input, `path` being what to call it; else as `check_file`."""
    return _recorded(path, settings, hashed, lambda: lint_bytes(raw, path, settings))


def _recorded(path: str, settings: Settings, hashed: bool, linted: Callable[[], Result]) -> Record:
    try:
        return _with_facts(linted(), hashed)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        # A fault of gklint's, a library's or a plugin's, or too little memory: the other files are
        # checked all the same, and the user gets a message.
        reason = failure(error)
    # Only here is what the error held let go of: that may be all the memory there is.
    return unreadable_record(path, reason, settings)


def _with_facts(result: Result, hashed: bool) -> Record:
    """Return the record of a result with what is compared of it, where its hash is wanted: a file
    that is checked by itself is compared with none."""
    record = record_of(result, hashed)
    if not hashed or record.about is None:
        return record
    # Imported here: a single file has nothing to be compared with.
    from gklint.across.facts import facts_of

    return record._replace(facts=facts_of(result, record.about.sha256))


def unreadable_record(path: str, reason: Text, settings: Settings) -> Record:
    """Return the record of a file that could not be checked at all."""
    return record_of(unreadable(path, reason, settings))
