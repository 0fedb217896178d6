"""What a name stands for: a parameter's value, a resource's name, a pseudo parameter's value; a placeholder where that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.intrinsics.calls import Unresolved, filled, harmless
from playground.documents.tree import Node
from playground.words import shorten

if TYPE_CHECKING:
    from playground.documents.intrinsics.values import Values

_PSEUDO: dict[str, str | None] = {
    "AWS::AccountId": None,
    "AWS::NotificationARNs": None,
    "AWS::Partition": "aws",
    "AWS::Region": None,
    "AWS::StackId": None,
    "AWS::StackName": None,
    "AWS::URLSuffix": "amazonaws.com",
}
"""Pseudo parameters, and the value of those that nearly every deployment has."""
_LISTS = ("CommaDelimitedList", "List<")
_FETCHED = "AWS::SSM::Parameter::"
"""How the type of a parameter begins whose default is the name of its value."""


class Names:
    """Finds the values of names in one template."""

    def __init__(self, evaluator: Values) -> None:
        self.evaluator = evaluator
        self.notes: list[tuple[str, Node]] = []
        """What is to be told: sentences, and the nodes that they are about."""

    def knows(self, name: str) -> bool:
        """Whether the template has the name."""
        template = self.evaluator.template
        return name in _PSEUDO or name in template.parameters.members or name in template.resources.members

    def value(self, name: str, at: Node) -> Node:
        """What `Ref` of a name gives, in place of `at`. Unresolved."""
        template, sources = self.evaluator.template, self.evaluator.sources
        if name in _PSEUDO:
            return filled(sources.fill(name, at, _PSEUDO[name]), at)
        if name in template.parameters.members:
            return self._parameter(name, at)
        own = template.own_name(name)
        text = self._own(own) if own is not None else None
        if text is not None:
            return filled(sources.fill(name, at, text, known=True), at)
        if name not in template.resources.members:
            self.notes.append((f"{name} is no parameter and no resource of this template: CloudFormation would refuse it.", at))
        return filled(sources.fill(harmless(name), at), at)

    def attribute(self, name: str, attribute: str, at: Node) -> Node:
        """What `Fn::GetAtt` gives: it is known when the template is deployed."""
        if name not in self.evaluator.template.resources.members:
            self.notes.append((f"{name} is no resource of this template: CloudFormation would refuse it.", at))
        return filled(self.evaluator.sources.fill(harmless(f"{name}.{attribute}"), at), at)

    def open(self, name: str, at: Node) -> Node:
        """A value that only a deployment knows."""
        return filled(self.evaluator.sources.fill(harmless(name), at), at)

    def _own(self, own: Node) -> str | None:
        found = self.evaluator.value(own)
        return found.text if found is not None else None

    def _parameter(self, name: str, at: Node) -> Node:
        declared = self.evaluator.template.parameters.members[name]
        kind, default = declared.get("Type"), declared.get("Default")
        type_ = (kind.text if kind else None) or "String"
        known = default.text if default is not None and not type_.startswith(_FETCHED) else None
        text = self.evaluator.sources.fill(name, at, known)
        self._check_allowed(name, text, declared, at)
        if type_.startswith(_LISTS) or f"<{_LISTS[1]}" in type_:
            return Node([filled(one.strip(), at) for one in text.split(",")], at.span, file=at.file)
        return filled(text, at)

    def _check_allowed(self, name: str, text: str, declared: Node, at: Node) -> None:
        """Refuse a value that somebody gave and CloudFormation would not take. Unresolved."""
        allowed = declared.get("AllowedValues")
        if name not in self.evaluator.sources.given or allowed is None or not allowed.items:
            return
        texts = [one.text for one in allowed.items]
        if text not in texts:
            listed = ", ".join(str(one) for one in texts[:10])
            raise Unresolved(f'the value "{shorten(text, 60)}" of the parameter {name} is none of its AllowedValues: {listed}', at)
