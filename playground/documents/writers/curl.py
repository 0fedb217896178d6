"""The client's call of the deployed method, as a command of curl."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encoded

from playground.documents.writers.client_call import BREAKS, context_text, http_method, quote, resource_path, unfit
from playground.gateway.variables.context import DEFAULT_CONTEXT
from playground.jsontext.pointer import to_pointer
from playground.model import well_formed
from playground.model.documents import Exported

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model import Scenario

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A header's name (RFC 9110, "token"): nothing that curl would take for more."""
_PLACEHOLDER = re.compile(r"\{([^{}+]*)(\+?)\}")
_HOST = re.compile(r"[A-Za-z0-9.:-]+")


def to_curl(scenario: Scenario) -> Exported:
    """The client's call of the deployed method, for a POSIX shell."""
    method, url = http_method(scenario), _url(scenario)
    body = scenario.request.body
    words = ["curl", "--include", "--head" if method == "HEAD" else f"--request {quote(method)}", quote(url)]
    words += ["--path-as-is"] if "/." in url else []
    lines = [" ".join(words), *(f"--header {quote(header)}" for header in _headers(scenario))]
    if "\0" in body:
        raise unfit("/request/body", "has a NUL, which no command can hold")
    lines += [f"--data-raw {quote(body)}"] if body else []
    return Exported(text=" \\\n  ".join(lines) + "\n", filename="call.sh")


def _headers(scenario: Scenario) -> list[str]:
    """The client's headers as curl takes them. What is not sent counts as application/json, but curl sends others by itself."""
    given = {name.lower() for name in scenario.request.header}
    wanted = ["Accept", "Content-Type"] if scenario.request.body else ["Accept"]
    headers = [f"{name}: application/json" for name in wanted if name.lower() not in given]
    for name, values in scenario.request.header.items():
        where = to_pointer(("request", "header", name))
        if not _TOKEN.fullmatch(name):
            raise unfit(where, "is no name of a header")
        if any(BREAKS.search(value) for value in _listed(values)):
            raise unfit(where, "has a line end or a NUL, which no header can hold")
        headers += [f"{name}: {value}" if value.strip() else f"{name};" for value in _listed(values)]
    return headers


def _url(scenario: Scenario) -> str:
    """Where the client calls: the path of `$context` where it is given, else the stage and the resource with its parameters."""
    host = context_text(scenario, "domainName", str(DEFAULT_CONTEXT["domainName"]))
    if not _HOST.fullmatch(host):
        raise unfit("/context/domainName", "is no name of a host")
    parameters = scenario.request.path
    resource = resource_path(scenario)
    path = "/" + context_text(scenario, "stage", str(DEFAULT_CONTEXT["stage"])) + _filled(resource, parameters)
    path = context_text(scenario, "path", path if resource else str(DEFAULT_CONTEXT["path"]))
    query = "&".join(
        f"{_percent(name)}={_percent(value)}" for name, values in scenario.request.querystring.items() for value in _listed(values)
    )
    return f"https://{host}/{percent_encoded(well_formed(path).lstrip('/'), safe='/%:@!$&()*+,;=~')}{'?' if query else ''}{query}"


def _filled(resource: str, parameters: Mapping[str, str]) -> str:
    """A resource's path with its parameters, `{id}` and `{proxy+}`, in place."""

    def value(match: re.Match[str]) -> str:
        safe = "/" if match[2] else ""
        return percent_encoded(well_formed(parameters.get(match[1], match[1])), safe=safe)

    return _PLACEHOLDER.sub(value, resource)


def _percent(text: str) -> str:
    return percent_encoded(well_formed(text), safe="")


def _listed(values: str | list[str]) -> list[str]:
    return [values] if isinstance(values, str) else values
