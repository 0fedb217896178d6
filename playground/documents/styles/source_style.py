"""A scalar of any document with another text, in the style in which it stands."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from playground.documents.styles import hcl_text, json_string, yaml_scalar
from playground.documents.styles.yaml_scalar import Unwritable
from playground.documents.yaml_text import scalar_styles

if TYPE_CHECKING:
    from playground.documents.tree import Node, SourceFile
    from playground.documents.yaml_text import ScalarStyle

_HCL = (".tf", ".hcl", ".tofu")

__all__ = ["Unwritable", "rewritten"]


def rewritten(node: Node, new: str, file: SourceFile, *, as_json: bool) -> tuple[str, str]:
    """What stands at the span of `node`, in its file, where its text becomes `new`; and what it is now, in words, where that is another
    style. `as_json`: the file is read as JSON. Unwritable.
    """
    span, old = node.span, node.text or ""
    raw = file.text[span.start : span.end]
    if raw == old and (span.start, span.end) == (0, len(file.text)):
        return new, ""
    if file.name.lower().endswith(_HCL):
        return hcl_text.rewritten(raw, old, new)
    if as_json:
        return json_string.rewritten(raw, new, file.text), ""
    style = _styles(file.text).get(span.start)
    if style is None:
        raise Unwritable
    return yaml_scalar.rewritten(file.text, span, old, new, style)


@lru_cache(maxsize=2)
def _styles(text: str) -> dict[int, ScalarStyle]:
    """The styles of a document, which is asked once for each scalar that changes."""
    return scalar_styles(text)
