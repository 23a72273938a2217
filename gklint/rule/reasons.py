"""The reasons for not checking something that several rules have; a rule's own are its `reasons`.

Codes are kebab-case and stay; {names} are filled in from what `not_evaluated` is given.
"""

from __future__ import annotations

from gklint.model.reasons import Reason
from gklint.support.bilingual import Text

# --- tables and their cells ---

NO_TABLE = Reason("no-table", Text("没有检出所需的表格", "the table was not found"))
TABLE_UNREAD = Reason(
    "table-unread",
    Text("{label}：{why}", "{label}: the table could not be read with confidence ({why})"),
)
ROW_UNREAD = Reason("row-unread", Text("“{label}”{why}", "“{label}” could not be read: {why}"))
TABLE_BROKEN_OFF = Reason(
    "table-broken-off",
    Text(
        "表格中断，自“{first}”起缺少 {count} 行",
        "the table breaks off: {count} rows are missing from “{first}” on",
    ),
)
ROWS_MISSING = Reason(
    "rows-missing",
    Text("表格缺少“{first}”等 {count} 行", "{count} rows are missing, “{first}” the first"),
)
ROW_TWICE = Reason("row-twice", Text("“{label}”一行重复", "the row “{label}” stands twice"))
CELL_WITHOUT_NUMBER = Reason(
    "cell-without-number",
    Text("“{line}”的{cell}{state}", "“{line}”: no number in “{label}”"),
)

# --- what a report does not say ---

NO_TITLE = Reason("no-title", Text("没有检出标题", "no title was found"))
EXCERPT = Reason(
    "excerpt", Text("没有标题或正文，可能是节选", "without title or text it may be an excerpt")
)
NO_DATE = Reason("no-date", Text("没有落款日期", "there is no date"))
YEAR_UNCLEAR = Reason(
    "year-unclear", Text("报告年度未知或不一致", "the report year is unknown or in dispute")
)
AGENCY_KIND_UNKNOWN = Reason(
    "agency-kind-unknown", Text("机关的类别未知", "the kind of agency is unknown")
)
NO_PART_FIVE = Reason("no-part-five", Text("缺少第五部分，见 GK101", "part 5 is missing: GK101"))

# --- reports compared with one another ---

BODY_UNKNOWN = Reason(
    "body-unknown", Text("报告没有写明是哪个单位的", "the report does not say whose it is")
)
NO_NUMBER = Reason(
    "no-number",
    Text("{body} {year} 年的“{label}”没有可用的数", "{body}, {year}: no number in “{label}”"),
)

#: All of them, by code.
SHARED = {reason.code: reason for reason in tuple(globals().values()) if isinstance(reason, Reason)}
