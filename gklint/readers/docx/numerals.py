"""The numerals of Word's automatic numbering: numFmt of ECMA-376-1, 17.18.59."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_FORMAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千万", "零壹貳參肆伍陸柒捌玖拾佰仟萬")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def numeral(value: int, form: str) -> str:
    """Return the number as the format `form` (a value of ST_NumberFormat) prints it.

    Formats that no Chinese or Western document uses give decimal digits.
    """
    if value < 0 or value > 9999:
        return str(value)
    return _FORMATS.get(form, str)(value)


def chinese(value: int) -> str:
    """Return a number under ten thousand in Chinese: 十二, 一百零五."""
    text = ""
    digits = str(value)
    for index, digit in enumerate(digits):
        if digit != "0":
            text += _DIGITS[int(digit)] + _UNITS[len(digits) - 1 - index]
        elif text and not text.endswith("零"):
            text += "零"
    text = text.rstrip("零") or "〇"
    # 一十 is 十 at the head of a number only: 十二, but 一百一十二.
    return text[1:] if text.startswith("一十") else text


def _by_digit(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _counted(value: int) -> str:
    # Past ninety-nine the plain counting systems name the digits: 一〇〇.
    return chinese(value) if value < 100 else _by_digit(value)


def _formal(value: int) -> str:
    text = chinese(value)
    return (f"一{text}" if text.startswith("十") else text).translate(_FORMAL)


def _formal_traditional(value: int) -> str:
    text = chinese(value)
    return (f"一{text}" if text.startswith("十") else text).translate(_FORMAL_TRADITIONAL)


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (value // worth)
        value %= worth
    return text


def _letters(value: int) -> str:
    # 27 is aa, 28 is bb.
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value else ""


def _from(first: str, last: int) -> Callable[[int], str]:
    """Return a format whose signs for 1 to `last` follow one another from `first`."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= last else str(value)


def _circled(value: int) -> str:
    if 21 <= value <= 35:
        return chr(ord("㉑") + value - 21)
    return _from("①", 20)(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 1 <= value <= len(signs) else str(value)


def _full_width(value: int) -> str:
    return str(value).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda value: "",
    "decimalZero": lambda value: f"{value:02}",
    "numberInDash": lambda value: f"- {value} -",
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "ideographEnclosedCircle": _from("㈠", 10),
    "chineseCounting": _counted,
    "taiwaneseCounting": _counted,
    "japaneseCounting": chinese,
    "koreanCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _by_digit,
    "japaneseDigitalTenThousand": _by_digit,
    "taiwaneseDigital": _by_digit,
    "koreanDigital2": _by_digit,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal_traditional,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda value: (
        _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if value else "0"
    ),
}
