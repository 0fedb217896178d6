"""A document that no reader takes is called what it is."""

from __future__ import annotations

import pytest

from playground.documents.pasted import import_text
from playground.errors import InvalidDocument


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("apiVersion: v1\nkind: Service\nspec: {}", "a Kubernetes resource"),
        ("name: x\non: push\njobs: {}", "a GitHub Actions workflow"),
        ("services: {web: {image: x}}", "a Compose file"),
        ("swagger: '2.0'\ninfo: {}", "an OpenAPI document without paths"),
        ("[1, 2]", "a list of 2 items"),
        ("{}", "an empty mapping"),
        ("a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\ng: 7", "a mapping with a, b, c, d, e, f and more"),
        ("just words", "a text alone"),
    ],
)
def test_what_it_was_read_as_is_said_with_what_was_looked_for(text: str, kind: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        import_text(text)
    assert caught.value.problems[0].message.endswith(f"; this is {kind}")
    assert "an OpenAPI document" in caught.value.problems[0].message
