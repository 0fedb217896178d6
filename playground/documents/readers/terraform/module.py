"""A module of Terraform: what its names mean, and the resources that it makes. Evaluated when it is asked for, each thing once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.hcl.evaluator import evaluate
from playground.documents.hcl.scope import Scope
from playground.documents.hcl.syntax import Expression, Name
from playground.documents.hcl.values import Lazy, Unknown, listed, object_of, open_value, scalar, unknown
from playground.documents.readers.found import Remark
from playground.documents.readers.terraform import calls
from playground.documents.readers.terraform.instance import Instance, remark
from playground.documents.readers.terraform.multiplied import Copy, copies
from playground.documents.readers.terraform.variables import Variables
from playground.documents.tree import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playground.documents.hcl.syntax import Block, Body
    from playground.documents.readers.terraform.context import Shared

_NAMED = frozenset({"resource", "data", "variable", "module", "output"})
"""Blocks of which a module has one of a name."""
_SAME_AS_ID = {
    "aws_dynamodb_table": "name",
    "aws_iam_role": "name",
    "aws_lambda_function": "function_name",
    "aws_s3_bucket": "bucket",
}
"""Resources whose id is one of their own attributes."""


class Module:
    """The blocks of a folder's files. `address` begins its resources' names; `given` are a call's arguments, None for the root."""

    def __init__(
        self, bodies: list[Body], shared: Shared, folder: str = ".", address: str = "", given: Mapping[str, Node] | None = None
    ) -> None:
        self.shared = shared
        self.folder = folder
        self.address = address
        self.blocks: dict[tuple[str, ...], Block] = {}
        self.locals: dict[str, Expression] = {}
        for block in (one for body in bodies for one in body.blocks):
            if block.type == "locals":
                self.locals |= block.body.attributes
            elif self.blocks.setdefault((block.type, *block.labels), block) is not block and block.type in _NAMED:
                name = ".".join(block.labels)
                shared.left_out.append(Remark("it stands twice in the module; the first one counts", block.span, name, block.file))
        self.variables = Variables(self, given)
        self.known: dict[tuple[str, ...], Node] = {}
        self.busy: set[tuple[str, ...]] = set()

    def scope(self, names: Mapping[str, Node] | None = None) -> Scope:
        """What names mean in this module, and in a block that is multiplied."""
        return Scope(self.find, self.shared.budget, self.shared.files, names or {})

    def find(self, name: str, at: Expression) -> Node:
        """What a reference begins with. Unknown."""
        special = _ROOTS.get(name)
        if special is not None:
            return special(self, at)
        if "_" in name:
            return self.lazy(at, name, lambda label, inner: self.resource(("resource", name, label), inner))
        raise unknown(f"{name} names nothing that is known here; a `${{` that is meant as text is written `$${{`", at)

    def lazy(self, at: Expression, what: str, find: Callable[[str, Expression], Node]) -> Lazy:
        """An object whose attributes `find` gives."""
        return Lazy({}, at.span, file=at.file, find=find, what=what)

    def data(self, kind: str, at: Expression) -> Node:
        """The data sources of a type."""
        return self.lazy(at, f"data.{kind}", lambda label, inner: self.resource(("data", kind, label), inner))

    def workspace(self, name: str, at: Expression) -> Node:
        """What `terraform.workspace` is: "default", unless somebody says otherwise."""
        if name != "workspace":
            raise unknown(f"terraform.{name} is not known", at)
        place = Node(None, at.span, file=at.file)
        return scalar(self.shared.sources.fill("terraform.workspace", place, "default"), at)

    def once(self, key: tuple[str, ...], at: Expression, make: Callable[[], Node]) -> Node:
        """The value under a key, made when it is first asked for. Unknown where it asks for itself on the way."""
        if key not in self.known:
            if key in self.busy:
                raise unknown(f"{'.'.join(key)} leads in a circle, back to itself", at)
            self.busy.add(key)
            try:
                self.known[key] = make()
            except RecursionError:
                raise unknown(f"what {'.'.join(key)} leads to is too deep", at) from None
            finally:
                self.busy.discard(key)
        return self.known[key]

    def child(self, bodies: list[Body], folder: str, address: str, given: Mapping[str, Node]) -> Module:
        """A module that this one calls."""
        return Module(bodies, self.shared, folder, address, given)

    def ask_for_files(self) -> None:
        """Name the module's other files as missing: something is not in those that were given."""
        self.shared.sources.missing[f"{self.folder}/*.tf".removeprefix("./")] = None

    def local(self, name: str, at: Expression) -> Node:
        """A local value. Unknown."""
        expression = self.locals.get(name)
        if expression is None:
            self.ask_for_files()
            raise unknown(f"there is no local value {name}", at)
        return self.once(("local", name), at, lambda: evaluate(expression, self.scope()))

    def resource(self, key: tuple[str, ...], at: Expression) -> Node:
        """A resource or a data source, `(kind, type, label)`: a list or an object of them where it is multiplied. Unknown."""
        block = self.blocks.get(key)
        address = ".".join(key[1:] if key[0] == "resource" else key)
        if block is None:
            return self.lazy(at, address, lambda name, inner: self.open(f"{self.address}{address}.{name}", inner))
        return self.multiplied(block, at, lambda copy: self._one(block, f"{self.address}{address}{copy.suffix}", copy))

    def multiplied(self, block: Block, at: Expression, make: Callable[[Copy], Node]) -> Node:
        """What `make` gives for each copy of a block, as a reference to it sees that."""
        made = [(one, make(one)) for one in self.copies(block)]
        if "for_each" in block.body.attributes:
            return object_of(((one.key, each) for one, each in made), at)
        return listed((each for _, each in made), at) if "count" in block.body.attributes else made[0][1]

    def copies(self, block: Block) -> list[Copy]:
        """The copies of a block. Unknown."""
        return copies(block, self.scope())

    def _one(self, block: Block, address: str, copy: Copy) -> Lazy:
        """A copy of a resource."""
        return Lazy({}, block.span, file=block.file, find=lambda name, at: self.attribute(block, address, copy, name, at), what=address)

    def attribute(self, block: Block, address: str, copy: Copy, name: str, at: Expression) -> Node:
        """An attribute of a resource: as the document says it, else open under its own name. Unknown."""
        found = self.written(block, address, copy, name, at)
        if found is not None and found.value is not None:
            return found
        own = _SAME_AS_ID.get(block.labels[0]) if name == "id" and block.type == "resource" else None
        if own in block.body.attributes:
            return self.attribute(block, address, copy, str(own), at)
        if (block.labels[0], name) == ("template_file", "rendered"):
            return self._rendered(block, address, copy, at)
        if block.labels[0] == "local_file" and name == "content" and "filename" in block.body.attributes:
            return self.shared.files.file(self.attribute(block, address, copy, "filename", at).text or "", at)
        return self.open(f"{address}.{name}", at)

    def written(self, block: Block, address: str, copy: Copy, name: str, at: Expression) -> Node | None:
        """An attribute, or the list of nested blocks of a name, as the document says it; None where it does not. Unknown."""
        scope = self.scope(copy.names)
        expression = block.body.attributes.get(name)
        if expression is not None:
            return self.once((address, name), at, lambda: evaluate(expression, scope))
        nested = [one for one in block.body.blocks if one.type == name or (one.type == "dynamic" and one.labels == (name,))]
        if not nested:
            return None
        return self.once((address, name), at, lambda: listed((made for one in nested for made in _nested(one, scope)), at))

    def _rendered(self, block: Block, address: str, copy: Copy, at: Expression) -> Node:
        """What the data source template_file gives: its template with its variables."""
        template = self.attribute(block, address, copy, "template", at)
        given = self.written(block, address, copy, "vars", at)
        scope = self.scope().alone(given.members if given else {})
        return evaluate(self.shared.files.parsed(template, at), scope)

    def open(self, name: str, at: Expression) -> Node:
        """What is put in for a name that nobody says the value of."""
        return open_value(name, self.shared.sources.given, at)

    def instances(self) -> Iterator[Instance]:
        """Every resource of the module and of those that it calls, in the order of the files."""
        for key, block in self.blocks.items():
            if len(key) == 3 and key[:2] in {("resource", key[1]), ("data", "aws_api_gateway_resource")} and key[1].startswith("aws_api"):
                kind = key[1] if key[0] == "resource" else ".".join(key[:2])
                yield from self._instances(block, kind, f"{self.address}{kind}.{key[2]}")
        for key, block in self.blocks.items():
            if key[0] == "module" and len(key) == 2:
                yield from self._of_call(block)

    def _instances(self, block: Block, kind: str, address: str) -> Iterator[Instance]:
        try:
            made = self.copies(block)
        except Unknown as error:
            self._leave_out(error, address)
            return
        at = Expression(block.span, block.file)
        for one in made:
            own = f"{address}{one.suffix}"

            def get(name: str, one: Copy = one, own: str = own) -> Node | None:
                found = self.written(block, own, one, name, at)
                return None if found is None or found.value is None else found

            ids = frozenset({f"{own}.id".replace('"', "")})
            yield Instance(kind, own, block.span, block.file, get, ids)

    def _of_call(self, block: Block) -> Iterator[Instance]:
        """The resources of a module that is called, for each of its copies."""
        try:
            for one in self.copies(block):
                yield from calls.child(self, block, one).instances()
        except Unknown as error:
            self._leave_out(error, f"module.{block.labels[0]}")

    def _leave_out(self, error: Unknown, name: str) -> None:
        self.shared.left_out.append(remark(error, name))


def _nested(block: Block, scope: Scope) -> Iterator[Node]:
    """A nested block as an object; a dynamic one once for each item that it goes through. Unknown."""
    at = Expression(block.span, block.file)
    if block.type != "dynamic":
        yield object_of(((name, evaluate(one, scope)) for name, one in block.body.attributes.items()), at)
        return
    iterator = block.body.attributes.get("iterator")
    name = iterator.name if isinstance(iterator, Name) else block.labels[0]
    for content in (one for one in block.body.blocks if one.type == "content"):
        for copy in copies(block, scope):
            each = copy.names.get("each")
            yield from _nested(content, scope.inside({name: each} if each else {}))


_ROOTS: dict[str, Callable[[Module, Expression], Node]] = {
    "var": lambda module, at: module.lazy(at, "var", module.variables.value),
    "local": lambda module, at: module.lazy(at, "local", module.local),
    "data": lambda module, at: module.lazy(at, "data", module.data),
    "module": lambda module, at: module.lazy(at, "module", lambda label, inner: calls.called(module, label, inner)),
    "path": lambda module, at: object_of(
        ((name, scalar(value, at)) for name, value in (("module", module.folder), ("root", "."), ("cwd", "."))), at
    ),
    "terraform": lambda module, at: module.lazy(at, "terraform", module.workspace),
}
"""What each of Terraform's own names means."""
