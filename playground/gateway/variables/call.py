"""The client's call in the variables of a template: `$method`, `$integration`, and the parameters of `$input`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from playground.gateway.variables.method import Uses, to_integration, to_method
from playground.gateway.variables.parameters import Missed, OrderDoubt, to_params

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model import Request
    from playground.vtl import Run, Template
    from playground.vtl.java.java_maps import HashMap
    from playground.vtl.java.values import Host


class Call:
    """One call: each evaluation has maps of its own, for templates may change them."""

    def __init__(self, request: Request, run: Run) -> None:
        self._request = request
        self._doubt = OrderDoubt(run)
        self._method: Host | None = None
        self.uses = Uses()
        self.missed = Missed()

    @cached_property
    def params(self) -> HashMap:
        """`$input.params()`"""
        return to_params(self._request, self._doubt, self.missed)

    def variables(self, template: Template, headers: Mapping[str, str | list[str]] | None, body: str) -> dict[str, object]:
        """`$method`, and in response templates `$integration` too, with the `headers` of the backend's answer and its `body`.

        What the template does not name is not made, and is None.
        """
        if self._method is None and "method" in template.names:
            self._method = to_method(self._request, self._doubt, self.uses, self.missed)
        variables: dict[str, object] = {"method": self._method}
        if headers is not None:
            is_named = "integration" in template.names
            variables["integration"] = to_integration(headers, body, self.uses) if is_named else None
        return variables
