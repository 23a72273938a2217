"""YAML that people write for gklint: plain data with the line of every value, and clear errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import yaml

from gklint.support.bilingual import Text
from gklint.support.locations import Document
from gklint.support.problems import ConfigurationError, Path, Problem


class YamlError(ValueError):
    """What is written is no YAML, or says a key twice; `line` counts from 1."""

    def __init__(self, line: int, zh: str, en: str) -> None:
        super().__init__(f"line {line}: {en}")
        self.line = line
        self.zh = zh
        self.en = en


#: So many values a file may have, aliases written out: a few of them can stand for billions.
_MOST_VALUES = 50_000

#: What PyYAML says of the usual slips, and the same for people who read Chinese.
_CHINESE = {
    "mapping values are not allowed here": "这里不能有冒号；检查缩进，含“: ”的文字要加引号",
    "could not find expected ':'": "键的后面缺少冒号",
    "cannot start any token": "这里有不能用的字符；缩进只用空格，不用制表符",
    "did not find expected ',' or ']'": "方括号没有写完",
    "expected ',' or ']'": "方括号没有写完",
    "expected ',' or '}'": "花括号没有写完",
    "expected <block end>": "缩进不齐，或列表的一项缺少“- ”",
    "found undefined alias": "* 后的名称没有定义；含 * 的文字要加引号",
    "found unexpected end of stream": "引号没有写完",
    "special characters are not allowed": "有控制字符",
    "expected the node content": "内容没有写完",
    "could not determine a constructor": "有不认识的标签（!…）；以 ! 开头的文字要加引号",
    "found another document": "只能有一份内容，不能再用 --- 隔开",
    "unhashable key": "键应当是文字",
    "expected alphabetic or numeric character": "以 * 或 & 开头的文字要加引号",
}


class Written(NamedTuple):
    """What a YAML file says, and the line (from 1) of each value and of each key by its path."""

    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of a value, or that of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse_yaml(text: str) -> Written:
    """Return what `text` says; raises YamlError. An empty text says None."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return Written(None, {})
        if isinstance(node, yaml.ScalarNode) and (slip := _colon_slip(text)):
            raise slip
        _check_size(node, {})
        lines = dict(_lines(node, (), set()))
        return Written(loader.construct_document(node), lines)
    except YamlError:
        raise
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        known = next((zh for words, zh in _CHINESE.items() if words in what), what)
        raise _colon_slip(text) or YamlError(
            mark.line + 1 if mark else 1, f"不是有效的 YAML：{known}", f"not valid YAML: {what}"
        ) from error
    except RecursionError as error:
        raise YamlError(1, "嵌套太深", "nested too deeply") from error
    except ValueError as error:
        if isinstance(error, YamlError):
            raise
        # A date that there is not: 2023-02-30.
        what = "没有这个日期" if "out of range" in str(error) else str(error)
        line = next(
            (number for number, line in enumerate(text.splitlines(), 1) if _is_no_day(line)), 1
        )
        raise YamlError(line, f"不是有效的 YAML：{what}", f"not valid YAML: {error}") from error


def yaml_document(text: str, path: str) -> Document:
    """Return what the text of the file `path` says; raises ConfigurationError."""
    try:
        written = parse_yaml(text)
    except YamlError as error:
        what = Text(error.zh, error.en)
        raise ConfigurationError([Problem(path, error.line, "", what)]) from error
    return Document(path, written.data, written.lines)


class _Loader(yaml.SafeLoader):
    """Reads plain data, and stops where there is more of it than people write."""

    count = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next value; raises YamlError beyond the bound."""
        self.count += 1
        if self.count > _MOST_VALUES:
            raise _too_many(self.line + 1)
        return super().compose_node(parent, index)


def _too_many(line: int) -> YamlError:
    return YamlError(
        line,
        f"内容太多：最多 {_MOST_VALUES:,} 个值",
        f"there is too much in it: {_MOST_VALUES:,} values at most",
    )


def _check_size(node: yaml.Node, sizes: dict[int, int]) -> int:
    """Return how many values a node has, each alias counted as all that it stands for.

    Raises YamlError beyond the bound, and for what holds itself.
    """
    known = sizes.get(id(node))
    if known == 0:
        line = node.start_mark.line + 1
        raise YamlError(line, "别名指向自己所在的内容", "an alias stands for what it is in")
    if known is not None:
        return known
    sizes[id(node)] = 0
    size = 1
    for part in node.value if isinstance(node, yaml.CollectionNode) else ():
        for one in part if isinstance(part, tuple) else (part,):
            size += _check_size(one, sizes)
            if size > _MOST_VALUES:
                raise _too_many(node.start_mark.line + 1)
    sizes[id(node)] = size
    return size


def _colon_slip(text: str) -> YamlError | None:
    """Return the error for a key with “：” behind it, or with no space behind its “:”; YAML takes
    such a line for text."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r"[\s-]*[A-Za-z][A-Za-z0-9_-]*(：|:(?=[^\s:/]))", line):
            return YamlError(
                number,
                "键的后面要用半角冒号加空格，如 rule: GK301",
                "a colon and a space belong behind a key: rule: GK301",
            )
    return None


def _is_no_day(line: str) -> bool:
    day = re.search(r"\b(\d{4})-(\d\d?)-(\d\d?)\b", line)
    try:
        return day is not None and not date(*map(int, day.groups()))
    except ValueError:
        return True


def _lines(node: yaml.Node, path: Path, seen: set[int]) -> Iterator[tuple[Path, int]]:
    yield path, node.start_mark.line + 1
    if id(node) in seen:
        # An alias: its content has been gone through where the anchor stands.
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            line = key.start_mark.line + 1
            if name in names:
                raise YamlError(line, f"“{name}”写了两次", f"the key “{name}” stands twice")
            names.add(name)
            yield from _lines(value, (*path, name), seen)
            # The key's own line says more than that of a block below it.
            yield (*path, name), line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, index), seen)
