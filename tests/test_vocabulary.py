"""The vocabulary tells of all that the engine gives a template, of nothing else, and the truth; the page offers the same."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from playground import Scenario, evaluate
from playground.gateway.checks.template import known_members
from playground.gateway.variables.input import Input
from playground.gateway.variables.util import Util
from playground.gateway.vocabulary import SAMPLE, vocabulary
from playground.jsontext.java_numbers import BigInteger, Byte, Float, HugeInteger, Long, Short
from playground.vtl.compile.calls import NEWER_METHODS
from playground.vtl.explain import method_kinds
from playground.vtl.java import methods
from playground.vtl.java.objects import Entry, JavaClass, JavaIterator
from playground.vtl.java.values import ArrayList, Host, JavaArray, JavaSet
from playground.vtl.runtime.foreach_status import PROPERTIES, Foreach
from playground.vtl.syntax import texts
from playground.vtl.vocabulary import DirectiveTerm, Term, read_declaration
from static.vocabulary import SAMPLE_SCRIPT, SCRIPT, sample_script, to_script

WORDS = vocabulary()
TYPES = WORDS.types
NOT_RUN = {"macro", "include", "parse", "evaluate"}
"""Directives of Velocity's that API Gateway does not run (recorded: airspeed/test_recursive_macro, test_evaluate_directive)."""
REFUSED = {("Set", "add"), ("Set", "addAll")}
"""Methods that always fail."""
VALUES: dict[str, list[object]] = {
    "String": ["a"],
    "Integer": [1],
    "Long": [2**40, Long(1)],
    "Double": [1.5],
    "Short": [Short(1)],
    "Byte": [Byte(1)],
    "Float": [Float(1)],
    "BigInteger": [2**70, BigInteger(1), HugeInteger(1)],
    "BigDecimal": [Decimal("1.5")],
    "Boolean": [True],
    "Map": [{}],
    "List": [ArrayList()],
    "JSONArray": [[]],
    "Array": [JavaArray()],
    "Set": [JavaSet([], {})],
    "Entry": [Entry({}, "a")],
    "Iterator": [JavaIterator([])],
    "Class": [JavaClass("a")],
    "Object": [object()],
    "$foreach": [Foreach(1, None)],
    "$input": [object.__new__(Input)],
    "$util": [object.__new__(Util)],
}
"""Values of each type that has methods of its own."""


def terms_of(name: str) -> list[Term]:
    """The terms of a type, with those of the types that it extends."""
    known = TYPES[name]
    return [*known.terms, *(terms_of(known.extends) if known.extends else [])]


def signatures(name: str) -> set[tuple[str, int]]:
    """The methods among a type's terms: (name, number of parameters)."""
    found = (read_declaration(term.declaration) for term in terms_of(name))
    return {(one.name, len(one.parameters)) for one in found if one.parameters is not None}


def properties(name: str) -> set[str]:
    return {one.name for term in terms_of(name) if (one := read_declaration(term.declaration)).parameters is None}


def is_getter(method: str, names: set[str]) -> bool:
    """Whether a method gives what is told of as a property."""
    return method in names or any(method == f"{verb}{name[:1].upper()}{name[1:]}" for verb in ("get", "is") for name in names)


ALL: list[tuple[str, Term | DirectiveTerm]] = [
    *((f"#{one.name}", one) for one in WORDS.directives),
    *((f"${one.declaration}", one) for one in (*WORDS.variables, *WORDS.loop_variables)),
    *((f"{name}.{one.declaration}", one) for name, known in TYPES.items() for one in known.terms),
]


@pytest.mark.parametrize("term", [one for _, one in ALL], ids=[name for name, _ in ALL])
def test_an_example_writes_what_is_said(term: Term | DirectiveTerm) -> None:
    result = evaluate(Scenario.from_document({**SAMPLE, "template": term.example}))
    assert result.body == term.output
    uncertain = term.uncertain if isinstance(term, Term) else ""
    assert {one.code for one in result.diagnostics} - {"body.json", "lint.injection"} == ({uncertain} if uncertain else set())


@pytest.mark.parametrize("term", [one for _, one in ALL], ids=[name for name, _ in ALL])
def test_an_example_uses_its_term_and_help_is_a_sentence(term: Term | DirectiveTerm) -> None:
    name = term.name if isinstance(term, DirectiveTerm) else read_declaration(term.declaration).name
    assert name.strip("#") in term.example
    assert term.help.endswith((".", "…"))
    assert len(term.help) <= 160


@pytest.mark.parametrize("name", TYPES)
def test_a_declaration_names_types_that_there_are(name: str) -> None:
    plain = {"int", "long", "short", "byte", "char", "double", "float", "boolean", "void", "CharSequence"}
    for term in terms_of(name):
        read = read_declaration(term.declaration)
        for type_ in (read.type, *(type_ for type_, _ in read.parameters or ())):
            assert set(re.split(r"[<>, \[\]]+", type_)) - {""} <= {*TYPES, *plain}, term.declaration


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in VALUES.items() for value in values])
def test_all_methods_of_a_value_are_told_of_and_no_others(name: str, value: object) -> None:
    there = {(method, count) for method, counts in methods.argument_counts(value).items() for count in counts}
    if TYPES[name].extends == "" and name != "Object":  # of what only API Gateway has, what every Java object has is not offered
        there -= signatures("Object")
    names = properties(name) | {"class"}
    own = {(method, count) for method, count in there if not is_getter(method, names) and (name, method) not in REFUSED}
    assert own - signatures(name) == set(), "not told of in vtl/vocabulary or gateway/vocabulary"
    assert signatures(name) - own == set(), "told of, but the engine has none such"


def hosts(parent: type[Host]) -> set[type[Host]]:
    return {parent} | {one for child in parent.__subclasses__() for one in hosts(child)}


def test_no_type_with_methods_is_left_out() -> None:
    known = {type(value) for values in VALUES.values() for value in values}
    others = [kind for kind in hosts(Host) - known if kind.__module__.startswith("playground.")]
    assert all(set(kind.methods) <= (signatures("Map") if issubclass(kind, dict) else set()) for kind in others)
    assert set(methods._BY_TYPE) <= known


@pytest.mark.parametrize("name", [name for name in VALUES if name in {"Entry", "Class"}])
def test_a_property_is_there(name: str) -> None:
    value: Any = VALUES[name][0]
    assert all(methods.get_property(value, one) is not None or one == "value" for one in properties(name))


def test_directives_are_those_that_are_run() -> None:
    known = {"if", "elseif", "else", "end", "set"} | texts.BLOCK_DIRECTIVES | texts.LINE_DIRECTIVES
    assert {one.name for one in WORDS.directives} == {f"#{name}" for name in known - NOT_RUN} | {"#[["}


@pytest.mark.parametrize("directive", WORDS.directives, ids=lambda one: one.name)
def test_what_an_editor_writes_for_a_directive_runs(directive: DirectiveTerm) -> None:
    places = {"${condition}": "true", "${value}": "1", "${$item}": "$item", "${$list}": "[1, 2]", "${$name}": "$name", "${}": "inner"}
    written = directive.snippet
    for place, instead in places.items():
        written = written.replace(place, instead)
    around = {
        "#elseif": "#if(false)a %s b#end",
        "#else": "#if(false)a %s b#end",
        "#end": "#if(true)a %s",
        "#break": "#foreach($i in [1])%s #end",
    }
    result = evaluate(Scenario.from_document({"template": around.get(directive.name, "a %s z") % written, "backend": {"body": "{}"}}))
    assert result.status == 200
    assert {one.code for one in result.diagnostics} <= {"body.json"}
    assert "#" not in (result.body or "")


def test_properties_of_a_loop_are_those_that_it_has() -> None:
    assert properties("$foreach") - properties("Map") == set(PROPERTIES)


def test_members_of_context_are_those_that_are_known() -> None:
    elsewhere = {"error", "status", "customDomain"}  # in gateway responses, or in access logs alone
    assert properties("$context") - properties("Object") == known_members._CONTEXT - elsewhere
    assert properties("$context.identity") - properties("Object") == known_members._IDENTITY


def test_members_of_input_are_those_that_are_known() -> None:
    own = {read_declaration(term.declaration).name for term in TYPES["$input"].terms}
    assert own == known_members._INPUT


def test_methods_that_an_older_java_has_not_are_uncertain() -> None:
    newer = {read_declaration(term.declaration) for term in TYPES["String"].terms if term.uncertain == "uncertain.java"}
    assert {(one.name, len(one.parameters or ())) for one in newer} == NEWER_METHODS, "vtl/compile/calls says otherwise"


def test_what_a_method_gives_is_known_by_its_name_where_all_of_that_name_give_the_same() -> None:
    kinds: dict[str, type] = {"Boolean": bool, "String": str} | dict.fromkeys(
        ("Number", *(name for name in TYPES if TYPES[name].extends == "Number")), int
    )
    given: dict[str, set[type | None]] = {}
    for known in TYPES.values():
        for read in (read_declaration(term.declaration) for term in known.terms):
            if read.parameters is not None:
                given.setdefault(read.name, set()).add(kinds.get(WORDS.boxes.get(read.type, read.type)))
    sure = {name: kind for name, (kind, *others) in given.items() if kind is not None and not others and name not in method_kinds._CHANGING}
    assert {name: kind for name, kind in method_kinds._GIVES.items() if name in given} == sure, "vtl/explain/method_kinds says otherwise"


def test_a_declaration_is_read() -> None:
    assert read_declaration("static String join(CharSequence delimiter, List elements)") == (
        "join",
        "String",
        (("CharSequence", "delimiter"), ("List", "elements")),
        True,
    )
    assert read_declaration("Map<String, List<String>> header") == ("header", "Map<String, List<String>>", None, False)
    assert read_declaration("$context.identity identity").type == "$context.identity"
    with pytest.raises(ValueError, match="no-declaration"):
        read_declaration("no-declaration")


def test_the_page_has_the_same() -> None:
    assert Path(SCRIPT).read_text("utf-8") == to_script(WORDS), "write it anew: make check-page FIX=--vocabulary"
    assert Path(SAMPLE_SCRIPT).read_text("utf-8") == sample_script(), "write it anew: make check-page FIX=--vocabulary"
