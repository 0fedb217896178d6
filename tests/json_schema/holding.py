"""Documents that are held against schemas: what the tests of the schema library share."""

from __future__ import annotations

import json
import time
from typing import Any

from playground.json_schema import Budget, Checked, check
from playground.jsontext.exact import load_exact

ADDRESS = "https://apigateway.amazonaws.com/restapis/a1b2c3/models/"


def held(schema: Any, document: str, seconds: float = 5.0, **models: Any) -> Checked:
    """What a check of the document against a schema comes to; `models` are the other models of the API, by name."""
    end = time.monotonic() + seconds
    texts = {name: json.dumps(one) for name, one in {"M": schema, **models}.items()}
    return check("M", texts, load_exact(document), Budget(0.1, lambda: max(0.0, end - time.monotonic())))


def words(schema: Any, document: str, **models: Any) -> list[str]:
    """The violations as lines: the path in the document, and the message."""
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in held(schema, document, **models).violations]
