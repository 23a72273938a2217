"""How the rules of this folder speak of the six parts."""

from gklint.api import Text, lazily

NUMERALS = "一二三四五六七八九十"

#: Every part of the form: what a rule rests on that is about the division itself.
SIX_PARTS = (
    "format: 一、总体情况",
    "format: 二、主动公开政府信息情况",
    "format: 三、收到和处理政府信息公开申请情况",
    "format: 四、政府信息公开行政复议、行政诉讼情况",
    "format: 五、存在的主要问题及改进情况",
    "format: 六、其他需要报告的事项",
)


#: What converters leave where an image stood.
IMAGE = lazily(r"!\[[^\]]*\](?:\([^)]*\))?|<img\b[^>]*>|[\[(【〔（]图片?\d*[\])】〕）]")


def part(number: int) -> Text:
    """Return how a message names a part: 第四部分, part 4."""
    return Text(f"第{NUMERALS[number - 1]}部分", f"part {number}")


def clause(number: int) -> str:
    """Return the clause that asks for a part."""
    return SIX_PARTS[number - 1]
