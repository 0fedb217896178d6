"""A client's text that leaves its segment of the address, or ends its header, is told, with a call that shows it, and a proven fix."""

from __future__ import annotations

import json
from timeit import timeit
from typing import TYPE_CHECKING, Any

import pytest

from playground import Result, Scenario, evaluate
from tests.gateway.checks.proof import fixed
from tests.gateway.test_injection import called

if TYPE_CHECKING:
    from playground.model import Finding

WHERE = "/method/methodIntegration/requestTemplates/application~1json"
ANSWER = "/method/methodIntegration/integrationResponses/200/responseTemplates/application~1json"
URI = "https://trees.example/parks/{park}/trees"
CALL = {"body": '{"park": "p-1", "rows": 4}', "querystring": {"q": "oak"}, "header": {"X-Park": "p-2"}, "path": {"id": "p-3"}}


def document(template: str, answer: str = "", *, uri: str = URI, kind: str = "HTTP", **integration: Any) -> dict[str, Any]:
    inside = {
        "type": kind,
        "httpMethod": "POST",
        "uri": uri,
        "requestTemplates": {"application/json": template},
        "integrationResponses": {"200": {"statusCode": "200", "responseTemplates": {"application/json": answer} if answer else {}}},
        **integration,
    }
    return {"method": {"httpMethod": "POST", "methodIntegration": inside}, "request": CALL, "backend": {"body": '{"from": "backend"}'}}


def run(doc: dict[str, Any]) -> Result:
    return evaluate(Scenario.from_document(doc))


def found(doc: dict[str, Any]) -> list[Finding]:
    return [one for one in run(doc).diagnostics if one.code == "lint.injection"]


def path(doc: dict[str, Any]) -> str | None:
    request = run(doc).integrationRequest
    return None if request is None else request.path.get("park")


SEGMENTS = {
    "the body": "#set($context.requestOverride.path.park = $input.path('$.park'))",
    "a number of the body": "#set($context.requestOverride.path.park = $input.path('$.rows'))",
    "a query": "#set($context.requestOverride.path.park = $input.params('q'))",
    "a header": "#set($context.requestOverride.path.park = $input.params('X-Park'))",
    "a path that is decoded": "#set($context.requestOverride.path.park = $util.urlDecode($input.params('id')))",
    "through a variable": "#set($a = $input.params('q'))#set($b = $a.trim())#set($context.requestOverride.path.park = $b)",
    "in a text": "#set($context.requestOverride.path.park = \"of-$input.params('q')\")",
    "the whole map": "#set($context.requestOverride.path = {'park': $input.params('q')})",
    "the thirteenth that is read": "".join(f"#set($x = $input.params('q{number}'))" for number in range(20))
    + "#set($context.requestOverride.path.park = $input.params('q'))",
    "only where it is there": "#if($input.params('q') != '')#set($context.requestOverride.path.park = $input.params('q'))#end",
}


@pytest.mark.parametrize("template", SEGMENTS.values(), ids=SEGMENTS)
def test_a_text_that_leaves_its_segment_is_told_with_the_call_that_shows_it(template: str) -> None:
    doc = document(template + "{}")
    (finding,) = found(doc)
    assert (finding.severity, finding.where) == ("warning", WHERE)
    assert finding.start is not None
    assert template[finding.start.column - 1 :].startswith("#set($context.requestOverride.path")
    assert "/../injected" not in (path(doc) or "")
    assert "/../injected" in (path(called(doc, finding)) or "")


@pytest.mark.parametrize("name", ["the body", "a number of the body", "a query", "a header", "through a variable"])
def test_its_fix_encodes_it_and_changes_nothing_else(name: str) -> None:
    doc = document(SEGMENTS[name] + "{}")
    (finding,) = found(doc)
    assert len(finding.fix or ()) == 1
    mended = fixed(doc, [finding])
    assert found(mended) == []
    assert path(mended) == path(doc)
    assert "/" not in (path(called(mended, finding)) or "/")


SAFE_SEGMENTS = {
    "encoded": "#set($context.requestOverride.path.park = $util.urlEncode($input.path('$.park')))",
    "what it is is asked": "#set($p = $input.params('q'))#if($p.matches('[a-z]+'))#set($context.requestOverride.path.park = $p)#end",
    "one of some": "#if($input.params('q') == 'oak')#set($context.requestOverride.path.park = 'oaks')#end",
    "a path as it came": "## urlDecode\n#set($context.requestOverride.path.park = $input.params('id'))",
    "taken out": "#set($context.requestOverride.path.park = $input.params('q').replaceAll('[^a-z]', ''))",
    "API Gateway's own": "#set($context.requestOverride.path.park = $context.requestId)",
    "no segment of this address": "#set($context.requestOverride.path.other = $input.params('q'))",
    "a query, which is encoded": "#set($context.requestOverride.querystring.park = $input.params('q'))",
}


@pytest.mark.parametrize("template", SAFE_SEGMENTS.values(), ids=SAFE_SEGMENTS)
def test_what_cannot_leave_its_segment_is_not_told(template: str) -> None:
    assert found(document(template + "{}")) == []


def test_what_becomes_of_another_services_path_is_not_known_and_not_told() -> None:
    assert found(document(SEGMENTS["a query"] + "{}", uri="arn:aws:apigateway:eu-west-1:s3:path/{park}", kind="AWS")) == []


MAPPED = {
    "method.request.querystring.q": True,
    "method.request.header.X-Park": True,
    "method.request.body.park": True,
    "method.request.path.id": False,
    "stageVariables.park": False,
    "'p-1'": False,
    "context.requestId": False,
}


@pytest.mark.parametrize(("source", "is_told"), MAPPED.items())
def test_a_text_that_is_mapped_to_a_segment_is_told_at_its_mapping(source: str, *, is_told: bool) -> None:
    doc = document("{}", requestParameters={"integration.request.path.park": source})
    told = found(doc)
    assert [one.where for one in told] == ["/method/methodIntegration/requestParameters/integration.request.path.park"] * is_told
    assert all("/../injected" in (path(called(doc, one)) or "") for one in told)


def test_a_mapping_that_a_template_overrides_is_not_told() -> None:
    template = "#set($context.requestOverride.path.park = $util.urlEncode($input.params('q'))){}"
    assert found(document(template, requestParameters={"integration.request.path.park": "method.request.querystring.q"})) == []


def test_a_validator_that_refuses_the_call_makes_a_mapping_safe() -> None:
    doc = document("{}", requestParameters={"integration.request.path.park": "method.request.body.park"})
    schema = {"type": "object", "properties": {"park": {"type": "string", "pattern": "^[a-z0-9-]+$"}}}
    doc["method"] |= {"requestValidatorId": "v", "requestModels": {"application/json": "M"}}
    doc["api"] = {"requestValidators": {"v": {"validateRequestBody": True}}, "models": {"M": {"schema": schema}}}
    assert found(doc) == []


def test_what_ends_nothing_in_a_query_is_not_told() -> None:
    uri = "https://trees.example/trees?park={park}"
    assert found(document(SEGMENTS["a query"] + "{}", uri=uri)) == []
    assert found(document("{}", uri=uri, requestParameters={"integration.request.path.park": "method.request.querystring.q"})) == []


@pytest.mark.parametrize("header", ["Host", "Authorization", "x-api-key", "Content-Type", "X-Forwarded-For"])
def test_a_header_that_is_not_the_clients_to_choose_is_not_told(header: str) -> None:
    doc = document("{}", requestParameters={"integration.request.path.park": f"method.request.header.{header}"})
    doc["request"] = {"header": {header: "application/json"}}
    assert found(doc) == []


def test_where_it_is_not_known_what_a_validator_lets_through_a_mapping_is_not_told() -> None:
    doc = document("{}", requestParameters={"integration.request.path.park": "method.request.body.park"})
    doc["method"]["requestValidatorId"] = "unknown"
    assert found(doc) == []


@pytest.mark.parametrize(
    "body", ["{'park': 'x'}", "{park: x}", '{"park": "x",}', '{"park": "x", "n": NaN}', '{"park": "x"} more', "[1]", "x"]
)
def test_a_body_that_is_no_json_is_not_tried(body: str) -> None:
    doc = document("{}", requestParameters={"integration.request.path.park": "method.request.body.park"})
    doc["request"] = {"body": body}
    assert found(doc) == []


def test_a_binary_body_is_not_tried() -> None:
    doc = document("#set($context.requestOverride.path.park = $input.body){}", contentHandling="CONVERT_TO_TEXT")
    doc |= {
        "api": {"binaryMediaTypes": ["application/json"]},
        "request": {"body": "aGVsbG8=", "header": {"Content-Type": "application/json"}},
    }
    assert found(doc) == []


@pytest.mark.parametrize(
    ("template", "sent"),
    [
        ("#set($context.requestOverride.path.park = $input.path('$.park')){}", "red%20oak%C3%A9"),
        ("#foreach($n in ['park', 'rest'])#set($context.requestOverride.path[$n] = $input.path(\"$.$n\"))#end{}", None),
        ('#set($context.requestOverride.path.park = $input.path(\'$.park\')){"p": "$context.requestOverride.path.park"}', None),
    ],
    ids=["alone", "with another", "that is printed"],
)
def test_a_fix_is_offered_where_it_encodes_this_segment_and_changes_nothing_else(template: str, sent: str | None) -> None:
    doc = document(template, uri=f"{URI}/{{rest}}")
    doc["request"] = {"body": '{"park": "red oak\u00e9", "rest": "a/b"}'}
    told = [one for one in found(doc) if "path.park` is" in one.message]
    assert len(told) == 1
    assert bool(told[0].fix) == (sent is not None)
    if sent is not None:
        assert path(fixed(doc, told)) == sent


@pytest.mark.parametrize(
    "template",
    [
        "#set($m = [])#if($hostile)#foreach($i in [1..900])#set($m = [$m])#end#end#set($context.requestOverride.path.park = $m)",
        "#set($m = {})#if($hostile)#set($x = $m.put('a', $m))#end#set($x = $context.requestOverride.path.put($m, 1))",
    ],
)
def test_what_only_a_hostile_call_makes_changes_no_result(template: str) -> None:
    doc = document(f"#set($q = $input.params('q'))#set($hostile = $q.contains('injected')){template}$q", "{}")
    assert run(doc).status == 200


def test_many_parts_and_many_texts_take_no_long_time() -> None:
    many = "".join(f"#set($context.responseOverride.header.X-{number} = 'a')" for number in range(1_000))
    segments = "".join(f"#set($context.requestOverride.path.p{number} = $util.urlEncode($input.params('q')))" for number in range(90))
    uri = "https://trees.example/" + "/".join(f"{{p{number}}}" for number in range(200))
    mapped = {f"integration.request.path.p{number}": "method.request.body.park" for number in range(100, 200)}
    doc = document(segments + "{}", many + "$input.params('q')", uri=uri, requestParameters=mapped)
    doc["request"] = CALL | {"body": json.dumps({"park": "x", "rest": "y" * 30_000})}
    scenario = Scenario.from_document(doc)
    times = [timeit(lambda probing=probing: evaluate(scenario, probing=probing), number=1) for probing in (False, True, False, True)]  # type: ignore[misc]
    assert min(times[1::2]) < min(times[::2]) + 0.5


HEADERS = {
    "of the request": ("#set($context.requestOverride.header.X-Q = $input.path('$.park')){}", ""),
    "of the answer": ("{}", "#set($context.responseOverride.header.Location = $input.params('q')){}"),
    "of the answer, before it": ("#set($context.responseOverride.header.X-Q = $input.params('q')){}", ""),
}


@pytest.mark.parametrize(("template", "answer"), HEADERS.values(), ids=HEADERS)
def test_a_line_end_in_a_header_is_told(template: str, answer: str) -> None:
    doc = document(template, answer)
    (finding,) = found(doc)
    assert finding.where == (ANSWER if answer else WHERE)
    assert "not known" in finding.message
    assert not finding.fix
    result = run(called(doc, finding))
    assert result.integrationRequest is not None
    assert "\r\ninjected: yes" in str({**(result.headers or {}), **result.integrationRequest.header}.values()).replace("\\r\\n", "\r\n")


def test_a_header_that_is_set_again_is_not_told() -> None:
    doc = document(HEADERS["of the answer, before it"][0], "#set($context.responseOverride.header.X-Q = 'ok'){}")
    assert found(doc) == []


def test_a_mock_has_no_backend_to_send_a_header_to() -> None:
    assert found(document(HEADERS["of the request"][0], kind="MOCK")) == []


@pytest.mark.parametrize(
    "answer",
    [
        "#set($context.responseOverride.header.X-Q = $input.params('X-Park')){}",
        "#set($context.responseOverride.header.X-Q = $input.path('$.from')){}",
        "#set($context.responseOverride.header.X-Q = $util.urlEncode($input.params('q'))){}",
        "#set($context.responseOverride.header.X-Q = $util.base64Encode($input.params('q'))){}",
        "#set($context.responseOverride.status = 404){}",
    ],
)
def test_a_header_without_line_ends_is_not_told(answer: str) -> None:
    assert found(document("{}", answer)) == []
