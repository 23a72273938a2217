"""What is said where gklint itself, a library or a plugin fails: the other files go on."""

from __future__ import annotations

from gklint.model.personal import mask
from gklint.support.bilingual import Text

#: Of an error's own words: some quote all that they choked on.
_LONGEST = 300


def failure(error: BaseException) -> Text:
    """Return the reason for a file that could not be done."""
    what = described(error)
    return Text(
        f"程序出错（{what}），请把文件名和这句话告诉 gklint 的维护者",
        f"gklint itself failed ({what}): please tell its maintainers",
    )


def described(error: BaseException) -> str:
    """Return an error on one line, and where it was raised; numbers of persons are masked."""
    # Imported here: mostly nothing fails.
    import traceback

    frames = traceback.walk_tb(error.__traceback__)
    places = [(str(frame.f_globals.get("__name__", "?")), line) for frame, line in frames]
    own = [place for place in places if place[0].partition(".")[0] == "gklint"]
    name, line = (own or places or [("?", 0)])[-1]
    words = mask(" ".join(f"{type(error).__name__}: {error}".split()))
    return f"{words[:_LONGEST]}, {name}:{line}"
