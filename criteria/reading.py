"""Reads a YAML file keeping the line of every value, and refuses what YAML lets through."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from criteria.errors import Fault

# The C parser is several times faster; the pure one gives the same nodes.
_Base: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Pointer = tuple[str | int, ...]


class Source:
    """A parsed file: ``data`` as plain values, and the line of each value by its path."""

    def __init__(self, path: Path, shown_as: str) -> None:
        self.path = path
        self.file = shown_as
        self.data: Any = None
        self.lines: dict[Pointer, int] = {(): 1}
        self.faults: list[Fault] = []
        self._read()

    def line(self, pointer: Pointer) -> int:
        """Line (from 1) of the value at ``pointer``, or of its nearest known parent."""
        while pointer not in self.lines:
            pointer = pointer[:-1]
        return self.lines[pointer]

    def fault(self, pointer: Pointer, what: str, mend: str) -> Fault:
        return Fault(self.file, self.line(pointer), what, mend)

    def _read(self) -> None:
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            self.faults.append(Fault(self.file, 1, "The file is missing.", "Create it."))
            return
        except UnicodeDecodeError as error:
            line = self.path.read_bytes()[: error.start].count(b"\n") + 1
            self.faults.append(
                Fault(self.file, line, "This is not UTF-8 text.", "Save the file as UTF-8.")
            )
            return
        try:
            loader = _Base(text)
            try:
                node = loader.get_single_node()
            finally:
                loader.dispose()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            problem = getattr(error, "problem", None) or "the file cannot be read"
            self.faults.append(
                Fault(self.file, line, f"Not valid YAML: {problem}.", "Correct the syntax here.")
            )
            return
        if node is None:
            self.faults.append(Fault(self.file, 1, "The file is empty.", "Add its entries."))
            return
        try:
            self.data = self._value(node, ())
        except RecursionError:
            self.data = None
            self.faults.append(
                Fault(self.file, 1, "The nesting is too deep.", "Flatten the entry.")
            )

    def _value(self, node: yaml.Node, at: Pointer) -> Any:
        self.lines[at] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            result: dict[str, Any] = {}
            for key_node, value_node in node.value:
                key = str(key_node.value)
                if key in result:
                    self.faults.append(
                        Fault(
                            self.file,
                            key_node.start_mark.line + 1,
                            f"The key “{key}” is given twice.",
                            "Keep one of the two.",
                        )
                    )
                result[key] = self._value(value_node, (*at, key))
            return result
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*at, i)) for i, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node, at)

    def _scalar(self, node: yaml.ScalarNode, at: Pointer) -> Any:
        tag, text = node.tag, node.value
        if tag == "tag:yaml.org,2002:timestamp" and _DATE.fullmatch(text):
            # Kept as text, so that one JSON Schema describes the file; checked here.
            try:
                dt.date.fromisoformat(text)
            except ValueError:
                self.faults.append(
                    self.fault(at, f"“{text}” is not a day of the calendar.", "Correct the date.")
                )
            return text
        if tag == "tag:yaml.org,2002:null":
            return None
        if tag == "tag:yaml.org,2002:bool":
            return text.lower() in ("true", "yes", "on")
        if tag == "tag:yaml.org,2002:int":
            return int(text.replace("_", ""))
        if tag == "tag:yaml.org,2002:float":
            return float(text)
        if tag not in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"):
            self.faults.append(
                self.fault(at, f"The tag {tag} is not accepted.", "Write a plain value.")
            )
        return text


def entries(source: Source, key: str) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The entries of the list under ``key``, each with its path in the file."""
    if isinstance(source.data, dict):
        for i, entry in enumerate(source.data.get(key) or []):
            yield (key, i), entry
