"""Why numbers of the prose are not compared with the tables, or not checked by them."""

from gklint.api import Reason, Text

NO_SUCH_NUMBER = Reason("no-such-number", Text("{table}没有相应的数", "{table} has no such number"))
NO_NUMBER_IN_ROW = Reason(
    "no-number-in-row", Text("“{label}”没有可用的数", "“{label}” has no number to go by")
)
TOO_MANY_DIGITS = Reason(
    "too-many-digits",
    Text(
        "正文中有位数太多的数，未与表格比较",
        "a number in the text has too many digits and was not compared",
    ),
)
NOT_COMPARED = Reason(
    "not-compared",
    Text(
        "正文的{numbers}没有可以直接比较的表格数，未作比较",
        "no single number of a table is what {numbers} of the prose can be compared with",
    ),
)
TABLE_UNBALANCED = Reason(
    "table-unbalanced",
    Text(
        "{table}中相应的数不平衡，改平后与正文一致，未与正文比较",
        "the numbers of {table} do not add up; when they do, they may be those of the prose",
    ),
)
COUNTED_ANOTHER_WAY = Reason(
    "counted-another-way",
    Text(
        "“{words}”与{table}的 {number} 不同，按另一口径计算则相符，未作判断",
        "“{words}” is not the {number} of {table}, but agrees when counted in another way",
    ),
)
SCOPE_UNCLEAR = Reason(
    "scope-unclear",
    Text(
        "“{words}”与{table}不一致，但所指范围可能不同，未作判断",
        "“{words}” is not what {table} says, but may be about something else",
    ),
)
