"""What the framework adds to an event with `integration: lambda` that says nothing of it.

Documented: "REST API", Lambda Integration (default request templates, default status codes). The templates are our own: they send the
members that the framework's send.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

STATUS_PATTERNS = {
    "200": "",
    **{code: rf"[\s\S]*\[{code}\][\s\S]*" for code in ("400", "401", "403", "404", "422")},
    "500": r"[\s\S]*(Process\s?exited\s?before\s?completing\s?request|\[500\])[\s\S]*",
    "502": r"[\s\S]*\[502\][\s\S]*",
    "504": r"([\s\S]*\[504\][\s\S]*)|(.*Task timed out after \d+\.\d+ seconds$)",
}
"""The selection pattern of each status."""
_MAP = """#define($members){#foreach($name in $map.keySet())
"$util.escapeJavaScript($name)": "$util.escapeJavaScript($map.get($name)).replaceAll("\\\\'", "'")"#if($foreach.hasNext),#end
#end}#end
"""
_FORM = """#define($body){#foreach($pair in $input.path('$').split('&'))
#set($parts = $pair.split('='))
#set($value = '')
#if($parts.size() > 1)
#set($value = $util.escapeJavaScript($util.urlDecode($parts[1])).replaceAll("\\\\'", "'"))
#end
"$util.escapeJavaScript($util.urlDecode($parts[0]))": "$value"#if($foreach.hasNext),#end
#end}#end
"""
_MAPS = {
    "enhancedAuthContext": "$context.authorizer",
    "headers": "$input.params().header",
    "query": "$input.params().querystring",
    "path": "$input.params().path",
    "identity": "$context.identity",
    "stageVariables": "$stageVariables",
}


def request_templates(claims: Iterable[str]) -> dict[str, str]:
    """The templates by content type. `claims` are those of the authorizer that are sent as well."""
    common = _members(claims)
    return {
        "application/json": f'#set($body = $input.json("$"))\n{_MAP}{common}',
        "application/x-www-form-urlencoded": f"{_FORM}{_MAP}{common}",
    }


def _members(claims: Iterable[str]) -> str:
    """The object that is sent."""
    own = "".join(f'    "{_short(one)}": "{_reference(one)}",\n' for one in claims)
    maps = "".join(f'#set($map = {reference})\n  "{name}": $members,\n' for name, reference in _MAPS.items())
    return (
        '{\n  "body": $body,\n  "method": "$context.httpMethod",\n  "principalId": "$context.authorizer.principalId",\n'
        '  "stage": "$context.stage",\n  "cognitoPoolClaims": {\n'
        f'{own}    "sub": "$context.authorizer.claims.sub"\n  }},\n{maps}  "requestPath": "$context.resourcePath"\n}}\n'
    )


def _short(claim: str) -> str:
    """`custom:tenant` is sent as `tenant`."""
    return claim.partition(":")[2] or claim


def _reference(claim: str) -> str:
    return f"$context.authorizer.claims['{claim}']" if ":" in claim else f"$context.authorizer.claims.{claim}"
