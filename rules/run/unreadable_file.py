"""文件应当读得出来，每个字节都能按其编码解出文字。

为什么
    读不出来的文件没有检查过，不能当作没有问题。个别字节解不出时，其余内容照常检查，但解不出的地方
    可能正是一个数字。

错误示例
    report.txt 其实是改了后缀的 PDF；或者文件中混有两种编码

正确示例
    report.txt 是 UTF-8 编码的纯文本

如何修改
    按所说的原因处理：改正后缀，去掉密码，装上所缺的组件；文件已损坏或有乱码的，从原件重新导出，文本
    用 UTF-8 编码。
"""

from gklint.api import ERROR, Place, Report, Rule, Text, Verdicts, finding

RULE = Rule(
    code="GK901",
    name="unreadable-file",
    severity=ERROR,
    summary=Text("文件无法读取或有字节无法解码", "the file, or some bytes of it, cannot be read"),
    clauses=(),
    messages={
        "unreadable": Text("文件无法读取：{reason}", "the file cannot be read: {reason}"),
        "undecodable": Text(
            "有 {count} 处字节不能按 {encoding} 解码，第一处在第 {offset} 字节；"
            "这些地方的文字没有检查",
            "bytes at {count} places are no {encoding}, the first is byte {offset};"
            " what stood there was not checked",
        ),
    },
    advice=Text(
        "请核对这个文件，从原件重新导出（文本用 UTF-8 编码）再检查",
        "check the file, export it again (text as UTF-8), and check that",
    ),
    whole_run=True,
    suppressible=False,
)


def check(report: Report) -> Verdicts:
    """Yield the bytes of the file that stand for no character."""
    source = report.source
    bad = source.undecodable
    if bad:
        place = Place(bad.line, bad.column, bad.line, bad.column + 1)
        yield finding(
            place,
            "undecodable",
            count=bad.lost,
            offset=bad.byte_offset + 1,
            encoding=source.encoding.upper(),
        )
