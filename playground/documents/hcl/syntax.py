"""The tree of HCL: a body holds attributes and blocks, an attribute an expression. Nodes are fields and a place, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from playground.diagnostics import Span
    from playground.documents.tree import Node, Scalar, SourceFile


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """What has a value. `span` is its place in `file` (None: the main document)."""

    span: Span
    file: SourceFile | None


@dataclass(frozen=True, slots=True, eq=False)
class Constant(Expression):
    """A number, true, false or null."""

    value: Scalar


@dataclass(frozen=True, slots=True, eq=False)
class Name(Expression):
    """What a reference begins with: `var`, `each`, a type of resources, a variable of a `for`."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Attribute(Expression):
    """`of.name`; also `of.0`, whose name is digits."""

    of: Expression
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Index(Expression):
    """`of[key]`."""

    of: Expression
    key: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Splat(Expression):
    """`of[*].steps` or `of.*.steps`: `each` is evaluated for every item, which is the value of the `Name` "*"."""

    of: Expression
    each: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Call(Expression):
    """`name(arguments)`; `spreads`: the last argument is a list of further ones (`...`)."""

    name: str
    arguments: tuple[Expression, ...]
    spreads: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Tuple(Expression):
    """`[a, b]`."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Object(Expression):
    """`{a = b}`: pairs of a key, which is a text where it is a bare name, and a value."""

    members: tuple[tuple[Expression, Expression], ...]


@dataclass(frozen=True, slots=True, eq=False)
class For(Expression):
    """`[for key, item in of : value if only]`, or with braces and `key_value => value` (`groups`: with `...`)."""

    key: str | None
    item: str
    of: Expression
    key_value: Expression | None
    value: Expression
    groups: bool
    only: Expression | None


@dataclass(frozen=True, slots=True, eq=False)
class Conditional(Expression):
    """`condition ? yes : no`."""

    condition: Expression
    yes: Expression
    no: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Operation(Expression):
    """`left operator right`; without `left` the operator stands before (`-`, `!`)."""

    operator: str
    left: Expression | None
    right: Expression


@dataclass(frozen=True, slots=True)
class Text:
    """A part of a template that stands as it is: `text`, which the template's source holds from `start` to `end`, `$${` for `${`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TemplateIf:
    """`%{ if condition }yes%{ else }no%{ endif }`."""

    condition: Expression
    yes: tuple[Part, ...]
    no: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class TemplateFor:
    """`%{ for key, item in of }body%{ endfor }`."""

    key: str | None
    item: str
    of: Expression
    body: tuple[Part, ...]


Part: TypeAlias = "Text | Expression | TemplateIf | TemplateFor"


@dataclass(frozen=True, slots=True, eq=False)
class Template(Expression):
    """A quoted string, a heredoc, or a template's file. `source` is the scalar: its text has quotes' escapes decoded, a `<<-`'s
    indentation taken off, and `${…}` as it is written.
    """

    source: Node
    parts: tuple[Part, ...]


@dataclass(slots=True, eq=False)
class Body:
    """What stands between a block's braces, or in a whole file."""

    attributes: dict[str, Expression] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """`type "label" "label" { body }`; `span` is its heading."""

    type: str
    labels: tuple[str, ...]
    body: Body
    span: Span
    file: SourceFile | None


Keyword: TypeAlias = Literal["if", "else", "endif", "for", "endfor"]
