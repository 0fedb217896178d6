"""Scenario: everything that one evaluation needs. A document that is none is refused with every problem at once, each with its path."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from playground.errors import InvalidDocument, Problem
from playground.jsontext.pointer import from_pointer, to_pointer
from playground.jsontext.strict import load_json
from playground.model.refusals import problems_of
from playground.model.types import (
    STATUS_CODE,
    AwsDocument,
    AwsList,
    AwsMap,
    Code,
    Document,
    HttpStatus,
    MultiValueMap,
    String,
    StringOrNull,
    StringOrObject,
    YesOrNo,
    shallow,
    shallow_item,
)

GatewayResponseType = Literal[
    "ACCESS_DENIED", "API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE", "BAD_REQUEST_BODY",
    "BAD_REQUEST_PARAMETERS", "DEFAULT_4XX", "DEFAULT_5XX", "EXPIRED_TOKEN", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT",
    "INVALID_API_KEY", "INVALID_SIGNATURE", "MISSING_AUTHENTICATION_TOKEN", "QUOTA_EXCEEDED", "REQUEST_TOO_LARGE", "RESOURCE_NOT_FOUND",
    "THROTTLED", "UNAUTHORIZED", "UNSUPPORTED_MEDIA_TYPE", "WAF_FILTERED",
]  # fmt: skip
"""Every type of gateway response (documented: supported-gateway-response-types)."""


class IntegrationResponse(AwsDocument):
    """One of a method's integration responses, as `aws apigateway get-method` prints it."""

    statusCode: Code = ""
    selectionPattern: StringOrNull = None
    responseParameters: AwsMap[String] = Field(default_factory=dict)
    responseTemplates: AwsMap[StringOrNull] = Field(default_factory=dict)
    contentHandling: StringOrNull = None


class Integration(AwsDocument):
    """A method's integration."""

    type: Literal["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"] = "AWS"
    uri: StringOrNull = None
    requestParameters: AwsMap[String] = Field(default_factory=dict)
    requestTemplates: AwsMap[StringOrNull] = Field(default_factory=dict)
    passthroughBehavior: Literal["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"] | None = None
    contentHandling: StringOrNull = None
    integrationResponses: AwsMap[IntegrationResponse] = Field(default_factory=dict)


class MethodResponse(AwsDocument):
    """One of a method's declared answers; of `responseParameters` the names count. `responseModels`: content type → model's name."""

    statusCode: Code = ""
    responseParameters: AwsMap[Any] = Field(default_factory=dict)
    responseModels: AwsMap[StringOrNull] = Field(default_factory=dict)


class Method(AwsDocument):
    """A method, as `aws apigateway get-method` prints it; without `methodResponses`, declarations are not checked.

    `requestParameters`: `method.request.header.X` and the like → whether it is required. `requestModels`: content type → model's name.
    """

    httpMethod: StringOrNull = None
    apiKeyRequired: YesOrNo | None = None
    requestValidatorId: StringOrNull = None
    requestParameters: AwsMap[YesOrNo] = Field(default_factory=dict)
    requestModels: AwsMap[StringOrNull] = Field(default_factory=dict)
    methodResponses: dict[String, MethodResponse] | None = None
    methodIntegration: Integration = Field(default_factory=Integration)


class Request(Document):
    """The client's call."""

    path: dict[String, String] = Field(default_factory=dict)
    querystring: MultiValueMap = Field(default_factory=dict)
    header: MultiValueMap = Field(default_factory=dict)
    body: String = ""


Fault = Literal["throttled", "error", "slow"]
"""A service that is asked too often, one that fails, one that does not answer in time."""


class Backend(Document):
    """What the integration answered; `body` is the text as it was received. `fault`: it fails so, in the service's own words."""

    status: HttpStatus = 200
    header: MultiValueMap = Field(default_factory=dict)
    body: String = ""
    fault: Fault | None = None


class GatewayResponse(AwsDocument):
    """How the API answers an error of its own, as AWS stores it."""

    statusCode: Code | None = None
    responseParameters: AwsMap[String] = Field(default_factory=dict)
    responseTemplates: AwsMap[StringOrNull] = Field(default_factory=dict)


class Model(AwsDocument):
    """A model of the API, as `aws apigateway get-models` prints it; `schema` is its JSON Schema, as text or as an object."""

    contentType: StringOrNull = None
    json_schema: StringOrObject = Field(default_factory=dict, alias="schema")


class RequestValidator(AwsDocument):
    """What a request validator checks, as `aws apigateway get-request-validators` prints it."""

    validateRequestBody: YesOrNo = False
    validateRequestParameters: YesOrNo = False


class Api(Document):
    """What stands around the method; the method names a model by its name, a validator by its id."""

    binaryMediaTypes: AwsList[String] = Field(default_factory=list)
    models: dict[String, Model] = Field(default_factory=dict)
    requestValidators: dict[String, RequestValidator] = Field(default_factory=dict)


class Table(Document):
    """A DynamoDB table; `definition`: what create-table takes, or describe-table prints under `Table`; `items`: in DynamoDB JSON."""

    definition: Annotated[dict[String, Any], AfterValidator(shallow)]
    items: list[Annotated[dict[String, Any], AfterValidator(shallow_item)]] = Field(default_factory=list)


ExpectedBody = Annotated[Any, AfterValidator(shallow_item)]
"""Text, or another JSON value; null is a value too, and differs from a body that is left out."""


class ExpectedRequest(Document):
    """What the request to the backend should be: `body`, as of an `Expectation`."""

    body: ExpectedBody = None


class Expectation(Document):
    """What a case should answer; a `body` that is text is compared exactly, any other JSON value as JSON."""

    status: HttpStatus | None = None
    body: ExpectedBody = None
    header: dict[String, String] = Field(default_factory=dict)
    integrationRequest: ExpectedRequest | None = None


class Case(Document):
    """A further run of the same method; what it leaves out is the Scenario's. `after`: an earlier case, whose tables it goes on with."""

    name: String
    backend: Backend | None = None
    request: Request | None = None
    tables: list[Table] | None = None
    failure: GatewayResponseType | None = None
    after: StringOrNull = None
    expect: Expectation | None = None


class Scenario(Document):
    """Everything that one evaluation needs. Exactly one of `template` (the short form) and `method` is given."""

    version: Literal[1] = 1
    title: StringOrNull = None
    template: StringOrNull = None
    method: Method | None = None
    request: Request = Field(default_factory=Request)
    context: Annotated[dict[String, Any], AfterValidator(shallow)] = Field(default_factory=dict)
    stageVariables: dict[String, String] = Field(default_factory=dict)
    backend: Backend | None = None
    gatewayResponses: dict[String, GatewayResponse] = Field(default_factory=dict)
    tables: list[Table] | None = None
    api: Api = Field(default_factory=Api)
    failure: GatewayResponseType | None = None
    cases: list[Case] = Field(default_factory=list)

    @classmethod
    def load(cls, text: str | bytes) -> Scenario:
        """Read a Scenario's JSON (bytes are UTF-8). MalformedJson, InvalidDocument."""
        return cls.from_document(load_json(text))

    @classmethod
    def from_document(cls, document: object) -> Scenario:
        """The Scenario that a parsed JSON document is. InvalidDocument with every problem."""
        problems = _missing_or_double(document)
        try:
            scenario = cls.model_validate(document)
        except ValidationError as error:
            problems += problems_of(error)
        if problems or (problems := [*_without_code(scenario), *_unknown_after(scenario)]):
            raise InvalidDocument(problems)
        return scenario

    @property
    def effective_method(self) -> Method:
        """The method; for the short form, one with a single integration response for status 200 that is the default."""
        return _short_method(self.template) if self.method is None else self.method

    def where(self, *path: str) -> str:
        """The JSON Pointer of a part of the method in the document the user wrote: `/template` in the short form."""
        return to_pointer(("method", *path)) if self.method is not None else "/template"


@lru_cache(maxsize=8)
def _short_method(template: str | None) -> Method:
    response = IntegrationResponse(statusCode="200", responseTemplates={"application/json": template})
    return Method(methodIntegration=Integration(integrationResponses={"200": response}))


def text_at(scenario: Scenario, where: str) -> str | None:
    """The text that a JSON Pointer names in a Scenario; None where it names none."""
    value: object = scenario
    for part in from_pointer(where):
        value = _members(value).get(part)
    return value if isinstance(value, str) else None


def _members(value: object) -> dict[str, object]:
    """The members of a part of a Scenario, by their names in the document."""
    if not isinstance(value, BaseModel):
        return value if isinstance(value, dict) else {}
    aliases = _aliases(type(value))
    return {aliases.get(name, name): member for name, member in value}


@lru_cache(maxsize=32)
def _aliases(kind: type[BaseModel]) -> dict[str, str]:
    """The names in Python that differ from those in the document."""
    return {name: field.alias for name, field in kind.model_fields.items() if field.alias}


NEITHER = "needs `template` or `method`"
"""What is wrong with an object that is hardly meant as a Scenario."""


def _missing_or_double(document: object) -> list[Problem]:
    """What is wrong with the choice between `template` and `method`."""
    if not isinstance(document, dict):
        return []
    given = [name for name in ("template", "method") if document.get(name) is not None]
    if len(given) == 1:
        return []
    return [Problem("/template", "has a `method` beside it: keep one of the two") if given else Problem("", NEITHER)]


def _without_code(scenario: Scenario) -> list[Problem]:
    """The integration responses that name no status: neither by `statusCode` nor by their key."""
    responses = scenario.method.methodIntegration.integrationResponses if scenario.method else {}
    return [
        Problem(to_pointer(("method", "methodIntegration", "integrationResponses", key)), 'needs a `statusCode`, such as "200"')
        for key, response in responses.items()
        if not response.statusCode and not STATUS_CODE.fullmatch(key)
    ]


def _unknown_after(scenario: Scenario) -> list[Problem]:
    """The cases that go on after one that does not come before them."""
    names: set[str] = set()
    problems = []
    for index, case in enumerate(scenario.cases):
        if case.after is not None and case.after not in names:
            problems.append(Problem(f"/cases/{index}/after", "must be the name of an earlier case"))
        names.add(case.name)
    return problems
