"""YAML → a tree with places, from PyYAML's events: none of its constructors run, and no object is ever made.

Plain scalars are read by YAML 1.2's core schema, so that `on` and `no` are texts. Of 1.1 the merge key `<<` is read too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from playground.diagnostics import Span, position
from playground.documents.tree import DEEPEST, MOST_NODES, MalformedDocument, Node, Scalar, SourceFile
from playground.jsontext.source import JsonNumber
from playground.words import shorten

_LOADER: type[yaml.CBaseLoader | yaml.BaseLoader] = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
_PLAIN: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_TOO_DEEP = f"The YAML is nested more than {DEEPEST} levels deep"
_STANDARD = "tag:yaml.org,2002:"


def read_yaml(text: str, file: SourceFile | None = None) -> Node:
    """The tree of the one YAML document in a text, which is that of `file` where it is a companion. MalformedDocument for what is none,
    and for two.
    """
    try:
        return _Composer(text, file).compose()
    except UnicodeEncodeError as error:
        raise MalformedDocument("This is not YAML: half a surrogate pair is no character", error.start) from None
    except yaml.reader.ReaderError as error:
        raise MalformedDocument(f"This is not YAML: {error.reason}", error.position) from None
    except yaml.MarkedYAMLError as error:
        _raise_marked(text, error)


def _raise_marked(text: str, error: yaml.MarkedYAMLError) -> NoReturn:
    """Raise what PyYAML found wrong, in its words but for a tab, which it calls a character."""
    mark = error.problem_mark or error.context_mark
    offset: int = getattr(mark, "index", 0)
    if "nesting depth" in str(error.problem):  # libyaml's own limit, which it meets while it looks ahead
        raise MalformedDocument(_TOO_DEEP, offset) from None
    if text[offset : offset + 1] == "\t":
        raise MalformedDocument("This is not YAML: a tab stands where spaces indent", offset) from None
    context = f" ({error.context})" if error.context else ""
    raise MalformedDocument(f"This is not YAML: {error.problem}{context}", offset) from None


@dataclass(slots=True)
class _Open:
    """A list or a mapping whose end has not come; `name` waits for its value."""

    node: Node
    anchor: str | None
    name: Node | None = None
    merged: list[Node] = field(default_factory=list)


class _Composer:
    """Builds the tree of one text. It keeps a stack of its own, so that no nesting exhausts Python's."""

    def __init__(self, text: str, file: SourceFile | None) -> None:
        self.text = text
        self.file = file
        self.anchors: dict[str, Node | None] = {}
        """Each anchor's node; None while that is still open, for it cannot hold itself."""
        self.open: list[_Open] = []
        self.root: Node | None = None

    def compose(self) -> Node:
        """The root of the text's one document. MalformedDocument, yaml.YAMLError."""
        for event in yaml.parse(self.text, Loader=_LOADER):
            span = _span(event)
            if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                raise MalformedDocument("A second YAML document begins here: only a file with one can be read", span.start)
            if isinstance(event, yaml.AliasEvent):
                self._put(self._anchored(str(event.anchor), span))
            elif isinstance(event, yaml.ScalarEvent):
                self._finish(Node(_scalar(event), span, _tag(event.tag), file=self.file), event.anchor)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._begin(event, span)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end(span)
        if self.root is None or self.root.span.start == self.root.span.end:
            raise MalformedDocument("There is nothing in this: it is empty, or has comments alone", 0)
        return self.root

    def _begin(self, event: yaml.CollectionStartEvent, span: Span) -> None:
        if len(self.open) == DEEPEST:
            raise MalformedDocument(_TOO_DEEP, span.start)
        if event.anchor:
            self.anchors[event.anchor] = None
        is_list = isinstance(event, yaml.SequenceStartEvent)
        self.open.append(_Open(Node([] if is_list else {}, span, _tag(event.tag), file=self.file), event.anchor))

    def _end(self, span: Span) -> None:
        ended = self.open.pop()
        node = ended.node
        for other in ended.merged:
            for name, member in other.members.items():
                if name not in node.members:
                    node.members[name] = member
                    node.names[name] = other.name_span(name)
                    node.size += member.size
        node.span = Span(node.span.start, span.end)
        self._finish(node, ended.anchor)

    def _finish(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = node
        self._put(node)

    def _anchored(self, name: str, span: Span) -> Node:
        """The node of an alias."""
        if name not in self.anchors:
            raise MalformedDocument(f"The alias *{name} has no anchor &{name} before it", span.start)
        node = self.anchors[name]
        if node is None:
            raise MalformedDocument(f"The alias *{name} stands inside of its own anchor, so it would never end", span.start)
        return node

    def _put(self, node: Node) -> None:
        """Put a node where it belongs: the root, an item, a name, or the value of the name before it."""
        if not self.open:
            self.root = node
            return
        holder = self.open[-1]
        if holder.node.size + node.size > MOST_NODES:
            raise MalformedDocument(f"The YAML has more than {MOST_NODES:,} values, what aliases repeat counted each time", node.span.start)
        if isinstance(holder.node.value, list):
            holder.node.items.append(node)
        elif holder.name is None:
            holder.name = self._named(holder.node, node)
            return
        elif (name := self._spelt(holder.name)) == "<<" and (node.members or node.items):
            holder.merged += node.items or [node]
            holder.name = None
            return
        else:
            holder.node.members[name] = node
            holder.node.names[name] = holder.name.span
            holder.name = None
        holder.node.size += node.size

    def _named(self, holder: Node, name: Node) -> Node:
        """A name, which must be a scalar and new."""
        if isinstance(name.value, list | dict):
            raise MalformedDocument("A list or a mapping stands where the name of a member is expected", name.span.start)
        spelt = self._spelt(name)
        if spelt in holder.members:
            first = position(self.text, holder.names[spelt].start).line
            raise MalformedDocument(f'The name "{shorten(spelt, 60)}" stands twice in one mapping (first in line {first})', name.span.start)
        return name

    def _spelt(self, name: Node) -> str:
        """A name as text: as it is written where it is a number, `true` or null."""
        return str(name.value) if isinstance(name.value, str) else self.text[name.span.start : name.span.end]


def _span(event: Any) -> Span:
    """Where an event stands; its types let a mark be None, which no reader's is."""
    return Span(event.start_mark.index, event.end_mark.index)


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    """The value of a scalar: a text unless it is plain and the core schema knows it otherwise."""
    text: str = event.value
    if not event.implicit[0] or event.style:
        return text
    if is_word(text):
        return text
    return _PLAIN[text] if text in _PLAIN else JsonNumber(text)


def is_word(text: str) -> bool:
    """Whether a plain scalar of this text is a text, as opposed to a number, a truth value or null."""
    return text not in _PLAIN and _NUMBER.fullmatch(text) is None


def _tag(tag: str | None) -> str:
    """A document's own tag, such as `!Sub`; the standard ones are told by the value."""
    return "" if not tag or tag.startswith(_STANDARD) or tag == "!" else tag


@dataclass(frozen=True, slots=True)
class ScalarStyle:
    """How a scalar stands: its style (`|`, `>`, `"`, `'`, or "" for a plain one), whether inside of `[…]` or `{…}`, and the column (from 0)
    of the mapping or list that holds it; `in_list`: it is an item.
    """

    style: str
    in_flow: bool
    column: int
    in_list: bool


@dataclass(slots=True)
class _Holder:
    """A list or mapping that is open, and its column as soon as that is known."""

    is_list: bool
    in_flow: bool
    column: int | None = None


def scalar_styles(text: str) -> dict[int, ScalarStyle]:
    """The style of every scalar of a document that can be read, by the offset at which its span begins."""
    found: dict[int, ScalarStyle] = {}
    open_: list[_Holder] = []
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionEndEvent):
            open_.pop()
        if not isinstance(event, yaml.NodeEvent) or isinstance(event, yaml.DocumentStartEvent):
            continue
        holder = open_[-1] if open_ else None
        start = _span(event).start
        if holder is not None and holder.column is None:
            holder.column = _indentation(text, start, is_list=holder.is_list)
        if isinstance(event, yaml.CollectionStartEvent):
            in_flow = bool(event.flow_style) or (holder is not None and holder.in_flow)
            open_.append(_Holder(isinstance(event, yaml.SequenceStartEvent), in_flow))
        elif isinstance(event, yaml.ScalarEvent) and holder is not None:
            found[start] = ScalarStyle(event.style or "", holder.in_flow, holder.column or 0, holder.is_list)
    return found


def _indentation(text: str, first: int, *, is_list: bool) -> int:
    """The column of a block list or mapping whose first item or name begins at an offset: of its `-` or `?` where it has one."""
    begin = max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) + 1
    before = text[begin:first].removeprefix("\ufeff")
    sign = "-" if is_list else "?"
    return before.rindex(sign) if before.rstrip().endswith(sign) else len(before)
