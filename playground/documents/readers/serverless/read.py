"""A service of the Serverless Framework → the operations of its API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.intrinsics.calls import Unresolved
from playground.documents.readers.cloudformation.read import operations_of_template
from playground.documents.readers.found import Found, Remark, Unusable
from playground.documents.readers.serverless import http_events, service_proxies
from playground.documents.readers.serverless.build import Maker
from playground.documents.readers.serverless.http_events import Event
from playground.documents.readers.serverless.own_resources import with_own
from playground.documents.readers.serverless.resources import API, MadeResources
from playground.documents.readers.serverless.settings import is_on, text
from playground.documents.readers.serverless.validation import Validation
from playground.documents.readers.serverless.variables import Variables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.sources import Sources
    from playground.documents.tree import Node

WHAT = "a service of the Serverless Framework"
_LOOKED_FOR = "it has no http event, no apiGatewayServiceProxies, and no methods in its resources"
_OTHER_EVENTS = {
    "httpApi": "HTTP APIs are another product, without these mapping templates",
    "websocket": "WebSocket APIs are another product",
}


def read_serverless(root: Node, sources: Sources) -> Found | None:
    """The operations of a service; None for a document of another kind."""
    if not {"service", "provider"} <= root.members.keys() or "Resources" in root.members:
        return None
    service = _Service(root, sources)
    try:
        template = service.template()
        operations = operations_of_template(template, sources, service.left_out)
    except Unresolved as error:
        return Found(WHAT, [], [*service.left_out, Remark(error.why, error.node.span, WHAT, error.node.file)])
    if not operations and not service.left_out:
        service.left_out.append(Remark(_LOOKED_FOR, root.span, WHAT))
    return Found(WHAT, operations, service.left_out)


class _Service:
    """Makes the template that the framework deploys. What cannot be used is in `left_out`."""

    def __init__(self, root: Node, sources: Sources) -> None:
        self.root = root
        self.left_out: list[Remark] = []
        self.variables = Variables(root, sources, self.left_out)
        self.resources = MadeResources()

    def template(self) -> Node:
        """The template. Unresolved where the service's own resources cannot be known."""
        self.resources.put(API, "AWS::ApiGateway::RestApi", self._api(), self.root)
        schemas = self._at("provider", "apiGateway", "request", "schemas")
        validation = Validation(self.resources, schemas)
        for name, one in self._functions():
            for event in self._events(name, one):
                self._add_event(name, one, event, validation)
        for proxy in self._proxies():
            self._add_proxy(proxy)
        return with_own(self.resources.nodes, self._at("resources"), self.root)

    def _api(self) -> Node:
        make = Maker(self.root)
        name = self._text("service") or self._text("service", "name") or "service"
        types = self._at("provider", "apiGateway", "binaryMediaTypes")
        return make.object({"Name": self._text("provider", "apiName") or f"{self.variables.stage()}-{name}", "BinaryMediaTypes": types})

    def _functions(self) -> Iterator[tuple[str, Node]]:
        """The functions as they stand; a list of objects counts as one."""
        found = self.root.get("functions")
        found = self.variables.value(found) if found is not None and isinstance(found.value, str) else found
        for group in (found.items or [found]) if found is not None else []:
            known = self._known(group, "functions") if isinstance(group.value, str) else group
            yield from known.members.items() if known is not None else ()

    def _events(self, name: str, function: Node) -> Iterator[Node]:
        """The events of a function that are `http`, with their variables replaced; of other products it is told."""
        known = self._known(function, name) if isinstance(function.value, str) else function
        events = known.get("events") if known is not None else None
        events = self._known(events, name) if events is not None and isinstance(events.value, str) else events
        for one in events.items if events is not None else []:
            event = self._known(one, name)
            if event is None:
                continue
            for kind, why in _OTHER_EVENTS.items():
                if kind in event.members:
                    self.left_out.append(Remark(why, event.span, f"{name}: {kind}", event.file))
            if (http := event.get("http")) is not None:
                yield http

    def _add_event(self, name: str, function: Node, http: Node, validation: Validation) -> None:
        try:
            event = Event.of(http, self._function_name(name, function))
            http_events.add_method(event, self.resources, validation)
            self._tell_preflight(event.path, http)
        except Unusable as error:
            self.left_out.append(Remark(error.why, error.span, f"{name}: http", error.file))

    def _function_name(self, name: str, function: Node) -> str:
        given = function.get("name")
        known = self._known(given, name) if given is not None else None
        return (known.text if known is not None else None) or f"{self._text('service') or 'service'}-{self.variables.stage()}-{name}"

    def _proxies(self) -> Iterator[Node]:
        """What stands in the plugin's list, each with its variables replaced."""
        custom = self.root.get("custom")
        custom = self._known(custom, "custom") if custom is not None and isinstance(custom.value, str) else custom
        found = custom.get("apiGatewayServiceProxies") if custom is not None else None
        found = self._known(found, "apiGatewayServiceProxies") if found is not None and isinstance(found.value, str) else found
        for one in found.items if found is not None else []:
            proxy = self._known(one, "apiGatewayServiceProxies")
            if proxy is not None:
                yield proxy

    def _add_proxy(self, proxy: Node) -> None:
        for kind, given in proxy.members.items():
            try:
                service_proxies.add_method(kind, given, self.resources)
                self._tell_preflight(text(given, "path") or "", given)
            except Unusable as error:
                name = f"{(text(given, 'method') or kind).upper()} {text(given, 'path') or ''}".strip()
                self.left_out.append(Remark(error.why, error.span, name, error.file))

    def _tell_preflight(self, path: str, given: Node) -> None:
        """Say that `cors` makes a method of its own."""
        cors = given.get("cors")
        if cors is not None and is_on(cors):
            why = "cors makes this method: a MOCK that answers with CORS headers, without a template of this document"
            self.left_out.append(Remark(why, given.name_span("cors"), f"OPTIONS /{path.strip('/')}", given.file))

    def _known(self, node: Node, name: str) -> Node | None:
        """A node with its variables replaced; None where that cannot be, which is told."""
        try:
            return self.variables.value(node)
        except Unresolved as error:
            self.left_out.append(Remark(error.why, error.node.span, name, error.node.file))
            return None

    def _at(self, *path: str) -> Node | None:
        return self.variables.at(*path)

    def _text(self, *path: str) -> str | None:
        found = self._at(*path)
        return found.text if found is not None else None
