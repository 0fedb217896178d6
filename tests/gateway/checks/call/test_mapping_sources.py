"""Mappings whose source is not there: told at the mapping, with what is there instead."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground import Result, Scenario, evaluate
from tests.gateway.findings import mend, told

LAMBDA = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations"
CALL = {
    "path": {"orderId": "7"},
    "querystring": {"Page": "2", "status": ["a", "b"]},
    "header": {"X-Tenant": "t1"},
    "body": '{"user": {"Name": "Ann", "tags": ["x"], "none": null}}',
}
ANSWER = {"header": {"ETag": '"v7"', "X-Request": ["a", "b"]}, "body": CALL["body"]}


def run(document: dict[str, Any]) -> Result:
    return evaluate(Scenario.from_document(document))


def sent(source: str, call: dict[str, Any] | None = None) -> Result:
    """A request mapping from `source`."""
    integration = {"type": "HTTP", "uri": "https://example.org", "requestParameters": {"integration.request.querystring.q": source}}
    variables = {"stageVariables": {"origin": "o"}, "context": {"authorizer": {"role": "r"}}}
    return run({"method": {"methodIntegration": integration}, "request": CALL if call is None else call, **variables})


def got(source: str, answer: dict[str, Any] | None = None, **integration: Any) -> Result:
    """A response mapping from `source`."""
    response = {"statusCode": "200", "responseParameters": {"method.response.header.X": source}}
    made = {"methodIntegration": {"type": "HTTP", "integrationResponses": {"200": response}, **integration}}
    return run({"method": made, "stageVariables": {"origin": "o"}, "backend": ANSWER if answer is None else answer})


REQUEST_SOURCES: dict[str, tuple[str, str, str]] = {
    "a parameter that the call lacks": ("method.request.querystring.query", "info", "no query string parameter `query`"),
    "a path parameter": ("method.request.path.id", "info", "no path parameter `id`"),
    "a header": ("method.request.header.Authorization", "info", "no header `Authorization`"),
    "another case": ("method.request.querystring.page", "warning", "`page`, but `Page`"),
    "a header in another case": ("method.request.header.x-tenant", "warning", "`x-tenant`, but `X-Tenant`"),
    "a misspelt name": ("method.request.path.ordreId", "warning", "`ordreId`, but `orderId`"),
    "all values of a misspelt name": ("method.request.multivaluequerystring.statuss", "warning", "but `status`"),
    "a member of the body": ("method.request.body.user.age", "info", "`user` of the call's body has no `age`"),
    "one in another case": ("method.request.body.user.name", "warning", "no `name`, but `Name`"),
    "null": ("method.request.body.user.none", "info", "`user.none` of the call's body is null"),
    "an item too far": ("method.request.body.user.tags[3]", "info", "nothing at `user.tags[3]`"),
    "an index from the end": ("method.request.body.user.tags[-9]", "info", "has nothing at"),
    "a stage variable": ("stageVariables.table", "warning", "no stage variable `table`"),
    "a misspelt stage variable": ("stageVariables.Origin", "warning", "but `origin`"),
    "a variable of another call": ("context.authorizer.principalId", "info", "no value in this call"),
    "a variable that there never is": ("context.requestID", "warning", "no `requestID`, but `requestId`"),
    "the other side's": ("integration.response.header.ETag", "warning", "cannot be mapped to a request"),
    "a place that there is not": ("method.request.query.page", "warning", "nothing that can be mapped"),
    "a reference of templates": ("$context.requestId", "warning", "nothing that can be mapped"),
}


@pytest.mark.parametrize(("source", "severity", "words"), REQUEST_SOURCES.values(), ids=REQUEST_SOURCES)
def test_a_request_mapping_that_sends_nothing_is_told(source: str, severity: str, words: str) -> None:
    """A fix is offered only where it is not the call that may be misspelt."""
    result = sent(source)
    (finding,) = told(result, "mapping.absent")
    assert finding.where == "/method/methodIntegration/requestParameters/integration.request.querystring.q"
    assert (finding.severity, words in finding.message, bool(finding.help)) == (severity, True, True), finding.message
    assert (finding.fix is not None) == (", but `" in finding.message and not source.startswith("method."))
    assert not finding.fix or sent(mend(source, finding)).diagnostics == []
    assert result.integrationRequest is not None
    assert result.integrationRequest.querystring == {}


RESPONSE_SOURCES: dict[str, tuple[str, str, str, str | None]] = {
    "a header": ("integration.response.header.Location", "info", "no header `Location`", None),
    "one in another case": ("integration.response.header.etag", "warning", "`etag`, but `ETag`", "integration.response.header.ETag"),
    "a misspelt one": ("integration.response.header.X-Reqest", "warning", "but `X-Request`", None),
    "all values of one": ("integration.response.multivalueheader.x-request", "warning", "but `X-Request`",
                          "integration.response.multivalueheader.X-Request"),
    "a member of the body": ("integration.response.body.url", "info", "The backend's body has no `url`", None),
    "a member in another case": ("integration.response.body.user.name", "warning", "but `Name`", "integration.response.body.user.Name"),
    "one below another case": ("integration.response.body.User.Name", "warning", "no `User`, but `user`", None),
    "null": ("integration.response.body.user.none", "info", "is null", None),
    "a stage variable": ("stageVariables.table", "warning", "no stage variable `table`", None),
    "the other side's": ("method.request.header.Origin", "warning", "cannot be mapped to a response", None),
    "a literal without quotes": ("no-store", "warning", "nothing that can be mapped", "'no-store'"),
    "a literal in other quotes": ('"*"', "warning", "nothing that can be mapped", "'*'"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "severity", "words", "mended"), RESPONSE_SOURCES.values(), ids=RESPONSE_SOURCES)
def test_a_response_mapping_that_sends_nothing_is_told(source: str, severity: str, words: str, mended: str | None) -> None:
    result = got(source)
    (finding,) = told(result, "mapping.absent")
    assert finding.where == "/method/methodIntegration/integrationResponses/200/responseParameters/method.response.header.X"
    assert (finding.severity, words in finding.message, bool(finding.help)) == (severity, True, True), finding.message
    assert result.headers == {"Content-Type": "application/json"}
    if mended is None:
        assert finding.fix is None
    else:
        assert mend(source, finding) == mended
        right = got(mended)
        assert (right.diagnostics, "X" in (right.headers or {})) == ([], True)


@pytest.mark.parametrize(
    "source",
    ["'*'", "''", "stageVariables.origin", "context.requestId", "context.authorizer.role", "method.request.path.orderId",
     "method.request.header.X-Tenant", "method.request.multivaluequerystring.status", "method.request.body",
     "method.request.body.user.Name", "method.request.body.user.tags[0]", "method.request.body.user"],
)  # fmt: skip
def test_a_request_mapping_that_sends_something_is_not(source: str) -> None:
    assert sent(source).diagnostics == []


@pytest.mark.parametrize(
    "source",
    ["'*'", "stageVariables.origin", "context.stage", "integration.response.header.ETag", "integration.response.multivalueheader.X-Request",
     "integration.response.body", "integration.response.body.user.Name"],
)  # fmt: skip
def test_a_response_mapping_that_sends_something_is_not(source: str) -> None:
    assert got(source).diagnostics == []


@pytest.mark.parametrize("source", ["integration.response.header.ETag", "integration.response.body.LastEvaluatedKey.id.S"])
def test_what_an_answer_may_well_lack_is_no_warning(source: str) -> None:
    """The last page of a Query has no key to go on from, and a Scenario need not give the backend's headers."""
    (finding,) = told(got(source, {"body": '{"Items": [], "Count": 0}'}), "mapping.absent")
    assert finding.severity == "info"


@pytest.mark.parametrize(
    ("name", "given", "declared", "severity"),
    [
        ("filter2", "filter1", [], "info"),
        ("address", "adress", [], "warning"),
        ("dateFrom", "dateForm", [], "warning"),
        ("filters", "filter", ["filter", "filters"], "info"),
        ("Accept", "accept", ["accept"], "info"),
    ],
)
def test_a_name_that_is_like_another_one_s_is_not_misspelt(name: str, given: str, declared: list[str], severity: str) -> None:
    sources = {f"integration.request.querystring.{name}": f"method.request.querystring.{name}"}
    made = {
        "requestParameters": {f"method.request.querystring.{one}": False for one in declared},
        "methodIntegration": {"type": "HTTP", "requestParameters": sources},
    }
    (finding,) = told(run({"method": made, "request": {"querystring": {given: "1"}}}), "mapping.absent")
    assert finding.severity == severity


def test_a_mock_has_no_answer_to_map() -> None:
    template = {"application/json": '{"statusCode": 200}'}
    result = got("integration.response.header.Origin", type="MOCK", requestTemplates=template)
    (finding,) = told(result, "mapping.absent")
    assert (finding.severity, "MOCK" in finding.message) == ("warning", True)


def test_what_a_function_s_error_holds_is_found() -> None:
    error = {"errorMessage": json.dumps({"code": "gone"})}
    made = {"uri": LAMBDA, "type": "AWS"}
    assert told(got("integration.response.body.errorMessage.code", {"body": json.dumps(error)}, **made), "mapping.absent") == []
    absent = got("integration.response.body.errorMessage.kind", {"body": json.dumps(error)}, **made)
    assert len(told(absent, "mapping.absent")) == 1
