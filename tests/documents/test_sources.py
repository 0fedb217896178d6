"""The files that one import reads, and the names that a document leaves open."""

from __future__ import annotations

import pytest

from playground.diagnostics import Span
from playground.documents.pasted import import_text
from playground.documents.sources import Sources
from playground.documents.tree import MalformedDocument, Node, Piece, SourceFile, assembled, pieces_of
from playground.documents.yaml_text import read_yaml


def _sources(companions: dict[str, str], given: dict[str, str] | None = None) -> Sources:
    return Sources(SourceFile("api.yaml", ""), companions, given or {}, read_tree=lambda file: read_yaml(file.text, file))


@pytest.mark.parametrize(
    ("path", "beside", "found"),
    [
        ("a.vtl", "", "a.vtl"),
        ("./templates/../a.vtl", "", "a.vtl"),
        ("templates\\b.vtl", "", "templates/b.vtl"),
        ("../up.vtl", "", "../up.vtl"),
        ("b.vtl", "templates/part.yaml", "templates/b.vtl"),
        ("../a.vtl", "templates/part.yaml", "a.vtl"),
    ],
)
def test_a_companion_is_found_beside_the_file_that_names_it(path: str, beside: str, found: str) -> None:
    sources = _sources({"a.vtl": "1", "templates/b.vtl": "2", "../up.vtl": "3", "templates/part.yaml": "{}"})
    file = sources.companion(path, sources.companion(beside) if beside else None)
    assert file is not None
    assert (file.name, sources.missing) == (found, {})


def test_what_was_not_given_is_missing_once_whatever_way_it_is_spelt() -> None:
    sources = _sources({})
    assert sources.companion("x/../gone.vtl") is None
    assert sources.companion_tree("./gone.vtl") is None
    assert list(sources.missing) == ["gone.vtl"]


def test_the_nodes_of_a_companion_name_it_and_its_tree_is_read_once() -> None:
    sources = _sources({"part.yaml": "a: {b: [c]}"})
    tree = sources.companion_tree("part.yaml")
    assert tree is sources.companion_tree("./part.yaml")
    assert tree is not None
    names = [node.file.name for node in (tree, tree.members["a"], *tree.members["a"].members["b"].items) if node.file]
    assert names == ["part.yaml"] * 3


def test_a_broken_companion_is_named() -> None:
    with pytest.raises(MalformedDocument) as caught:
        _sources({"part.yaml": "a: ["}).companion_tree("part.yaml")
    assert caught.value.file is not None
    assert caught.value.file.name == "part.yaml"


def test_an_open_name_has_the_same_value_everywhere_and_lists_each_place_once() -> None:
    sources = _sources({}, {"Given": "orders"})
    node, other = Node("x", Span(1, 2)), Node("x", Span(5, 6))
    assert [sources.fill("Stage", node), sources.fill("Stage", other), sources.fill("Stage", node)] == ["Stage"] * 3
    assert sources.fill("Given", node, "other") == "orders"
    assert sources.fill("Size", node, "5") == "5"
    assert sources.fill("Known", node, "its-name", known=True) == "its-name"
    assert {one.name: (one.value, len(one.places)) for one in sources.open.values()} == {
        "Stage": ("Stage", 2),
        "Given": ("orders", 1),
        "Size": ("5", 1),
    }


def test_a_text_that_was_put_together_knows_its_pieces() -> None:
    source = Node("a ${T} b", Span(0, 10))
    node = assembled([Piece("a ", source, 0, 2), Piece("table"), Piece(" b", source, 6, 8), Piece("")], source)
    assert node.text == "a table b"
    assert [one.text for one in node.pieces] == ["a ", "table", " b"]
    assert pieces_of(node) is node.pieces
    assert pieces_of(source) == (Piece("a ${T} b", source, 0, 8),)


def test_a_document_without_other_files_names_none_and_leaves_nothing_open() -> None:
    answer = import_text("#set($a = 1)", "a.vtl").to_document()
    assert (answer["parameters"], answer["missingFiles"], "file" in answer["operations"][0]["templates"][0]) == ([], [], False)
