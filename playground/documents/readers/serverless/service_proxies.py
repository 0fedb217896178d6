"""`custom.apiGatewayServiceProxies` → methods, as the plugin serverless-apigateway-service-proxy makes them. Documented: its README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.readers.found import Unusable
from playground.documents.readers.serverless import dynamodb_proxy, s3_proxy
from playground.documents.readers.serverless.build import Maker
from playground.documents.readers.serverless.settings import HEADER, authorization, member, merged, origin_headers, required, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.documents.readers.serverless.build import Members
    from playground.documents.readers.serverless.resources import MadeResources
    from playground.documents.tree import Node

_FORM = "application/x-www-form-urlencoded"
_STATUSES = {"success": "200", "clientError": "400", "serverError": "500"}
"""The status of each member of `response.template`."""


def add_method(kind: str, given: Node, resources: MadeResources) -> None:
    """The method of a proxy to the service `kind`, in `resources`. Unusable."""
    make = Maker(given)
    build = _INTEGRATIONS.get(kind)
    if build is None:
        raise Unusable(f"there is no service proxy to {kind}", given.span, (), given.file)
    path, verb = required(given, "path"), required(given, "method")
    own: Members = {
        "Type": "AWS",
        "IntegrationHttpMethod": "POST",
        "PassthroughBehavior": "NEVER",
        **build(given),
    }
    headers = {f"{HEADER}{name}": value for name, value in origin_headers(given.get("cors"))}
    responses = [_with_headers(one, headers) for one in _responses(kind, given)]
    templates = merged(own.pop("RequestTemplates", None), given.get("request", "template"), at=given)  # type: ignore[arg-type]
    integration = make.object(
        {
            **own,
            "PassthroughBehavior": text(given, "request", "passThrough") or own["PassthroughBehavior"],
            "ContentHandling": given.get("request", "contentHandling"),
            "Credentials": given.get("roleArn"),
            "RequestTemplates": templates if templates.members else None,
            "IntegrationResponses": make.list(responses),
        }
    )
    accepted = given.get("acceptParameters") or make.object({})
    if kind == "s3":
        accepted = s3_proxy.declared_parameters(given, integration.get("RequestParameters"))
    properties = {**authorization(given), "RequestParameters": accepted, "Integration": integration}
    resources.method(path, verb, {**properties, "MethodResponses": _declared(responses, make)}, given)


def _responses(kind: str, given: Node) -> list[Node]:
    """The integration responses: as listed, of `response.template`, or the plugin's own."""
    make, response = Maker(given), given.get("response")
    if response is not None and response.items:
        return [_listed(one) for one in response.items]
    by_name = response.get("template") if response is not None else None
    if by_name is not None and by_name.get("success") is not None:
        return [
            make.object({"StatusCode": status, "SelectionPattern": status, "ResponseTemplates": _as_json(by_name.get(name), given)})
            for name, status in _STATUSES.items()
        ]
    patterned = kind in {"dynamodb", "s3"}
    statuses = {status: f"{status[0]}\\d{{2}}" if patterned else status for status in _STATUSES.values()}
    own: Members = {}
    if kind == "dynamodb":
        own["ResponseTemplates"] = dynamodb_proxy.response_templates(given)
    elif kind == "s3":
        own["ResponseParameters"] = s3_proxy.response_parameters(given)
    return [
        make.object({"StatusCode": status, "SelectionPattern": pattern, **(own if status == "200" else {})})
        for status, pattern in statuses.items()
    ]


def _listed(one: Node) -> Node:
    status = one.get("statusCode")
    return Maker(one).object(
        {
            "StatusCode": status,
            "SelectionPattern": one.get("selectionPattern") or status,
            "ResponseParameters": one.get("responseParameters"),
            "ResponseTemplates": one.get("responseTemplates"),
        }
    )


def _as_json(template: Node | None, at: Node) -> Node | None:
    return Maker(at).object({"application/json": template}) if template is not None and template.value is not None else None


def _with_headers(response: Node, headers: dict[str, str]) -> Node:
    if not headers:
        return response
    make = Maker(response)
    mapped = merged(response.get("ResponseParameters"), make.object(headers), at=response)
    return make.object({**response.members, "ResponseParameters": mapped})


def _declared(responses: list[Node], make: Maker) -> Node:
    """The method responses: the plugin's three, and those of other statuses that are listed."""
    headers: dict[str, set[str]] = {status: set() for status in _STATUSES.values()}
    for one in responses:
        mapped = one.get("ResponseParameters")
        headers.setdefault(text(one, "StatusCode") or "", set()).update(mapped.members if mapped is not None else ())
    return make.list(
        make.object({"StatusCode": status, "ResponseParameters": make.object(dict.fromkeys(sorted(names), True))})
        for status, names in headers.items()
    )


def _dynamodb(given: Node) -> Members:
    make, action = Maker(given), required(given, "action")
    return {
        "Uri": make.sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:dynamodb:action/${action}", {"action": action}),
        "RequestParameters": given.get("requestParameters"),
        "RequestTemplates": dynamodb_proxy.request_templates(given, action),
    }


def _kinesis(given: Node) -> Members:
    make = Maker(given)
    action = text(given, "action") or "PutRecord"
    return {
        "Uri": make.sub(f"arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:kinesis:action/{action}"),
        "RequestTemplates": _for_both(
            make.sub(_RECORDS if action == "PutRecords" else _RECORD, {"streamName": member(given, "streamName"), **_key(given, action)}),
            make,
        ),
    }


_RECORD = '{"StreamName": "${streamName}", "Data": "$util.base64Encode($input.body)", "PartitionKey": "${partitionKey}"}'
_RECORDS = (
    '{"StreamName": "${streamName}", "Records": [#foreach($elem in $input.path(\'$.records\'))'
    '{"Data": "$util.base64Encode($elem.data)", "PartitionKey": "${partitionKey}"}#if($foreach.hasNext),#end#end]}'
)


def _key(given: Node, action: str) -> Members:
    """What says the partition of a record; where nothing does, the call's own id, of several records each one's `partition-key`."""
    key = given.get("partitionKey")
    own = "$elem.partition-key" if action == "PutRecords" else "$context.requestId"
    return {"partitionKey": (_reference(key) if key is not None else None) or own}


def _reference(given: Node) -> str | None:
    """A value that is taken from the call, or is a text."""
    for name, place in (("pathParam", "params().path"), ("queryStringParam", "params().querystring")):
        if (found := text(given, name)) is not None:
            return f"$input.{place}.{found}"
    body = text(given, "bodyParam")
    return f"$util.parseJson($input.body).{body}" if body is not None else given.text


def _sqs(given: Node) -> Members:
    make = Maker(given)
    uri = make.sub(
        "arn:${AWS::Partition}:apigateway:${AWS::Region}:sqs:path//${AWS::AccountId}/${queueName}",
        {"queueName": member(given, "queueName")},
    )
    parameters = given.get("requestParameters")
    if given.get("request", "template") is None:
        own = {"Action": "'SendMessage'", "MessageBody": "method.request.body"}
        sent = make.object({f"integration.request.querystring.{name}": value for name, value in own.items()})
        templates = make.object({"application/json": "{statusCode:200}"})
        return {
            "Uri": uri,
            "PassthroughBehavior": None,
            "RequestParameters": merged(sent, parameters, at=given),
            "RequestTemplates": templates,
        }
    kept = {name: one for name, one in (parameters.members if parameters is not None else {}).items() if ".querystring." not in name}
    return {
        "Uri": uri,
        "RequestParameters": make.object({**_form_header(), **kept}),
        "RequestTemplates": make.object({"application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)"}),
    }


def _form_header() -> dict[str, str]:
    return {"integration.request.header.Content-Type": f"'{_FORM}'"}


def _sns(given: Node) -> Members:
    make = Maker(given)
    topic = "arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${topicName}"
    written = make.sub(
        f"Action=Publish&Message=$util.urlEncode($input.body)&TopicArn=$util.urlEncode('{topic}')",
        {"topicName": member(given, "topicName")},
    )
    return {
        "Uri": make.sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:sns:path//"),
        "RequestParameters": make.object(_form_header()),
        "RequestTemplates": _for_both(written, make),
    }


def _eventbridge(given: Node) -> Members:
    make = Maker(given)
    kind, detail = given.get("detailType"), text(given, "detail", "bodyParam")
    source = member(given, "source")
    values: Members = {
        "eventBusName": member(given, "eventBusName"),
        "source": _reference(source) or "",
        "detailType": (_reference(kind) if kind is not None else None) or "$context.requestId",
        "detail": f"$util.escapeJavaScript({f'$util.parseJson($input.body).{detail}' if detail else '$input.body'})",
    }
    entry = '{"Detail": "${detail}", "DetailType": "${detailType}", "EventBusName": "${eventBusName}", "Source": "${source}"}'
    headers = {"X-Amz-Target": "'AWSEvents.PutEvents'", "Content-Type": "'application/x-amz-json-1.1'"}
    return {
        "Uri": make.sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:events:action/PutEvents"),
        "RequestParameters": make.object({f"integration.request.header.{name}": value for name, value in headers.items()}),
        "RequestTemplates": _for_both(make.sub(f'{{"Entries": [{entry}]}}', values), make),
    }


def _for_both(template: Node, make: Maker) -> Node:
    """A template for JSON and for forms."""
    return make.object({"application/json": template, _FORM: template})


_INTEGRATIONS: dict[str, Callable[[Node], Members]] = {
    "dynamodb": _dynamodb,
    "eventbridge": _eventbridge,
    "kinesis": _kinesis,
    "s3": s3_proxy.integration,
    "sns": _sns,
    "sqs": _sqs,
}
