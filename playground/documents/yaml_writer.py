"""Values → YAML: texts of several lines as literal blocks, and what a reader of YAML 1.1 would take for no text in quotes."""

from __future__ import annotations

import re
from typing import Any

import yaml

from playground.documents.yaml_text import is_word
from playground.jsontext.strict import well_formed

_WIDEST = 2**31
"""Characters of a line: none is folded."""
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
"""What YAML 1.1 reads as a line end, and so as a space or as LF, unless it is escaped in double quotes."""


class _Dumper(yaml.SafeDumper):
    """PyYAML's own, but for texts of several lines; it writes no aliases, and lists in the indentation that people use."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        """Whether a value is written anew wherever it stands: always."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's signature
        """Indent what follows; the items of a list as well."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A text: as a literal block where it has several lines and a block can hold it, and in quotes where another kind would be read."""
    style = '"' if _LINE_ENDS.search(text) else "|" if "\n" in text else None if is_word(text) else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", well_formed(text), style=style)


_Dumper.add_representer(str, _text)


def write_yaml(value: Any) -> str:
    """A value of JSON's kinds as YAML, whose members are in their own order."""
    text: str = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDEST)
    return text
