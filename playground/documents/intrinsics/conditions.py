"""Conditions: Fn::And, Fn::Or, Fn::Not, Fn::Equals, and Condition, which names another one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playground.documents.intrinsics.calls import Unresolved, list_of, text_of

if TYPE_CHECKING:
    from playground.documents.intrinsics.values import Values
    from playground.documents.tree import Node


class Conditions:
    """Says which conditions are true."""

    def __init__(self, evaluator: Values) -> None:
        self.evaluator = evaluator

    def truth(self, node: Node) -> bool:
        """Whether a condition, as it is written, is true. Unresolved."""
        call = self.evaluator.calls.of(node)
        if call is None and node.members.keys() == {"Condition"}:
            call = "Condition", node.members["Condition"]
        if call is None:
            raise Unresolved("a condition is expected: Fn::And, Fn::Or, Fn::Not, Fn::Equals or Condition", node)
        name, argument = call
        if name == "Condition":
            return self.evaluator.condition(text_of(argument, "Condition", node), node)
        if name == "Fn::Not":
            return not self.truth(list_of(argument, name, node, 1, 1)[0])
        if name in {"Fn::And", "Fn::Or"}:
            found = [self.truth(one) for one in list_of(argument, name, node, 1)]
            return all(found) if name == "Fn::And" else any(found)
        if name == "Fn::Equals":
            one, other = (self._compared(each) for each in list_of(argument, name, node, 2, 2))
            return one == other
        raise Unresolved(f"{name} is no condition", node)

    def _compared(self, node: Node) -> str:
        """A value as it is compared: scalars by their texts."""
        found = self.evaluator.value(node)
        if found is None:
            return ""
        return found.text if found.text is not None else json.dumps(found.plain(), sort_keys=True)
