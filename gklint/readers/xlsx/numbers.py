"""Numbers of a workbook as Excel shows them (number formats: ECMA-376-1, 18.8.30 and 18.8.31).

A zero is always shown as one, though some formats print it as a dash or not at all: the file knows
that it is a number.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

#: Formats that files name by a number only; the dates are those of Chinese offices.
FORMATS = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "14": "yyyy/m/d",
    "15": "d-mmm-yy",
    "16": "d-mmm",
    "17": "mmm-yy",
    "20": "h:mm",
    "21": "h:mm:ss",
    "22": "yyyy/m/d h:mm",
    "27": 'yyyy"年"m"月"',
    "28": 'm"月"d"日"',
    "29": 'm"月"d"日"',
    "30": "m/d/yy",
    "31": 'yyyy"年"m"月"d"日"',
    "36": 'yyyy"年"m"月"',
    "37": "#,##0",
    "38": "#,##0",
    "39": "#,##0.00",
    "40": "#,##0.00",
    "41": "#,##0",
    "42": "#,##0",
    "43": "#,##0.00",
    "44": "#,##0.00",
    "50": 'yyyy"年"m"月"',
    "51": 'm"月"d"日"',
    "52": 'yyyy"年"m"月"',
    "53": 'm"月"d"日"',
    "54": 'm"月"d"日"',
    "57": 'yyyy"年"m"月"',
    "58": 'm"月"d"日"',
}

#: So many digits of a number are true; the rest is what binary fractions leave.
_TRUE_DIGITS = 15

#: More digits are not shown by a format, and Decimal does not round to more.
_MOST_DIGITS = 25

_QUOTED = r'"([^"]*)"|\\(.)'
#: Colours, conditions, currencies and languages; fillers and gaps as wide as a character.
_UNSEEN = r"\[[^\]]*\]|[_*]."
_DIGITS = r"[#0?][#0?,]*(?:\.([#0?]*))?|\.([#0?]+)"
#: Excel counts the 29th of February 1900, which there was not; before it a date is a day later.
_LEAP_DAY_OF_1900 = 60
_DATE_PART = r'(?i)y+|m+|d+|h+|s+|am/pm|上午/下午|"[^"]*"|\\.|[^"\\]'


def shown(value: str, form: str, from_1904: bool = False) -> str:
    """Return a stored number as its format shows it; what is no number is returned as it is."""
    try:
        number = Decimal(value)
        # Through float as Excel does: 0.30000000000000004 is shown as 0.3.
        number = Decimal(f"{float(number):.{_TRUE_DIGITS}g}")
    except (InvalidOperation, ValueError, OverflowError):
        return value
    if not number.is_finite():
        return value
    form = re.sub(_UNSEEN, "", re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', form)[0])
    plain = re.sub(_QUOTED, "", form)
    if re.search(r"(?i)[ymdhs]", plain.replace("General", "")):
        return _date(number, form, from_1904)
    return _number(number, form, plain)


def _number(number: Decimal, form: str, plain: str) -> str:
    digits = re.search(_DIGITS, form)
    if digits is None or len(re.findall(_DIGITS, form)) > 1 or re.search(r"[/Ee@]", plain):
        return _plain(number)
    if "%" in plain:
        number *= 100
    decimals = digits[1] or digits[2] or ""
    if number.adjusted() + len(decimals) > _MOST_DIGITS:
        return _plain(number)
    places = digits[0].rstrip(",")
    number = number.scaleb(-3 * (len(digits[0]) - len(places)))
    text = f"{number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):f}"
    text = _trimmed(text, decimals)
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = text.partition(".")
    whole = whole.rjust(places.partition(".")[0].count("0"), "0")
    if "," in places:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
    before, after = (
        re.sub(_QUOTED, r"\1\2", part).strip()
        for part in (form[: digits.start()], form[digits.end() :])
    )
    return f"{sign}{before}{whole}{point}{rest}{after}"


def _trimmed(text: str, decimals: str) -> str:
    """Leave out the zeros at the end that the format asks for only if they are not zero."""
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and text.endswith("0"):
        text = text[:-1]
        optional -= 1
    text = text.removesuffix(".")
    return text.removeprefix("-") if not text.strip("-0.") else text


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(number: Decimal, form: str, from_1904: bool) -> str:
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    if not from_1904 and number < _LEAP_DAY_OF_1900:
        start += timedelta(days=1)
    try:
        moment = start + timedelta(seconds=round(float(number) * 86400))
    except OverflowError:
        return _plain(number)
    text, before = "", ""
    for token in re.findall(_DATE_PART, form):
        text += _date_part(token, moment, before)
        before = token.lower() if token[0].isalpha() else before
    return text.strip()


def _date_part(token: str, moment: datetime, before: str) -> str:
    small = token.lower()
    if token[0] in '"\\':
        return token.strip('"').removeprefix("\\")
    values = {
        "y": moment.year,
        "m": moment.month,
        "d": moment.day,
        "h": moment.hour,
        "s": moment.second,
    }
    if small.startswith("m") and before.startswith("h"):
        # Behind hours these are minutes.
        return f"{moment.minute:02d}" if len(token) > 1 else str(moment.minute)
    if small[0] in values and set(small) == {small[0]}:
        value = values[small[0]]
        if small[0] == "y" and len(small) < 3:
            return f"{value % 100:02d}"
        return f"{value:02d}" if len(small) == 2 else str(value)
    return "" if "/" in small and len(small) > 1 else token
