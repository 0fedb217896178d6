"""A Scenario → what goes elsewhere: the client's call for curl, commands for the AWS CLI, strings for CloudFormation, a case file."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from playground.errors import InvalidDocument, Problem
from playground.gateway.variables.context import DEFAULT_CONTEXT
from playground.jsontext.pointer import to_pointer
from playground.model import well_formed
from playground.model.documents import Exported

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.model import IntegrationResponse, Scenario
    from playground.model.documents import AwsAnswer
    from playground.model.given_scenario import GivenScenario

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A header's name (RFC 9110, "token"): nothing that curl would take for more."""
_BREAKS = re.compile(r"[\0\r\n]")
_PLACEHOLDER = re.compile(r"\{([^{}+]*)(\+?)\}")
_HOST = re.compile(r"[A-Za-z0-9.:-]+")
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def to_curl(scenario: Scenario) -> Exported:
    """The client's call of the deployed method, for a POSIX shell."""
    method, url = _http_method(scenario), _url(scenario)
    body = scenario.request.body
    words = ["curl", "--include", "--head" if method == "HEAD" else f"--request {_quote(method)}", _quote(url)]
    words += ["--path-as-is"] if "/." in url else []
    lines = [" ".join(words), *(f"--header {_quote(header)}" for header in _headers(scenario))]
    if "\0" in body:
        raise _unfit("/request/body", "has a NUL, which no command can hold")
    lines += [f"--data-raw {_quote(body)}"] if body else []
    return Exported(text=" \\\n  ".join(lines) + "\n", filename="call.sh")


def to_cli(scenario: Scenario) -> Exported:
    """`aws apigateway` commands that put the templates in place and deploy them, for a POSIX shell.

    Each takes its values as one JSON argument: on their own, the AWS CLI would read some as names of files.
    """
    integration = scenario.effective_method.methodIntegration
    method = scenario.method.httpMethod if scenario.method else None
    target = f'--rest-api-id "$REST_API_ID" --resource-id "$RESOURCE_ID" --http-method {_quote(method or _http_method(scenario))}'
    values = (("apiId", "your-rest-api-id"), ("resourceId", "your-resource-id"), ("stage", "prod"))
    names = ("REST_API_ID", "RESOURCE_ID", "STAGE")
    commands = [f"{name}={_quote(_context(scenario, *value))}" for name, value in zip(names, values, strict=True)]
    templates = {name: template for name, template in integration.requestTemplates.items() if template}
    if templates:
        patches = [
            {"op": "replace", "path": "/requestTemplates/" + name.replace("~", "~0").replace("/", "~1"), "value": template}
            for name, template in templates.items()
        ]
        commands.append(f"aws apigateway update-integration {target} \\\n  --cli-input-json {_json_word({'patchOperations': patches})}")
    for key, response in integration.integrationResponses.items():
        put = {"statusCode": response.statusCode or key, **_response(response)}
        commands.append(f"aws apigateway put-integration-response {target} \\\n  --cli-input-json {_json_word(put)}")
    commands.append('aws apigateway create-deployment --rest-api-id "$REST_API_ID" --stage-name "$STAGE"')
    return Exported(text="\n".join(commands) + "\n", filename="put-integration-response.sh")


def to_cloudformation(scenario: Scenario) -> Exported:
    """The template as one string that is JSON and YAML alike; of a method, the properties of AWS::ApiGateway::Method's Integration."""
    if scenario.method is None:
        return Exported(text=_yaml(scenario.template or "") + "\n", filename="template.yaml")
    integration = scenario.method.methodIntegration
    lines = ["# Not inside !Sub or Fn::Sub, which would replace ${…}."]
    lines += _yaml_map("RequestTemplates", integration.requestTemplates, "")
    if integration.integrationResponses:
        lines.append("IntegrationResponses:")
    for key, response in integration.integrationResponses.items():
        lines.append(f"  - StatusCode: {_yaml(response.statusCode or key)}")
        lines += [f"    SelectionPattern: {_yaml(response.selectionPattern)}"] if response.selectionPattern else []
        lines += [f"    ContentHandling: {_yaml(response.contentHandling)}"] if response.contentHandling else []
        lines += _yaml_map("ResponseParameters", response.responseParameters, "    ")
        lines += _yaml_map("ResponseTemplates", response.responseTemplates, "    ")
    return Exported(text="\n".join(lines) + "\n", filename="integration.yaml")


def to_case(given: GivenScenario, aws: AwsAnswer) -> Exported:
    """A line for a file of the conformance suite: the Scenario as it was given, and what AWS answered to it."""
    title = (given.scenario.title or "").strip() or "AWS answered otherwise"
    name = _NOT_IN_NAMES.sub("-", title.lower()).strip("-")[:60] or "case"
    case = {
        "id": f"aws/{name}",
        "rule": title if title.endswith((".", ":")) else f"{title}.",
        "evidence": "Answered by API Gateway, given by a user of the playground",
        "scenario": {member: value for member, value in given.document.items() if member != "cases"},
        "expect": aws.model_dump(),
    }
    return Exported(text=json.dumps(case) + "\n", filename=f"{name}.jsonl")


# Parts


def _unfit(where: str, message: str) -> InvalidDocument:
    return InvalidDocument([Problem(f"/scenario{where}", message)], "This cannot be written as a command.")


def _headers(scenario: Scenario) -> list[str]:
    """The client's headers as curl takes them. What is not sent counts as application/json, but curl sends others by itself."""
    given = {name.lower() for name in scenario.request.header}
    wanted = ["Accept", "Content-Type"] if scenario.request.body else ["Accept"]
    headers = [f"{name}: application/json" for name in wanted if name.lower() not in given]
    for name, values in scenario.request.header.items():
        where = to_pointer(("request", "header", name))
        if not _TOKEN.fullmatch(name):
            raise _unfit(where, "is no name of a header")
        if any(_BREAKS.search(value) for value in _listed(values)):
            raise _unfit(where, "has a line end or a NUL, which no header can hold")
        headers += [f"{name}: {value}" if value.strip() else f"{name};" for value in _listed(values)]
    return headers


def _http_method(scenario: Scenario) -> str:
    """The client's method: the method's own, or else that of `$context`."""
    own = scenario.method.httpMethod if scenario.method else None
    fallback = "POST" if scenario.request.body else "GET"
    method = own if own and own != "ANY" else _context(scenario, "httpMethod", fallback)
    return method if re.fullmatch("[A-Z]{1,20}", method) else fallback


def _context(scenario: Scenario, name: str, fallback: str) -> str:
    value = scenario.context.get(name)
    return value if isinstance(value, str) and value and not _BREAKS.search(value) else fallback


def _url(scenario: Scenario) -> str:
    """Where the client calls: the path of `$context` where it is given, else the stage and the resource with its parameters."""
    host = _context(scenario, "domainName", str(DEFAULT_CONTEXT["domainName"]))
    if not _HOST.fullmatch(host):
        raise _unfit("/context/domainName", "is no name of a host")
    parameters = scenario.request.path
    resource = _context(scenario, "resourcePath", "".join(f"/{{{name}}}" for name in parameters))
    if parameters.keys() == {"id"}:
        resource = _context(scenario, "resourcePath", str(DEFAULT_CONTEXT["resourcePath"]))
    path = "/" + _context(scenario, "stage", str(DEFAULT_CONTEXT["stage"])) + _filled(resource, parameters)
    path = _context(scenario, "path", path if resource else str(DEFAULT_CONTEXT["path"]))
    query = "&".join(
        f"{_percent(name)}={_percent(value)}" for name, values in scenario.request.querystring.items() for value in _listed(values)
    )
    return f"https://{host}/{quote(well_formed(path).lstrip('/'), safe='/%:@!$&()*+,;=~')}{'?' if query else ''}{query}"


def _filled(resource: str, parameters: Mapping[str, str]) -> str:
    """A resource's path with its parameters, `{id}` and `{proxy+}`, in place."""

    def value(match: re.Match[str]) -> str:
        safe = "/" if match[2] else ""
        return quote(well_formed(parameters.get(match[1], match[1])), safe=safe)

    return _PLACEHOLDER.sub(value, resource)


def _percent(text: str) -> str:
    return quote(well_formed(text), safe="")


def _listed(values: str | list[str]) -> list[str]:
    return [values] if isinstance(values, str) else values


def _response(response: IntegrationResponse) -> dict[str, Any]:
    """An integration response as put-integration-response takes it; an empty template is "", which AWS stores as null."""
    members = {
        "selectionPattern": response.selectionPattern,
        "responseParameters": response.responseParameters,
        "responseTemplates": {name: template or "" for name, template in response.responseTemplates.items()},
        "contentHandling": response.contentHandling,
    }
    return {name: value for name, value in members.items() if value}


def _quote(text: str) -> str:
    return shlex.quote(well_formed(text))


def _json_word(value: Any) -> str:
    """JSON as one word of a shell."""
    return _quote(json.dumps(value, ensure_ascii=False, indent=2))


def _yaml_map(name: str, members: Mapping[str, str | None], indent: str) -> Iterator[str]:
    if members:
        yield f"{indent}{name}:"
    for key, value in members.items():
        yield f"{indent}  {_yaml(key)}: {_yaml(value or '')}"


def _yaml(text: str) -> str:
    """A string that JSON and YAML read alike; YAML does not join two halves of a character, so each is written whole."""
    written = json.dumps(well_formed(text), ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
