"""What HCL's operators and functions give, after the examples of their documentation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from playground.documents.hcl.evaluator import evaluate
from playground.documents.hcl.parser import parse_expression
from playground.documents.hcl.scope import Budget, Scope
from playground.documents.hcl.values import Unknown, open_value, unknown
from playground.documents.json_text import read_json
from playground.documents.readers.terraform.files import Files
from playground.documents.sources import Sources
from playground.documents.tree import Node, SourceFile
from playground.documents.yaml_text import read_yaml

if TYPE_CHECKING:
    from playground.documents.hcl.syntax import Expression

FILES = {"a.txt": "A\r\nB", "t.tftpl": "%{ for x in xs ~}\n<${x}>$${y}\n%{ endfor ~}\n", "c.yaml": "a: [1, b]\n"}


def value_of(text: str) -> Node:
    """The value of an expression; `open` is a name that nobody knows."""
    file = SourceFile("", text)
    sources = Sources(file, FILES, {}, read_tree=lambda one: (read_json if one.name.endswith("json") else read_yaml)(one.text, one))

    def find(name: str, at: Expression) -> Node:
        if name == "open":
            return open_value("open", {"open.given": "as given"}, at)
        raise unknown(f"{name} is not known", at)

    return evaluate(parse_expression(text), Scope(find, Budget(), Files(sources)))


@pytest.mark.parametrize(
    ("written", "gives"),
    [
        ("1 + 2 * 3 - 4 / 2", 5),
        ("10 % 4", 2),
        ("-(2 - 5)", 3),
        ("1 / 4", 0.25),
        ("5-10", -5),
        ("1 < 2 && 2 <= 2 || false", True),
        ("!true == false", True),
        ('"1" == 1', False),
        ("[1, 2] == [1, 2]", True),
        ("null == null", True),
        ("{a = 1} != {a = 2}", True),
        ('true ? "a" : open.b', "a"),
        ("[for x in [1, 2, 3] : x * 2 if x != 2]", [2, 6]),
        ("{for k, v in {b = 1, a = 2} : upper(k) => v}", {"A": 2, "B": 1}),
        ('{for s in ["a", "b", "ab"] : substr(s, 0, 1) => s...}', {"a": ["a", "ab"], "b": ["b"]}),
        ("[for i, x in [7, 8] : i]", [0, 1]),
        ('[for x in toset(["b", "a", "b"]) : x]', ["a", "b"]),
        ("[{a = 1}, {a = 2}][*].a", [1, 2]),
        ("[{a = [5]}, {a = [6]}].*.a", [[5], [6]]),
        ("{a = {b = [1, 2]}}.a.b[1]", 2),
        ('{a = 1}["a"]', 1),
        ("[1, 2].1", 2),
        ('"${[1]}"', [1]),
        ('"a" == "a" ? null : 1', None),
        ('open == "open"', True),
    ],
)
def test_an_expression_gives_its_value(written: str, gives: object) -> None:
    assert value_of(written).plain() == gives


@pytest.mark.parametrize(
    ("written", "gives"),
    [
        ('file("./a.txt")', "A\r\nB"),
        ('fileexists("a.txt")', True),
        ('fileexists("gone.txt")', False),
        ('filebase64("a.txt")', "QQ0KQg=="),
        ('templatefile("t.tftpl", {xs = [1, "b"]})', "<1>${y}\n<b>${y}\n"),
        ('templatestring("${"$"}{a}", {a = 1})', 1),
        ('jsonencode({b = "<a&\\"\\n>", a = [1, true, null, 1.50]})', '{"a":[1,true,null,1.5],"b":"\\u003ca\\u0026\\"\\n\\u003e"}'),
        ("jsonencode([])", "[]"),
        ("jsonencode({})", "{}"),
        ('jsondecode("{\\"a\\": [1]}")', {"a": [1]}),
        ('yamldecode(file("c.yaml"))', {"a": [1, "b"]}),
        ('yamlencode({b = [1, {c = "d"}], a = {}})', '"a": {}\n"b":\n- 1\n- "c": "d"\n'),
        ('yamlencode({t = "x\\ny\\n", e = []})', '"e": []\n"t": |\n  x\n  y\n'),
        ('base64encode("Hello World")', "SGVsbG8gV29ybGQ="),
        ('base64decode("SGVsbG8gV29ybGQ=")', "Hello World"),
        ('md5("hello world")', "5eb63bbbe01eeed093cb22bb8f5acdc3"),
        ('sha1("hello world")', "2aae6c35c94fcfb415dbe95f408b9ce91ee846ed"),
        ('urlencode("Hello World!")', "Hello+World%21"),
        ('basename("a/b.txt")', "b.txt"),
        ('dirname("a/b.txt")', "a"),
        ('replace("1 + 2 + 3", "+", "-")', "1 - 2 - 3"),
        ('replace("hello world", "/w.*d/", "everybody")', "hello everybody"),
        ('replace("a", "b", "c")', "a"),
        ('join("-", ["foo", "bar", 1])', "foo-bar-1"),
        ('join(", ", [])', ""),
        ('split(",", "foo,bar,")', ["foo", "bar", ""]),
        (
            'format("Hello, %s! %d%% %5.1f|%-4s|%4s|%q %v", "you", 7, 2.25, "a", "b", "c\\"", true)',
            'Hello, you! 7%   2.2|a   |   b|"c\\"" true',
        ),
        ('format("%[2]s %[1]s", "a", "b")', "b a"),
        ('format("%03d", 7)', "007"),
        ('formatlist("%s: %s", "x", ["a", "b"])', ["x: a", "x: b"]),
        ('trimspace("  a b\\n\\n")', "a b"),
        ('trim("?!hello?!", "!?")', "hello"),
        ('trimprefix("helloworld", "hello")', "world"),
        ('trimsuffix("helloworld", "world")', "hello"),
        ('chomp("hello\\r\\n\\n")', "hello"),
        ('indent(2, "a\\nb\\n")', "a\n  b\n  "),
        ('substr("hello world", 1, 4)', "ello"),
        ('substr("hello", -3, -1)', "llo"),
        ('title("hello world")', "Hello World"),
        ('upper("hé")', "HÉ"),
        ('lower("HÉ")', "hé"),
        ('strrev("abc")', "cba"),
        ('startswith("abc", "ab")', True),
        ('endswith("abc", "ab")', False),
        ('strcontains("abc", "b")', True),
        ("keys({b = 1, a = 2})", ["a", "b"]),
        ("values({b = 1, a = 2})", [2, 1]),
        ("merge({a = 1, b = 2}, null, {b = 3})", {"a": 1, "b": 3}),
        ("merge([{a = 1}, {b = 2}]...)", {"a": 1, "b": 2}),
        ("concat([1], [2, 3])", [1, 2, 3]),
        ('lookup({a = 1}, "b", 2)', 2),
        ("element([1, 2, 3], 4)", 2),
        ('length("héé")', 3),
        ("length({a = 1})", 1),
        ('contains(["a"], "a")', True),
        ("flatten([[1], [2, [3]], []])", [1, 2, 3]),
        ('coalesce("", null, "b")', "b"),
        ("coalescelist([], [1])", [1]),
        ('compact(["a", "", null, "b"])', ["a", "b"]),
        ("distinct([1, 2, 1])", [1, 2]),
        ('toset(["b", "a"])', ["a", "b"]),
        ("tolist([1])", [1]),
        ("tomap({a = 1})", {"a": 1}),
        ("reverse([1, 2])", [2, 1]),
        ('sort(["b", "a"])', ["a", "b"]),
        ("slice([1, 2, 3], 1, 3)", [2, 3]),
        ("chunklist([1, 2, 3], 2)", [[1, 2], [3]]),
        ("range(3)", [0, 1, 2]),
        ("range(1, 8, 3)", [1, 4, 7]),
        ('zipmap(["a", "b"], [1, 2])', {"a": 1, "b": 2}),
        ("setproduct([1, 2], [3])", [[1, 3], [2, 3]]),
        ('setunion(["a"], ["b"])', ["a", "b"]),
        ('setsubtract(["a", "b"], ["b"])', ["a"]),
        ('setintersection(["a", "b"], ["b"])', ["b"]),
        ("one([1])", 1),
        ("one([])", None),
        ('alltrue([true, "true"])', True),
        ("anytrue([false])", False),
        ('transpose({a = ["1", "2"], b = ["2"]})', {"1": ["a"], "2": ["a", "b"]}),
        ('matchkeys([1, 2], ["a", "b"], ["b"])', [2]),
        ("max(1, 3, 2)", 3),
        ("min(1, 3, 2)", 1),
        ("sum([1, 2])", 3),
        ("abs(-1)", 1),
        ("ceil(1.2)", 2),
        ("floor(-1.2)", -2),
        ("signum(-3)", -1),
        ('parseint("ff", 16)', 255),
        ('tonumber("1.5")', 1.5),
        ("tostring(12)", "12"),
        ('tobool("true")', True),
        ('try(gone.a, "b")', "b"),
        ("can(gone.a)", False),
        ("sensitive(1)", 1),
        ('index(["a", "b"], "b")', 1),
    ],
)
def test_a_function_gives_its_value(written: str, gives: object) -> None:
    assert value_of(written).plain() == gives


@pytest.mark.parametrize("written", ["upper(open)", "keys(open)", "open[*].id"])
def test_what_is_not_known_stays_open(written: str) -> None:
    assert value_of(written).plain() == "open"


@pytest.mark.parametrize(
    ("written", "gives"),
    [
        ("open.arn", "open.arn"),
        ("open.outputs.table", "open.outputs.table"),
        ('open["a b"]', "open.a b"),
        ('split(",", open)[0]', "open.0"),
        ("jsondecode(open).a", "open.a"),
        ("open.given", "as given"),
        ("open.given.more", "open.given.more"),
        ('"${open.one}-${open.two}"', "open.one-open.two"),
    ],
)
def test_an_attribute_of_what_is_not_known_has_a_name_of_its_own(written: str, gives: str) -> None:
    assert value_of(written).plain() == gives


@pytest.mark.parametrize(
    ("written", "gives"),
    [
        ('"a ${open}"', "a open"),
        ("jsonencode({a = open})", '{"a":"open"}'),
        ('join(",", ["a", open])', "a,open"),
        ('format("%s!", open)', "open!"),
        ('replace("xTx", "T", open)', "xopenx"),
        ('lookup({a = open}, "a", "b")', "open"),
    ],
)
def test_what_is_not_known_is_put_in(written: str, gives: str) -> None:
    assert value_of(written).plain() == gives


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("gone", "gone is not known"),
        ("1 / 0", "zero"),
        ('"a${null}"', "null stands where a text"),
        ('"${[1]}x"', "a list stands where a text"),
        ("{a = 1}.b", "has no attribute b"),
        ("[1][3]", "none at 3"),
        ("open ? 1 : 2", "whether open is true is not known"),
        ("open + 1", "a number is expected"),
        ("timestamp()", "timestamp is not evaluated"),
        ("upper()", "called with 0 arguments"),
        ("element([], 0)", "empty list"),
        ('file("gone.txt")', "gone.txt was not given"),
        ("range(100000)", "100,000"),
        ("setproduct(range(200), range(200))", "more than 10,000"),
        ('base64decode("*")', "base64"),
        ('jsondecode("{")', "cannot be read"),
        ('format("%s")', "no argument"),
        ('format("%z", 1)', "does not know"),
        ("[for x in open : x]", "must be known"),
        ('{for x in [1, 2] : "a" => x}', "comes twice"),
        ('replace("a", "", "b")', "empty text"),
        ("9e500 * 9e500", "number"),
        ('templatefile("t.tftpl", {})', "xs is no variable"),
        ("zipmap([1], [])", "different lengths"),
        ("slice([1], 0, 5)", "items 0 to 5"),
    ],
)
def test_what_has_no_value_says_why(written: str, says: str) -> None:
    with pytest.raises(Unknown) as refused:
        value_of(written)
    assert says in refused.value.why


@pytest.mark.slow
def test_a_text_of_which_too_many_parts_are_replaced_is_stopped() -> None:
    """Each part is a piece of its own: 100,000 of them are long before the text is."""
    assert value_of(f'replace("{"x" * 99_999}", "x", "y")').value == "y" * 99_999
    with pytest.raises(Unknown, match="too long"):
        value_of(f'replace("{"x" * 100_001}", "x", "y")')


def test_a_text_that_multiplies_is_stopped() -> None:
    doubled = '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"'
    for _ in range(40):
        doubled = f'replace({doubled}, "x", "xx")'
    with pytest.raises(Unknown, match="too long"):
        value_of(doubled)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('replace("a-b", "-", "+")', ["+", "a", "b"]),
        ('trimspace(" ab ")', ["ab"]),
        ('join("/", ["a", "b"])', ["/", "a", "b"]),
        ('upper("ab")', []),
        ('jsonencode({k = "a\\"b"})', ["a", "b"]),
        ('format("<%s>", "a")', ["<", ">", "a"]),
        ('split("-", "a-b")[1]', ["b"]),
        ('indent(2, "a\\nb")', ["a", "b"]),
        ('chomp("a\\n")', ["a"]),
    ],
)
def test_pieces_move_with_their_text(written: str, kept: list[str]) -> None:
    made = value_of(written)
    assert "".join(one.text for one in made.pieces) == made.value
    found = [one for one in made.pieces if one.source is not None]
    assert sorted(one.text for one in found) == kept
    assert [one.source.text[one.start : one.end] for one in found if one.source and one.source.text] == [one.text for one in found]


def test_json_is_json() -> None:
    assert json.loads(str(value_of('jsonencode({a = "\\u0001\\t\\u2028<>&"})').value)) == {"a": "\u0001\t\u2028<>&"}
