"""What the plugin gives to gklint: the implementations of its hooks, and nothing else."""

from gklint.api import OutputFormat, Text, hookimpl
from gklint_example import gzip_reader, round_number, tally

#: The version of the hooks that this is written for.
GKLINT_API = 1


@hookimpl
def gklint_rules():
    """Return the modules of the rules."""
    return [round_number]


@hookimpl
def gklint_readers():
    """Return the modules of the readers."""
    return [gzip_reader]


@hookimpl
def gklint_reporters():
    """Return the output formats."""
    about = Text("每份报告一行：错误、警告、提示的数目", "a line a report: errors, warnings, infos")
    return [OutputFormat("tally", about, tally.Reporter)]


@hookimpl
def gklint_words():
    """Return words to add to gklint's lists."""
    return {
        "listed_words": {"政务大厅": {"instead": "政务服务中心", "why": "机构已更名"}},
        "misspellings": {"公开目彔": {"right": "公开目录", "source": "《现代汉语词典》"}},
    }
