"""六个部分应当齐全，缺一不可。

为什么
    《条例》第五十条规定了年度报告应当包括的内容，格式把它们分为六个部分，不能遗漏。部分按标题认定，
    不按序号认定。缺少的部分与前一张表格的中断连在一起时，多半是丢了一页，只报告一次。

错误示例
    三、收到和处理政府信息公开申请情况
    五、存在的主要问题及改进情况

正确示例
    三、收到和处理政府信息公开申请情况
    四、政府信息公开行政复议、行政诉讼情况
    五、存在的主要问题及改进情况

如何修改
    补上缺少的部分，用规定的标题；没有发生的事项也要保留标题和表格，数字填 0。丢页的，从原件补回。
"""

from collections.abc import Sequence

from gklint.api import (
    ERROR,
    WARNING,
    Finding,
    LostPage,
    Place,
    Report,
    Rule,
    SectionForm,
    Text,
    Verdicts,
    due_row_label,
    finding,
    inside_quotes,
    lost_page,
    missing_sections,
    related,
)

from ._six_parts import SIX_PARTS, clause, part

LAW = "regulations: 第五十条"

RULE = Rule(
    code="GK101",
    name="missing-section",
    severity=ERROR,
    summary=Text("缺少六个部分之一", "one of the six parts is absent"),
    clauses=(LAW, *SIX_PARTS),
    messages={
        "default": Text(
            "缺少{part}“{title}”，应在这一标题之前",
            "{part} “{title}” is missing; it should stand before this heading",
        ),
        "end": Text(
            "缺少{part}“{title}”，到文末也未检出",
            "{part} “{title}” is missing; the text ends without it",
        ),
        "heading": Text(
            "缺少{part}的标题“{title}”：这张表格属于该部分，前面没有标题",
            "the heading of {part}, “{title}”, is missing: this table of it has none before it",
        ),
        "lost-page": Text(
            "可能缺了一页：“{last}”之后的内容没有了，"
            "包括{table}的表格自“{first}”起 {count} 行和{parts}",
            "a page is probably lost: what follows “{last}” is gone, {count} rows of"
            " the table of {table} from “{first}” on, and {parts}",
        ),
        "tail": Text(
            "文章到此为止，其后缺少{parts}；如是排版或转换时丢失，请对照原件",
            "the text ends here, without {parts}; if they were lost in conversion, go back to the"
            " original",
        ),
        "head": Text(
            "文章从{first}开始，其前缺少{parts}；如是排版或转换时丢失，请对照原件",
            "the text begins with {first}, without {parts}; if they were lost in conversion, go"
            " back to the original",
        ),
        "none": Text(
            "有标题，但六个部分的标题一个也未检出",
            "there is a title, but no heading of any of the six parts",
        ),
        "no-headings": Text(
            "有表格，但六个部分的标题一个也未检出，可能在转换时丢失，或者写法无法识别",
            "there are tables, but no heading of any of the six parts: lost in conversion, or"
            " written in a way that is not known",
        ),
    },
    advice=Text(
        "补上缺少的部分；没有发生的事项也要保留标题和表格，数字填 0",
        "add the part; where nothing happened keep heading and table and fill in 0",
    ),
    years=(2019, None),
    needs_prose=True,
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield each absent part; parts lost with one page are one finding."""
    if not report.sections:
        if report.title and report.tables:
            yield finding(report.title.place, "no-headings", severity=WARNING, clauses=(LAW,))
        elif report.title:
            yield finding(report.title.place, "none", clauses=(LAW,))
        return
    page = lost_page(report)
    if page:
        yield _lost(report, page)
    explained = page.sections if page else ()
    missing = [form for form in missing_sections(report) if form not in explained]
    tail = _tail(report, missing)
    if len(tail) > 1:
        yield _cut_off(report, tail)
        missing = [form for form in missing if form not in tail]
    head = _head(report, missing)
    if len(head) > 1:
        yield _begun_late(report, head)
        missing = [form for form in missing if form not in head]
    for form in missing:
        yield _missing(report, form)


def _head(report: Report, missing: Sequence[SectionForm]) -> list[SectionForm]:
    """Return the absent parts before the first one there is of a text without its title, too: one
    cause, a first page that is lost."""
    if report.title is not None:
        return []
    first = report.sections[0].form.number
    tables = {table.form.section for table in report.tables}
    return [form for form in missing if form.number < first and form.number not in tables]


def _begun_late(report: Report, head: Sequence[SectionForm]) -> Finding:
    first = report.sections[0]
    return finding(
        first.place,
        "head",
        section=head[0].number,
        clauses=(LAW, *(clause(form.number) for form in head)),
        first=part(first.form.number),
        parts=_named(head),
    )


def _tail(report: Report, missing: Sequence[SectionForm]) -> list[SectionForm]:
    """Return the absent parts behind the last one there is: one cause, a text that breaks off."""
    last = max(section.form.number for section in report.sections)
    tables = {table.form.section for table in report.tables}
    return [form for form in missing if form.number > last and form.number not in tables]


def _cut_off(report: Report, tail: Sequence[SectionForm]) -> Finding:
    place, _ = _place_and_message(report, tail[0])
    return finding(
        place,
        "tail",
        section=tail[0].number,
        clauses=(LAW, *(clause(form.number) for form in tail)),
        parts=_named(tail),
    )


def _named(forms: Sequence[SectionForm]) -> Text:
    return Text(
        "、".join(f"{part(form.number).zh}“{form.title}”" for form in forms),
        ", ".join(f"{part(form.number).en} “{form.title}”" for form in forms),
    )


def _missing(report: Report, form: SectionForm) -> Finding:
    place, message = _place_and_message(report, form)
    table = next((table for table in report.tables if table.form.section == form.number), None)
    if table:
        place, message = report.source.line_place(table.place.line), "heading"
    return finding(
        place,
        message,
        section=form.number,
        expected=form.title,
        clauses=(LAW, clause(form.number)),
        part=part(form.number),
        title=form.title,
    )


def _lost(report: Report, page: LostPage) -> Finding:
    place, _ = _place_and_message(report, page.sections[0])
    names = [part(form.number) for form in page.sections]
    return finding(
        place,
        "lost-page",
        section=page.sections[0].number,
        related=[related(page.last.place, "表格在此中断", "the table breaks off here")],
        clauses=(LAW, *(clause(form.number) for form in page.sections)),
        last=inside_quotes(page.last.label),
        table=part(page.table.form.section),
        first=due_row_label(page.first, page.rows[0].key),
        count=len(page.rows),
        parts=Text("、".join(name.zh for name in names), ", ".join(name.en for name in names)),
    )


def _place_and_message(report: Report, form: SectionForm) -> tuple[Place, str]:
    """Return where a part should stand: at the next heading there is, else on the last line."""
    later = [section for section in report.sections if section.form.number > form.number]
    if later:
        return min(later, key=lambda section: section.form.number).place, "default"
    lines = report.lines
    last = max((number for number, line in enumerate(lines, 1) if line.strip()), default=1)
    return report.source.line_place(last), "end"
