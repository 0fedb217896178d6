"""A folder's files in HCL, or in Terraform's JSON, as one module → its API."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from playground.diagnostics import Span
from playground.documents.hcl.parser import looks_like_hcl, parse
from playground.documents.hcl.syntax import Body
from playground.documents.readers.found import Remark
from playground.documents.readers.terraform.api import read_api
from playground.documents.readers.terraform.context import Shared
from playground.documents.readers.terraform.json_syntax import body_of
from playground.documents.readers.terraform.module import Module
from playground.documents.tree import MalformedDocument, SourceFile

if TYPE_CHECKING:
    from playground.documents.readers.found import Found
    from playground.documents.sources import Sources

_ENDS = (".tf", ".tofu")
_JSON_ENDS = (".tf.json", ".tofu.json")


def is_terraform(name: str, text: str) -> bool:
    """Whether a document is a file of Terraform's language: by its name, or where that says nothing by how it begins."""
    ending = name.lower()
    return ending.endswith((*_ENDS, *_JSON_ENDS)) or ("." not in posixpath.basename(name) and looks_like_hcl(text))


def read_terraform(sources: Sources) -> Found:
    """The API of the module that the document and its companions in the same folder are. MalformedDocument."""
    shared = Shared(sources, lambda folder: _folder(shared, folder))
    main = sources.main
    named = [(main.name, main), *_siblings(sources, ".")]
    bodies = [
        _read(main, None, sources) if file is main else _of_sibling(file, shared) for _, file in sorted(named, key=lambda one: one[0])
    ]
    module = Module(bodies, shared)
    return read_api(list(module.instances()), sources, "a Terraform module", shared.left_out)


def _siblings(sources: Sources, folder: str) -> list[tuple[str, SourceFile]]:
    """The module's files among the companions in a folder, in the order of their names."""
    files = [(name, sources.companion(name)) for name in sorted(sources.companions) if (posixpath.dirname(name) or ".") == folder]
    return [(name, file) for name, file in files if file is not None and name.lower().endswith((*_ENDS, *_JSON_ENDS))]


def _folder(shared: Shared, folder: str) -> list[Body] | None:
    """The bodies of the files in a folder; None where none was given, which is listed as missing."""
    files = _siblings(shared.sources, folder) if folder != "." else []
    if not files:
        shared.sources.missing[f"{folder}/*.tf"] = None
        return None
    return [_of_sibling(file, shared) for _, file in files]


def _of_sibling(file: SourceFile, shared: Shared) -> Body:
    """The body of a companion; one that cannot be read is left out of the module, which is told."""
    try:
        return _read(file, file, shared.sources)
    except MalformedDocument as error:
        shared.left_out.append(Remark(error.message, Span(error.offset, error.offset), file.name, file))
        return Body()


def _read(file: SourceFile, as_companion: SourceFile | None, sources: Sources) -> Body:
    """The body of a file, whose places name it where it is a companion. MalformedDocument."""
    if not file.name.lower().endswith(_JSON_ENDS):
        return parse(file.text, as_companion)
    return body_of(sources.read_tree(file), as_companion)
