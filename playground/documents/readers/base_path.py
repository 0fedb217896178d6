"""The base path of an OpenAPI document, by the parameter `basepath` of an import (Developer Guide, "Set the OpenAPI basePath property").

`ignore`, which holds where nothing is said, leaves it away; `prepend` puts it before each path; `split` does so but for its first part,
which API Gateway leaves to a custom domain's mapping.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playground.documents.tree import Node

PARAMETER = "basepath"
IGNORE = "ignore"
_VARIABLE = re.compile(r"\{([^{}]+)\}")


def prefix(document: Node, mode: str) -> str:
    """What stands before each path of the document, such as `/v1`; "" where nothing does."""
    parts = [one for one in _written(document).split("/") if one] if mode in {"prepend", "split"} else []
    return "".join(f"/{one}" for one in (parts[1:] if mode == "split" else parts))


def _written(document: Node) -> str:
    """`basePath` of OpenAPI 2; of OpenAPI 3 the variable of that name of the first server that has one, else the path of the first URL."""
    if (given := document.get("basePath")) is not None:
        return given.text or ""
    servers = document.get("servers")
    listed = servers.items if servers is not None else []
    for server in listed:
        if (found := _default(server, "basePath")) is not None:
            return found
    url = listed[0].get("url") if listed else None
    if url is None or url.text is None:
        return ""
    filled = _VARIABLE.sub(lambda found: _default(listed[0], found[1]) or found[0], url.text)
    return urlsplit(filled).path


def _default(server: Node, name: str) -> str | None:
    """The default of a server's variable."""
    found = server.get("variables", name, "default")
    return found.text if found is not None else None
