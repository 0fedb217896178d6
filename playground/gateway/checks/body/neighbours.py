"""What a template writes just before and just behind a place in it, whatever the data are: texts, references and blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.vtl.syntax.element import Element
from playground.vtl.syntax.statements import Block, Directive, IfDirective, SetDirective, TemplateBody
from playground.vtl.syntax.texts import Text
from playground.vtl.syntax.walk import walk

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTHING_WRITTEN = frozenset({"break", "define", "macro", "stop"})
_ENDS_EARLY = frozenset({"break", "stop"})


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a template: child `index` of a `block` that belongs to the statement `owner`."""

    owner: Element
    block: Block
    index: int

    @property
    def element(self) -> Element:
        """The part itself."""
        child: Element = self.block.children[self.index]
        return child


TreePath = tuple[Step, ...]
"""A part of a template with all that it stands in, outermost first."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What is written next: the part at `path`; `is_edge`: it is a loop or the like, whose own block begins or ends there."""

    path: TreePath
    is_edge: bool = False

    @property
    def element(self) -> Element:
        """The part itself."""
        return self.path[-1].element


def path_to(tree: TemplateBody, offset: int) -> TreePath:
    """The part of a template that holds the character at `offset`: a text, mostly; empty where that is in no block."""
    path: list[Step] = []
    owner: Element = tree
    while True:
        step = next(
            (
                Step(owner, block, index)
                for block in blocks_of(owner)
                for index, child in enumerate(block.children)
                if start_of(child) <= offset < stop_of(child)
            ),
            None,
        )
        if step is None:
            return tuple(path)
        path.append(step)
        owner = step.element


def next_after(path: TreePath) -> Neighbour | None:
    """What is written behind a part; None at the end of the template."""
    return _neighbour(path, 1)


def next_before(path: TreePath) -> Neighbour | None:
    """What is written before a part; None at the start of the template."""
    return _neighbour(path, -1)


def _neighbour(path: TreePath, way: int) -> Neighbour | None:
    while path:
        step = path[-1]
        children = step.block.children
        indexes = range(step.index + way, len(children) if way > 0 else -1, way)
        index = next((index for index in indexes if not _is_silent(children[index])), None)
        if index is not None:
            return Neighbour((*path[:-1], Step(step.owner, step.block, index)))
        path = path[:-1]
        if isinstance(step.owner, Directive):
            return Neighbour(path, is_edge=True)
    return None


def blocks_of(owner: Element) -> Sequence[Block]:
    """The blocks that a statement, or a whole template, may write."""
    if isinstance(owner, IfDirective):
        last = [owner.else_block.block] if isinstance(owner.else_block, Element) else []
        return [owner.block, *(branch.block for branch in owner.elseifs), *last]
    block = owner.block if isinstance(owner, TemplateBody | Directive) else None
    return [block] if isinstance(block, Block) else []


def optional_blocks(element: Element) -> Sequence[Block]:
    """The blocks of an #if that writes nothing where no condition of it holds; none for all else."""
    is_optional = isinstance(element, IfDirective) and not isinstance(element.else_block, Element)
    return blocks_of(element) if is_optional else ()


def _is_silent(element: Element) -> bool:
    """Whether a part never writes anything but blanks."""
    if isinstance(element, Text):
        return not element.text.strip()
    if isinstance(element, Directive) and (element.name in _NOTHING_WRITTEN or element.name != "foreach"):
        return element.name in _NOTHING_WRITTEN
    blocks = blocks_of(element)
    return isinstance(element, SetDirective) or (bool(blocks) and all(_is_silent(child) for block in blocks for child in block.children))


def text_of(element: Element) -> str:
    """The text that a part is, without blanks around; empty where it is no text."""
    return str(element.text).strip() if isinstance(element, Text) else ""


def first_text(block: Block) -> str:
    """The text with which a block begins; empty where it begins with something else."""
    return next((text_of(child) for child in block.children if not _is_silent(child)), "")


def last_text(block: Block) -> str:
    """The text with which a block ends; empty where it ends with something else."""
    return next((text_of(child) for child in reversed(block.children) if not _is_silent(child)), "")


def last_part(block: Block) -> Element | None:
    """The last part of a block that writes something."""
    return next((child for child in reversed(block.children) if not _is_silent(child)), None)


def goes_to_its_end(loop: Directive) -> bool:
    """Whether nothing in a loop ends it early."""
    return not any(isinstance(one, Directive) and one.name in _ENDS_EARLY for one in walk(loop))


def start_of(element: Element) -> int:
    """The offset at which a part begins in the text of the template."""
    return element.tokens[0].start


def stop_of(element: Element) -> int:
    """The offset behind a part, the rest of a line that it swallows included."""
    return element.tokens[-1].stop
