"""Reads a YAML file keeping the line of every value, and refuses what YAML lets through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from criteria.errors import Fault
from criteria.model import Text

# The C parser is several times faster; the pure one gives the same nodes.
_Base: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[+-]?\d[\d_]*")
_FLOAT = re.compile(r"[+-]?(\d[\d_]*)?\.?\d+([eE][+-]?\d+)?|[+-]?\d+\.")
_YAML = "tag:yaml.org,2002:"
#: Far above any catalogue; stops references that multiply one another.
MOST_VALUES = 500_000
#: Deeper nesting than any entry's. The C parser would not come back from a hundred thousand.
DEEPEST = 100
_BRACKET = re.compile(r"[\[\]{}]")
_INDENT = re.compile(rf"^[ \-?]{{{4 * DEEPEST}}}", re.M)

Pointer = tuple[str | int, ...]


class TooLargeError(Exception):
    """More than MOST_VALUES values."""


class Source:
    """A parsed file: ``data`` as plain values, and the line of each value by its path.

    ``content`` None stands for a file that is not there. Nothing is raised: ``faults`` says
    what is wrong, and ``data`` is None where nothing could be read. Days stay texts, so
    that one JSON Schema describes the file. The value of a key is said to stand where its key is.
    """

    def __init__(self, content: bytes | None, shown_as: str) -> None:
        self.file = shown_as
        self.data: Any = None
        self.lines: dict[Pointer, int] = {(): 1}
        self.faults: list[Fault] = []
        self._count = 0
        self._read(content)

    def line(self, pointer: Pointer) -> int:
        """Line (from 1) of the value at ``pointer``, or of its nearest known parent."""
        while pointer not in self.lines:
            pointer = pointer[:-1]
        return self.lines[pointer]

    def fault(self, pointer: Pointer, code: str, **params: str | Text) -> Fault:
        return Fault(self.file, self.line(pointer), code, tuple(sorted(params.items())))

    def _add(self, line: int, code: str, **params: str) -> None:
        self.faults.append(Fault(self.file, line, code, tuple(sorted(params.items()))))

    def _read(self, content: bytes | None) -> None:
        if content is None:
            return self._add(1, "missing_file")
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            return self._add(content[: error.start].count(b"\n") + 1, "not_utf8")
        if _too_deep(text):
            return self._add(1, "too_deep")
        try:
            loader = _Base(text)
            try:
                node = loader.get_single_node()
            finally:
                loader.dispose()
            if node is None:
                return self._add(1, "empty_file")
            self.data = self._value(node, (), node.start_mark.line + 1)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
            self._add(mark.line + 1 if mark else 1, "not_yaml", problem=str(problem))
        except RecursionError:
            self._add(1, "too_deep")
        except TooLargeError:
            self._add(1, "too_large", most=str(MOST_VALUES))

    def _value(self, node: yaml.Node, at: Pointer, line: int) -> Any:
        self._count += 1
        if self._count > MOST_VALUES:
            raise TooLargeError
        self.lines[at] = line
        if isinstance(node, yaml.MappingNode):
            self._tag(node, "map")
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            self._tag(node, "seq")
            return [
                self._value(item, (*at, i), item.start_mark.line + 1)
                for i, item in enumerate(node.value)
            ]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, at: Pointer) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._add(line, "complex_key")
                continue
            key = str(key_node.value)
            if key in result:
                self._add(line, "key_twice", key=key)
                continue
            result[key] = self._value(value_node, (*at, key), line)
        return result

    def _tag(self, node: yaml.Node, *accepted: str) -> bool:
        if node.tag.removeprefix(_YAML) in accepted:
            return True
        self._add(node.start_mark.line + 1, "tag", tag=node.tag)
        return False

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        kind, text = node.tag.removeprefix(_YAML), node.value
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() in ("true", "yes", "on")
        if kind in ("int", "float"):
            # YAML also takes 0x1F, 1:30 and .inf for numbers; no editor means them.
            if not (_INTEGER if kind == "int" else _FLOAT).fullmatch(text):
                self._add(node.start_mark.line + 1, "not_a_number", value=text)
                return 0
            plain = text.replace("_", "")
            return int(plain) if kind == "int" else float(plain)
        self._tag(node, "str", "timestamp")
        return text


def _too_deep(text: str) -> bool:
    depth = 0
    for match in _BRACKET.finditer(text):
        depth += 1 if match[0] in "[{" else -1
        if depth > DEEPEST:
            return True
    return _INDENT.search(text) is not None


def entries(source: Source, key: str) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The entries of the list under ``key``, each with its path in the file."""
    if isinstance(source.data, dict) and isinstance(source.data.get(key), list):
        for i, entry in enumerate(source.data[key]):
            if isinstance(entry, dict):
                yield (key, i), entry
