"""Scenario: everything that one evaluation needs. A document that is none is refused with every problem at once, each with its path."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError

from playground.errors import InvalidDocument, Problem
from playground.model.document import (
    STATUS_CODE,
    AwsDocument,
    Code,
    Document,
    Headers,
    HttpStatus,
    Text,
    TextOrNull,
    no_null,
    shallow,
    to_code,
)
from playground.model.text import parse_json
from playground.pointer import to_pointer


class IntegrationResponse(AwsDocument):
    """One of a method's integration responses, as `aws apigateway get-method` prints it."""

    statusCode: Code = ""  # noqa: N815 - AWS's own names
    selectionPattern: TextOrNull = None  # noqa: N815
    responseParameters: Annotated[dict[Text, Text], BeforeValidator(no_null)] = Field(default_factory=dict)  # noqa: N815
    responseTemplates: Annotated[dict[Text, TextOrNull], BeforeValidator(no_null)] = Field(default_factory=dict)  # noqa: N815
    contentHandling: TextOrNull = None  # noqa: N815


class Integration(AwsDocument):
    """A method's integration."""

    type: Literal["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"] = "AWS"
    uri: TextOrNull = None
    requestParameters: Annotated[dict[Text, Text], BeforeValidator(no_null)] = Field(default_factory=dict)  # noqa: N815
    requestTemplates: Annotated[dict[Text, TextOrNull], BeforeValidator(no_null)] = Field(default_factory=dict)  # noqa: N815
    passthroughBehavior: Literal["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"] | None = None  # noqa: N815
    contentHandling: TextOrNull = None  # noqa: N815
    integrationResponses: Annotated[dict[Text, IntegrationResponse], BeforeValidator(no_null)] = Field(default_factory=dict)  # noqa: N815


class MethodResponse(AwsDocument):
    """One of a method's declared answers; of `responseParameters` the names count."""

    statusCode: Code = ""  # noqa: N815
    responseParameters: Annotated[dict[Text, Any], BeforeValidator(no_null)] = Field(default_factory=dict)  # noqa: N815


class Method(AwsDocument):
    """A method, as `aws apigateway get-method` prints it; without `methodResponses`, declarations are not checked."""

    httpMethod: TextOrNull = None  # noqa: N815
    requestParameters: Annotated[dict[Text, Any], BeforeValidator(no_null)] = Field(default_factory=dict)  # noqa: N815
    methodResponses: dict[Text, MethodResponse] | None = None  # noqa: N815
    methodIntegration: Integration = Field(default_factory=Integration)  # noqa: N815


class Request(Document):
    """The client's call."""

    path: dict[Text, Text] = Field(default_factory=dict)
    querystring: Headers = Field(default_factory=dict)
    header: Headers = Field(default_factory=dict)
    body: Text = ""


class Backend(Document):
    """What the integration answered; `body` is the text as it was received."""

    status: HttpStatus = 200
    header: Headers = Field(default_factory=dict)
    body: Text = ""


class GatewayResponse(AwsDocument):
    """How the API answers an error of its own, as AWS stores it."""

    statusCode: Annotated[str | None, BeforeValidator(lambda value: None if value is None else to_code(value))] = None  # noqa: N815
    responseParameters: Annotated[dict[Text, Text], BeforeValidator(no_null)] = Field(default_factory=dict)  # noqa: N815
    responseTemplates: Annotated[dict[Text, TextOrNull], BeforeValidator(no_null)] = Field(default_factory=dict)  # noqa: N815


class Expectation(Document):
    """What a case should answer."""

    status: HttpStatus | None = None
    body: TextOrNull = None


class Case(Document):
    """A further backend for the same method."""

    name: Text
    backend: Backend = Field(default_factory=Backend)
    request: Request | None = None
    expect: Expectation | None = None


class Scenario(Document):
    """Everything that one evaluation needs. Exactly one of `template` (the short form) and `method` is given."""

    version: Literal[1] = 1
    title: TextOrNull = None
    template: TextOrNull = None
    method: Method | None = None
    request: Request = Field(default_factory=Request)
    context: Annotated[dict[Text, Any], AfterValidator(shallow)] = Field(default_factory=dict)
    stageVariables: dict[Text, Text] = Field(default_factory=dict)  # noqa: N815
    backend: Backend | None = None
    gatewayResponses: dict[Text, GatewayResponse] = Field(default_factory=dict)  # noqa: N815
    cases: list[Case] = Field(default_factory=list)

    @classmethod
    def load(cls, text: str | bytes) -> Scenario:
        """Read a Scenario's JSON (bytes are UTF-8). MalformedJson, InvalidDocument."""
        return cls.from_document(parse_json(text))

    @classmethod
    def from_document(cls, document: object) -> Scenario:
        """The Scenario that a parsed JSON document is. InvalidDocument with every problem."""
        problems = _missing_or_double(document)
        try:
            scenario = cls.model_validate(document)
        except ValidationError as error:
            problems += [_to_problem(dict(found)) for found in error.errors(include_url=False, include_context=False)]
        if problems or (problems := _without_code(scenario)):
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
    for part in where.split("/")[1:]:
        members = value if isinstance(value, dict) else dict(value) if isinstance(value, BaseModel) else {}
        value = members.get(part.replace("~1", "/").replace("~0", "~"))
    return value if isinstance(value, str) else None


def _missing_or_double(document: object) -> list[Problem]:
    """What is wrong with the choice between `template` and `method`."""
    if not isinstance(document, dict):
        return []
    given = [name for name in ("template", "method") if document.get(name) is not None]
    if len(given) == 1:
        return []
    return [Problem("/template", "has a `method` beside it: keep one of the two") if given else Problem("", "needs `template` or `method`")]


def _without_code(scenario: Scenario) -> list[Problem]:
    """The integration responses that name no status: neither by `statusCode` nor by their key."""
    responses = scenario.method.methodIntegration.integrationResponses if scenario.method else {}
    return [
        Problem(to_pointer(("method", "methodIntegration", "integrationResponses", key)), 'needs a `statusCode`, such as "200"')
        for key, response in responses.items()
        if not response.statusCode and not STATUS_CODE.fullmatch(key)
    ]


_MESSAGES = {
    "extra_forbidden": "is no member here",
    "missing": "is missing",
    "is_instance_of": "must be text",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "list_type": "must be a list",
    "string_unicode": "has a name with half a character in it",
    "int_type": "must be a whole number",
    "greater_than_equal": "must be from 100 to 599",
    "less_than_equal": "must be from 100 to 599",
}


def _to_problem(error: dict[str, Any]) -> Problem:
    """One problem of pydantic's, in plain words."""
    path = [str(part) for part in error["loc"] if part != "[key]"]
    message = _MESSAGES.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    if error["type"] == "literal_error":
        choices = error["msg"].removeprefix("Input should be ")
        message = f"must be one of {choices}" if " or " in choices else f"must be {choices}"
    return Problem(to_pointer(path), message)
