"""Why something was not read or not checked: a code to compare, words in two languages to show."""

from typing import NamedTuple

from gklint.support.bilingual import Text


class Reason(NamedTuple):
    """Why a table or a row gave no numbers, or why a rule could not check something.

    `code` is what programs compare; {names} in the text are filled in from `facts`.
    """

    code: str
    text: Text
    facts: tuple[tuple[str, object], ...] = ()

    @property
    def words(self) -> Text:
        """The reason in both languages, its facts filled in."""
        facts = dict(self.facts)
        return Text(self.text.say("zh", facts), self.text.say("en", facts))

    @property
    def zh(self) -> str:
        """The reason in Chinese."""
        return self.words.zh

    @property
    def en(self) -> str:
        """The reason in English."""
        return self.words.en

    def about(self, **facts: object) -> "Reason":
        """Return the reason with these facts."""
        return self._replace(facts=tuple(facts.items()))


class StatedReason(NamedTuple):
    """A reason as it is shown and kept: its code, and its words with the facts filled in.

    The code is "" where a plugin gave words alone.
    """

    code: str
    zh: str
    en: str

    def say(self, language: str) -> str:
        """Return the words in "zh" or "en"."""
        return self.en if language == "en" else self.zh


NO_NUMBERS = Reason("no-numbers", Text("表中没有数字", "the table holds no number"))
NO_VALUES = Reason("no-values", Text("没有值", "no value stands there"))
NO_ROWS = Reason("no-rows", Text("没有识别出任何一行", "no row was recognised"))
UNCLEAR = Reason(
    "unclear",
    Text("标签与数字的对应关系无法确定", "which number belongs to which label cannot be told"),
)
CONTRADICTING_HEADERS = Reason(
    "contradicting-headers",
    Text(
        "标题行与数字的位置不符，合计也不相等，无法确定各个数字属于哪一栏",
        "the headers do not stand over the numbers, which do not add up either, so that which"
        " number belongs to which column cannot be told",
    ),
)
OUT_OF_ORDER = Reason(
    "out-of-order",
    Text(
        "行的次序与格式不符，标签与数字的对应关系无法确定",
        "the rows are not in the order of the form, so that which number belongs to which label"
        " cannot be told",
    ),
)

#: Why a table that is there is no text, by what stands in its place (`gklint.model.source.UNREAD`).
NO_TEXT = {
    "picture": Reason("picture", Text("是图片", "it is a picture")),
    "embedded": Reason(
        "embedded", Text("是嵌入的其他程序的对象", "it is an object of another program")
    ),
    "file": Reason("file", Text("在嵌入的文件里", "it is in an embedded file")),
}


def too_many_unread(unread: int, rows: int) -> Reason:
    """Return that too many rows of a table could not be read to trust the others."""
    return Reason(
        "rows-unread",
        Text(
            "{rows} 行中有 {unread} 行的数字无法对应到列",
            "the numbers of {unread} of {rows} rows could not be given to columns",
        ),
        (("rows", rows), ("unread", unread)),
    )


def wrong_count(found: int, expected: int) -> Reason:
    """Return that there are more or fewer values than the form has cells for."""
    return Reason(
        "wrong-count",
        Text("有 {found} 个值，应为 {expected} 个", "{found} values for {expected} cells"),
        (("found", found), ("expected", expected)),
    )


def too_few(found: int, expected: int) -> Reason:
    """Return that values are missing, and nothing shows in which columns."""
    return Reason(
        "too-few",
        Text(
            "只有 {found} 个值，应为 {expected} 个，无法确定所在的列",
            "{found} values only for {expected} cells, and nothing shows which they are",
        ),
        (("found", found), ("expected", expected)),
    )
