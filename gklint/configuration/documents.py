"""A configuration file read, in YAML or TOML: plain data, and the line of each value."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

from gklint.support.bilingual import Text
from gklint.support.locations import Document
from gklint.support.problems import ConfigurationError, Path, Problem
from gklint.support.written_files import bytes_of_written, text_of_written

#: A part of a key in TOML: bare or quoted.
_KEY = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""

#: What tomllib says of the usual slips, and the same for people who read Chinese.
_CHINESE = {
    "Cannot overwrite": "这个键写了两次",
    "Cannot declare": "这一节写了两次",
    "Expected '=' after a key": "键的后面缺少等号",
    "Unclosed array": "方括号没有写完",
    "Unterminated string": "引号没有写完",
    "Illegal character": "有不能用的字符，或引号没有写完",
    "Invalid value": "缺少值，或值的写法不对：文字要加引号",
    "Expected newline or end of document": "一行写了两项，或引号、括号不对",
}


_NOT_SHOWN = Text(
    "不合要求，不能使用；文件在这份配置的文件夹之外，不显示其内容",
    "cannot be used; it lies outside of the configuration's folder, so nothing of it is shown",
)


def read_document(path: str, text: str | None = None) -> Document | Problem:
    """Return what a file says, or what is wrong with it; an empty one says nothing: {}.

    With `text` it says that, whatever stands in the file.
    """
    try:
        if text is None:
            text = text_of_written(bytes_of_written(path), path)
        return _toml(path, text) if path.lower().endswith(".toml") else _yaml(path, text)
    except ConfigurationError as error:
        return error.problems[0]


def showable(problems: Iterable[Problem], file: str, named_by: str) -> Iterator[Problem]:
    """Yield what is wrong with a file that a configuration names, as far as it may be shown.

    A configuration from outside could name any file of the user (`extends: ~/.netrc`), and what is
    said of it may be read by others, on a build server or in a bug report. So of a file that is
    not in the folder of the configuration only that and where something is wrong is told.
    """
    folder = os.path.realpath(os.path.dirname(named_by) or os.curdir).rstrip(os.sep) + os.sep
    if os.path.realpath(file).startswith(folder):
        yield from problems
        return
    for problem in problems:
        line = problem.line if problem.path == file else 0
        # Without a line it is what the system says of the file.
        system = problem.path == file and not line and not problem.key
        yield problem if system else Problem(file, line, "", _NOT_SHOWN)


def _yaml(path: str, text: str) -> Document:
    # Imported here: a run without configuration does without it.
    from gklint.support.yaml_files import yaml_document

    document = yaml_document(text, path)
    return document._replace(data={}) if document.data is None else document


def _toml(path: str, text: str) -> Document | Problem:
    # Imported here: a run without configuration does without it.
    try:
        import tomllib
    except ModuleNotFoundError:
        # Python 3.10 has it under the name of the package that it came from.
        try:
            import tomli as tomllib  # type: ignore[import-not-found,no-redef]  # where there is no tomllib
        except ModuleNotFoundError:
            return Problem(
                path,
                0,
                "",
                Text(
                    "Python 3.10 读取 TOML 需要 tomli：运行 pip install tomli，或改用 gklint.yaml",
                    "Python 3.10 needs tomli to read TOML: pip install tomli, or use gklint.yaml",
                ),
            )
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"at line (\d+)", str(error))
        what = re.sub(r" \(at .*\)$", "", str(error))
        line = int(match[1]) if match else text.count("\n") + 1
        known = next((zh for words, zh in _CHINESE.items() if words in what), what)
        return Problem(path, line, "", Text(f"不是有效的 TOML：{known}", f"not valid TOML: {what}"))
    except RecursionError:
        return Problem(path, 0, "", Text("嵌套太深", "nested too deeply"))
    except ValueError:
        # Python reads no number of more than 4,300 digits.
        return Problem(path, 0, "", Text("数字太长", "a number is too long"))
    prefix: Path = ()
    if os.path.basename(path) == "pyproject.toml":
        prefix = ("tool", "gklint")
        if not (isinstance(data.get("tool"), dict) and "gklint" in data["tool"]):
            return Problem(path, 0, "", Text("没有 [tool.gklint] 一节", "no table [tool.gklint]"))
        data = data["tool"]["gklint"]
    return Document(path, data, _toml_lines(text), prefix)


def _toml_lines(text: str) -> dict[Path, int]:
    """Return the line of each table and key, found by their look: tomllib keeps no places."""
    lines: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.match(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$", line):
            table = _toml_key(match[1])
            lines.setdefault(table, number)
        elif match := re.match(rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*=", line):
            lines.setdefault(table + _toml_key(match[1]), number)
    return lines


def _toml_key(written: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_KEY, written))
