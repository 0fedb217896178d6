"""The address that an integration's `uri` stands for, as the execution log names it.

Evidence: recorded: ls (test-invoke of a Lambda function, 2025-08); user-reported: an execution log of GetItem; documented:
API_PutIntegration (`arn:aws:apigateway:{region}:{subdomain.service|service}:path|action/{service_api}`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

_SERVICE = re.compile(
    r"arn:(?P<partition>aws[a-z-]*):apigateway:(?P<region>[^:/]+):(?P<service>[^:/]+):(?P<kind>action|path)/(?P<rest>.*)", re.DOTALL
)
_DOMAINS = {"aws-cn": "amazonaws.com.cn"}
_DOMAIN = "amazonaws.com"
_STAGE_VARIABLE = re.compile(r"\$\{stageVariables\.([A-Za-z0-9_]+)\}")
_PARAMETER = re.compile(r"\{([^{}]+)\}")


def path_parameters(uri: str) -> frozenset[str]:
    """The names that stand as `{name}` in the path of a `uri`."""
    return frozenset(found[1] for found in _PARAMETER.finditer(_STAGE_VARIABLE.sub("", uri.partition("?")[0])))


def address(uri: str, path: Mapping[str, str], querystring: Mapping[str, str], stage_variables: Mapping[str, str]) -> str:
    """Where a call with these parameters goes: `https://dynamodb.eu-west-1.amazonaws.com/?Action=GetItem`.

    A `uri` that names no service of AWS's is an address itself. Stage variables and `{name}` of the path are put in.
    """
    uri = _STAGE_VARIABLE.sub(lambda match: stage_variables.get(match[1], ""), uri)
    uri = _PARAMETER.sub(lambda match: path.get(match[1], match[0]), uri)
    query = urlencode(querystring, errors="replace", quote_via=quote)
    found = _SERVICE.fullmatch(uri)
    if found is not None:
        host = f"{found['service']}.{found['region']}.{_DOMAINS.get(found['partition'], _DOMAIN)}"
        is_action = found["kind"] == "action"
        uri = f"https://{host}/{'?Action=' if is_action else ''}{found['rest']}"
    if not query:
        return uri
    return f"{uri}{'&' if '?' in uri else '?'}{query}"
