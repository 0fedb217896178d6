"""Scenario and Result: the one definition of the JSON that the HTTP API, the command line, examples and share links speak.

A document that is no Scenario is refused with every problem at once, each with its JSON Pointer.
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationError, WithJsonSchema

from playground.diagnostics import Severity  # noqa: TC001 - pydantic reads it when the class is made
from playground.errors import InvalidDocument, PlaygroundError, Problem
from playground.pointer import to_pointer

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_STATUS_CODE = re.compile("[1-5][0-9]{2}")
_DEEPEST_CONTEXT = 50


class MalformedJson(PlaygroundError):
    """A text that is not JSON at all; `offset` counts characters from its start."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def _text(value: object) -> str:
    # Not pydantic's own `str`, which refuses a lone surrogate; Java takes one.
    if not isinstance(value, str):
        raise ValueError("must be text")  # noqa: TRY004 - pydantic collects ValueErrors
    return value


def _texts(value: object) -> str | list[str]:
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(member, str) for member in value)):
        return value
    raise ValueError("must be text, or a list of texts")


def _code(value: object) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _STATUS_CODE.fullmatch(text):
        raise ValueError('must be a status code from 100 to 599, such as "200"')
    return text


def _shallow(value: dict[str, Any]) -> dict[str, Any]:
    # What is laid over and walked level by level must not exhaust Python's stack.
    level: list[object] = [value]
    for _ in range(_DEEPEST_CONTEXT):
        level = [member for one in level for member in (one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())]
    if level:
        raise ValueError(f"is nested more than {_DEEPEST_CONTEXT} deep")
    return value


def _no_null(value: object) -> object:
    return {} if value is None else value


Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string"})]
TextOrNull = Annotated[
    str | None,
    PlainValidator(lambda value: None if value is None else _text(value)),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "null"}]}),
]
Texts = Annotated[
    str | list[str],
    PlainValidator(_texts),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Code = Annotated[str, PlainValidator(_code), WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]})]
HttpStatus = Annotated[int, Field(strict=True, ge=100, le=599)]
Headers = dict[Text, Texts]


class _Document(BaseModel):
    """What the playground itself defines: an unknown member is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Aws(BaseModel):
    """What AWS defines: members that are not used are kept."""

    model_config = ConfigDict(extra="allow", frozen=True)


class IntegrationResponse(_Aws):
    """One of a method's integration responses, as `aws apigateway get-method` prints it."""

    statusCode: Code = ""  # noqa: N815 - AWS's own names
    selectionPattern: TextOrNull = None  # noqa: N815
    responseParameters: Annotated[dict[Text, Text], BeforeValidator(_no_null)] = {}  # noqa: N815
    responseTemplates: Annotated[dict[Text, TextOrNull], BeforeValidator(_no_null)] = {}  # noqa: N815
    contentHandling: TextOrNull = None  # noqa: N815


class Integration(_Aws):
    """A method's integration."""

    type: Literal["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"] = "AWS"
    uri: TextOrNull = None
    requestParameters: Annotated[dict[Text, Text], BeforeValidator(_no_null)] = {}  # noqa: N815
    requestTemplates: Annotated[dict[Text, TextOrNull], BeforeValidator(_no_null)] = {}  # noqa: N815
    passthroughBehavior: Literal["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"] | None = None  # noqa: N815
    contentHandling: TextOrNull = None  # noqa: N815
    integrationResponses: Annotated[dict[Text, IntegrationResponse], BeforeValidator(_no_null)] = {}  # noqa: N815


class MethodResponse(_Aws):
    """One of a method's declared answers; of `responseParameters` the names count."""

    statusCode: Code = ""  # noqa: N815
    responseParameters: Annotated[dict[Text, Any], BeforeValidator(_no_null)] = {}  # noqa: N815


class Method(_Aws):
    """A method, as `aws apigateway get-method` prints it; without `methodResponses`, declarations are not checked."""

    httpMethod: TextOrNull = None  # noqa: N815
    requestParameters: Annotated[dict[Text, Any], BeforeValidator(_no_null)] = {}  # noqa: N815
    methodResponses: dict[Text, MethodResponse] | None = None  # noqa: N815
    methodIntegration: Integration = Integration()  # noqa: N815


class Request(_Document):
    """The client's call."""

    path: dict[Text, Text] = {}
    querystring: Headers = {}
    header: Headers = {}
    body: Text = ""


class Backend(_Document):
    """What the integration answered; `body` is the text as it was received."""

    status: HttpStatus = 200
    header: Headers = {}
    body: Text = ""


class GatewayResponse(_Aws):
    """How the API answers an error of its own, as AWS stores it."""

    statusCode: Annotated[str | None, BeforeValidator(lambda value: None if value is None else _code(value))] = None  # noqa: N815
    responseParameters: Annotated[dict[Text, Text], BeforeValidator(_no_null)] = {}  # noqa: N815
    responseTemplates: Annotated[dict[Text, TextOrNull], BeforeValidator(_no_null)] = {}  # noqa: N815


class Expectation(_Document):
    """What a case should answer."""

    status: HttpStatus | None = None
    body: TextOrNull = None


class Case(_Document):
    """A further backend for the same method."""

    name: Text
    backend: Backend = Backend()
    request: Request | None = None
    expect: Expectation | None = None


class Scenario(_Document):
    """Everything that one evaluation needs. Exactly one of `template` (the short form) and `method` is given."""

    version: Literal[1] = 1
    title: TextOrNull = None
    template: TextOrNull = None
    method: Method | None = None
    request: Request = Request()
    context: Annotated[dict[Text, Any], AfterValidator(_shallow)] = {}
    stageVariables: dict[Text, Text] = {}  # noqa: N815
    backend: Backend | None = None
    gatewayResponses: dict[Text, GatewayResponse] = {}  # noqa: N815
    cases: list[Case] = []

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
        if self.method is not None:
            return self.method
        response = IntegrationResponse(statusCode="200", responseTemplates={"application/json": self.template})
        return Method(methodIntegration=Integration(integrationResponses={"200": response}))

    def where(self, *path: str) -> str:
        """The JSON Pointer of a part of the method in the document the user wrote: `/template` in the short form."""
        return to_pointer(("method", *path)) if self.method is not None else "/template"


def parse_json(text: str | bytes) -> object:
    """A strict JSON document. MalformedJson with a sentence and a place."""
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return json.loads(decoded, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise MalformedJson(f"The document is not UTF-8: byte {error.start + 1} begins no character.", error.start) from None
    except json.JSONDecodeError as error:
        raise MalformedJson(
            f"The document is not JSON: {error.msg.lower()}, line {error.lineno}, column {error.colno}.", error.pos
        ) from None
    except RecursionError:
        raise MalformedJson("The document is nested too deep.") from None
    except ValueError as error:
        raise MalformedJson(f"The document has a number that cannot be read: {str(error)[:100]}") from None


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
        if not response.statusCode and not _STATUS_CODE.fullmatch(key)
    ]


def _refuse_constant(name: str) -> NoReturn:
    raise MalformedJson(f"The document is not JSON: {name} is no value there.")


_MESSAGES = {
    "extra_forbidden": "is no member here",
    "missing": "is missing",
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


# The answer


class Place(_Document):
    """A place in a text: line and column from 1, the column in UTF-16 units."""

    line: int
    column: int


class Edit(_Document):
    """An edit that mends a problem."""

    start: Place
    end: Place
    text: Text


class Finding(_Document):
    """A diagnostic, as a Result carries it; `where` is the JSON Pointer of the text in the Scenario."""

    code: str
    severity: Severity
    message: Text
    help: Text
    where: Text
    start: Place | None
    end: Place | None
    fix: list[Edit] | None = None


class Origin(_Document):
    """What set the status or a header, and where."""

    by: Literal["responseOverride", "integrationResponse", "gatewayResponse"]
    where: Text
    start: Place | None
    end: Place | None


class IntegrationRequest(_Document):
    """The request as it is sent to the backend: only what mappings, overrides and templates set."""

    body: Text
    header: dict[Text, Text]
    querystring: dict[Text, Text]
    path: dict[Text, Text]


class SelectedResponse(_Document):
    """The integration response that was selected, and why."""

    statusCode: Text  # noqa: N815
    selectionPattern: Text  # noqa: N815
    template: TextOrNull
    why: Text


class Usage(_Document):
    """What the evaluation used."""

    iterations: int
    bodyBytes: int  # noqa: N815
    milliseconds: float


class BodyPiece(_Document):
    """A piece of the body (offset and length in UTF-16 units), and the part of the template that wrote it."""

    offset: int
    length: int
    where: Text
    start: Place | None
    end: Place | None


class TraceSite(_Document):
    """A part of a template: how often it ran, the first values it took, and how often it was undefined."""

    where: Text
    kind: str
    start: Place | None
    end: Place | None
    count: int
    values: list[Text]
    missing: int


class Result(_Document):
    """What the client gets, and why; `status`, `headers` and `body` are null together where there is no answer of AWS's."""

    status: int | None
    headers: dict[Text, Text] | None
    body: TextOrNull
    statusFrom: Origin | None = None  # noqa: N815
    headersFrom: dict[Text, Origin] = {}  # noqa: N815
    integrationRequest: IntegrationRequest | None = None  # noqa: N815
    integrationResponse: SelectedResponse | None = None  # noqa: N815
    diagnostics: list[Finding] = []
    usage: Usage = Usage(iterations=0, bodyBytes=0, milliseconds=0)
    log: list[Text] = []
    bodyMap: list[BodyPiece] | None = None  # noqa: N815
    trace: list[TraceSite] | None = None

    def to_document(self) -> dict[str, Any]:
        """The Result as a JSON document; a finding without a fix has no `fix`, and what was not asked for is left out."""
        document = self.model_dump()
        for name in ("bodyMap", "trace"):
            if document[name] is None:
                del document[name]
        for finding in document["diagnostics"]:
            if finding["fix"] is None:
                del finding["fix"]
        return document

    def dump(self) -> str:
        """The Result as ASCII JSON; a lone surrogate prints `?`, as in Java."""
        return dump_json(self.to_document())


def dump_json(document: object) -> str:
    """ASCII JSON; pairs of surrogates are one character, a lone one is `?`."""
    return json.dumps(_well_formed(document), ensure_ascii=True, separators=(",", ":"))


def _well_formed(value: Any) -> Any:
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, dict):
        return {well_formed(key): _well_formed(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_well_formed(member) for member in value]
    return value


def well_formed(text: str) -> str:
    """The text as Java encodes it: a lone surrogate becomes `?`."""
    if _LONE_SURROGATE.search(text) is None:
        return text
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _LONE_SURROGATE.sub("?", paired)
