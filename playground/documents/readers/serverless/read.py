"""A service of the Serverless Framework → the operations of its API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.intrinsics.calls import Unresolved
from playground.documents.readers.cloudformation.read import operations_of_template
from playground.documents.readers.found import Found, Remark, Unusable
from playground.documents.readers.serverless import http_events, service_proxies
from playground.documents.readers.serverless.build import Maker
from playground.documents.readers.serverless.http_events import Event
from playground.documents.readers.serverless.known import Known
from playground.documents.readers.serverless.own_resources import with_own
from playground.documents.readers.serverless.resources import API, MadeResources
from playground.documents.readers.serverless.settings import is_on, text
from playground.documents.readers.serverless.validation import Validation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.sources import Sources
    from playground.documents.tree import Node

WHAT = "a service of the Serverless Framework"
_PACKAGED = "the state of a service that the Serverless Framework packaged"
_LOOKED_FOR = "it has no http event, no apiGatewayServiceProxies, and no methods in its resources"
_OTHER_EVENTS = {
    "httpApi": "HTTP APIs are another product, without these mapping templates",
    "websocket": "WebSocket APIs are another product",
}
_OTHER_PROVIDER = "its functions are not behind Amazon API Gateway"


def read_serverless(root: Node, sources: Sources) -> Found | None:
    """The operations of a service; None for a document of another kind."""
    packaged = root.get("service", "provider", "compiledCloudFormationTemplate")
    if packaged is not None and packaged.members:
        return _found(_PACKAGED, packaged, sources, [])
    if not {"service", "provider"} <= root.members.keys() or "Resources" in root.members:
        return None
    service = _Service(root, sources)
    provider = service.known.text_at("provider", "name") or service.known.text_at("provider")
    if provider not in {None, "aws"}:
        return Found(WHAT, [], [Remark(_OTHER_PROVIDER, root.name_span("provider"), f"the provider {provider}")])
    return _found(WHAT, service.template(), sources, service.known.left_out)


def _found(what: str, template: Node, sources: Sources, left_out: list[Remark]) -> Found:
    """The operations of the template that is deployed."""
    try:
        operations = operations_of_template(template, sources, left_out)
    except Unresolved as error:
        return Found(what, [], [*left_out, Remark(error.why, error.node.span, what, error.node.file)])
    if not operations and not left_out:
        left_out.append(Remark(_LOOKED_FOR, template.span, what))
    return Found(what, operations, left_out)


class _Service:
    """Makes the template that the framework deploys. What cannot be used costs itself, and is told."""

    def __init__(self, root: Node, sources: Sources) -> None:
        self.root = root
        self.known = Known(root, sources)
        self.resources = MadeResources()

    def template(self) -> Node:
        """The template."""
        known = self.known
        self.resources.put(API, "AWS::ApiGateway::RestApi", self._api(), self.root)
        validation = Validation(self.resources, known.at("provider", "apiGateway", "request", "schemas"))
        for name, one in known.members_of("functions"):
            deployed = self._function_name(name, one)
            self.resources.put_function(name, deployed, one)
            for event in self._events(name, one):
                self._add_event(name, deployed, event, validation)
        for proxy in known.items_of("custom", "apiGatewayServiceProxies"):
            self._add_proxy(proxy)
        return with_own(self.resources.nodes, known.own_resources(), self.root)

    def _api(self) -> Node:
        known = self.known
        types = known.at("provider", "apiGateway", "binaryMediaTypes") or known.inside("custom", "apigwBinary", "types")
        name = known.text_at("provider", "apiName") or f"{known.stage}-{known.service_name}"
        return Maker(self.root).object({"Name": name, "BinaryMediaTypes": types})

    def _function_name(self, name: str, function: Node) -> str:
        given = function.get("name")
        known = self.known.value(given, name) if given is not None else None
        return (known.text if known is not None else None) or f"{self.known.service_name}-{self.known.stage}-{name}"

    def _events(self, name: str, function: Node) -> Iterator[Node]:
        """The events of a function that are `http`, with their variables replaced; of other products it is told."""
        events = self.known.opened(function.get("events"), name)
        for one in events.items if events is not None else []:
            event = self.known.value(one, name)
            if event is None:
                continue
            for kind, why in _OTHER_EVENTS.items():
                if kind in event.members or event.value == kind:
                    self.known.tell(why, event, f"{name}: {kind}")
            if (http := event.get("http")) is not None:
                yield http

    def _add_event(self, name: str, deployed: str, http: Node, validation: Validation) -> None:
        try:
            event = Event.of(http, deployed)
            http_events.add_method(event, self.resources, validation)
            self._tell_preflight(event.path, http)
        except Unusable as error:
            self.known.left_out.append(Remark(error.why, error.span, f"{name}: http", error.file))

    def _add_proxy(self, proxy: Node) -> None:
        for kind, given in proxy.members.items():
            try:
                service_proxies.add_method(kind, given, self.resources)
                self._tell_preflight(text(given, "path") or "", given)
            except Unusable as error:
                name = f"{(text(given, 'method') or kind).upper()} {text(given, 'path') or ''}".strip()
                self.known.left_out.append(Remark(error.why, error.span, name, error.file))

    def _tell_preflight(self, path: str, given: Node) -> None:
        """Say that `cors` makes a method of its own."""
        cors = given.get("cors")
        if cors is not None and is_on(cors):
            why = "cors makes this method: a MOCK that answers with CORS headers, without a template of this document"
            self.known.left_out.append(Remark(why, given.name_span("cors"), f"OPTIONS /{path.strip('/')}", given.file))
