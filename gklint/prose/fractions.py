"""近八成, 三分之二, 过半: shares that are said roughly, as bounds in percent."""

from __future__ import annotations

from gklint.support.patterns import lazily

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九十")}
_FRACTION = lazily(
    r"(?:([二三四五六七八九十])分之([一二三四五六七八九])|([一二三四五六七八九])成)"
    r"(?![立果本功为员效都长熟绩交品人就型因年片套事语])"
)
#: Words before and behind that say on which side of it the share is.
_BELOW = ("近", "接近", "将近", "不到", "不足")
_ABOVE = ("超", "超过", "逾", "过", "达到或超过", "至少")
_ABOVE_BEHIND = ("以上", "多", "余", "强")
_BELOW_BEHIND = ("以下", "不到", "弱")
#: How far what is said roughly may be off, in hundredths of the whole.
_NEARLY, _ROUGHLY, _FAR = 2, 6, 10
#: What the words of `halves` allow.
_HALVES = {"over": (50, 100), "under": (0, 50), "near": (40, 51), "even": (45, 55)}


def fraction_at(text: str, at: int) -> int:
    """Return where a fraction that begins at an offset ends, -1 where none does."""
    # Looked at as text first: hardly any numeral begins one.
    if not text.startswith(("分之", "成"), at + 1):
        return -1
    found = _FRACTION.match(text, at)
    return found.end() if found else -1


def bounds_of(text: str, start: int, end: int, key: str) -> tuple[int, int] | None:
    """Return between how many hundredths a share is that is written from `start` to `end`; `key` is
    that of its token. None for a percentage."""
    if key in _HALVES:
        return _HALVES[key]
    found = _FRACTION.match(text, start)
    if found is None or found.end() != end:
        return None
    if found[3]:
        hundredths = 10 * _DIGITS[found[3]]
    else:
        hundredths = round(100 * _DIGITS[found[2]] / _DIGITS[found[1]])
    before = text[:start]
    if before.endswith(_BELOW) or text.startswith(_BELOW_BEHIND, end):
        return hundredths - _FAR, hundredths + _NEARLY
    if before.endswith(_ABOVE) or text.startswith(_ABOVE_BEHIND, end):
        return hundredths - _NEARLY, hundredths + _FAR
    return hundredths - _ROUGHLY, hundredths + _ROUGHLY
