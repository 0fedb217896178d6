"""Each intrinsic function gives what CloudFormation's documentation says of it; what is written wrongly is refused where it stands."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.documents.intrinsics.calls import Unresolved
from playground.documents.intrinsics.evaluator import MOST_CHARACTERS, Evaluator
from playground.documents.json_text import read_json
from playground.documents.sources import Sources
from playground.documents.tree import Node, SourceFile, pieces_of
from playground.documents.yaml_text import read_yaml

HEAD = """\
Parameters:
  Env: {Type: String, Default: dev, AllowedValues: [dev, live]}
  Zones: {Type: CommaDelimitedList, Default: "a, b,c"}
  Secret: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /path/of/it}
  Bare: {Type: String}
Mappings:
  Sizes: {dev: {Page: 10, Kinds: [x, y]}}
Conditions:
  IsLive: !Equals [!Ref Env, live]
  IsDev: {"Fn::Not": [{Condition: IsLive}]}
  Both: !And [!Condition IsDev, !Condition IsLive]
  One: !Or [!Condition IsDev, !Condition IsLive]
  Round: !Not [!Condition Trip]
  Trip: !Not [!Condition Round]
Resources:
  Cats: {Type: 'AWS::DynamoDB::Table', Properties: {TableName: !Sub 'cats-${Env}'}}
  Dogs: {Type: 'AWS::DynamoDB::Table'}
  Snake: {Type: 'AWS::DynamoDB::Table', Properties: {TableName: !Ref Snake}}
"""


def evaluator(section: str, **values: str) -> tuple[Evaluator, Node]:
    """An evaluator of the template with a value in `It`, and that value's node."""
    root = read_yaml(f"{HEAD}It: {section}\n")
    return of_tree(root, **values), root.members["It"]


def of_tree(root: Node, **values: str) -> Evaluator:
    return Evaluator(
        root, Sources(SourceFile("", ""), {"part.yaml": "a: !Ref Env"}, values, read_tree=lambda file: read_yaml(file.text, file))
    )


def value(section: str, **values: str) -> Any:
    made, node = evaluator(section, **values)
    found = made.value(node)
    return None if found is None else found.plain()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("!Ref Env", "dev"),
        ("!Ref Bare", "Bare"),
        ("!Ref Zones", ["a", "b", "c"]),
        ("!Ref Secret", "Secret"),
        ("!Ref Cats", "cats-dev"),
        ("!Ref Dogs", "Dogs"),
        ("!Ref AWS::NoValue", None),
        ("!Ref AWS::Partition", "aws"),
        ("{Ref: AWS::Region}", "AWS::Region"),
        ("!GetAtt Dogs.Arn", "Dogs.Arn"),
        ("{'Fn::GetAtt': [Dogs, Stream.Arn]}", "Dogs.Stream.Arn"),
        ("!Sub 'a${Env}b${!Env}c${x.y}$d${ Env }'", "adevb${Env}c${x.y}$ddev"),
        ("!Sub ['${Env}-${Own}-${Dogs.Arn}', {Own: !Ref Cats, Env: mine}]", "mine-cats-dev-Dogs.Arn"),
        ("!Sub '${Zones}'", "a,b,c"),
        ("!Sub ''", ""),
        ("!Join ['-', [a, !Ref Env, 1, true]]", "a-dev-1-true"),
        ("!Join ['-', !Ref Zones]", "a-b-c"),
        ("!Join ['', [a, !Ref AWS::NoValue, b]]", "ab"),
        ("!Select [1, !Ref Zones]", "b"),
        ("!Select ['0', !Split ['/', 'p/q']]", "p"),
        ("!Split ['-', !Sub 'a-${Env}']", ["a", "dev"]),
        ("!FindInMap [Sizes, !Ref Env, Page]", 10),
        ("!FindInMap [Sizes, dev, Kinds]", ["x", "y"]),
        ("!FindInMap [Sizes, nowhere, Page, {DefaultValue: 3}]", 3),
        ("!FindInMap [Sizes, nowhere, Page]", "Sizes.nowhere.Page"),
        ("!If [IsDev, yes, no]", "yes"),
        ("!If [Both, yes, !Ref AWS::NoValue]", None),
        ("[a, !If [IsLive, b, !Ref AWS::NoValue], c]", ["a", "c"]),
        ("{a: 1, b: !If [IsLive, b, !Ref AWS::NoValue]}", {"a": 1}),
        ("!If [One, 1, 2]", 1),
        ("{'Fn::Base64': !Sub 'é${Env}'}", "w6lkZXY="),
        ("!ImportValue shared-cats", "shared-cats"),
        ("!ImportValue {'Fn::Sub': '${Env}-cats'}", "dev-cats"),
        ("!GetAZs eu-west-1", ["eu-west-1a", "eu-west-1b", "eu-west-1c"]),
        ("!Cidr [10.0.0.0/24, 2, 5]", ["10.0.0.0/27", "10.0.0.32/27"]),
        ("!Cidr [!Ref Bare, 2]", ["Fn::Cidr"]),
        ("{'Fn::Length': !Ref Zones}", 3),
        ("{'Fn::ToJsonString': {a: !Ref Env, n: !Ref AWS::NoValue, l: [1, 2.50]}}", '{"a":"dev","l":[1,2.5]}'),
        ("{'Fn::Transform': {Name: 'AWS::Include', Parameters: {Location: part.yaml}}}", {"a": "dev"}),
        ("{b: 2, 'Fn::Transform': {Name: 'AWS::Include', Parameters: {Location: ./part.yaml}}}", {"a": "dev", "b": 2}),
        (
            "{'Fn::ForEach::L': [X, [p, q], {'k${X}': !Sub '${X}-${Env}', '&{X}r': !Ref X}]}",
            {"kp": "p-dev", "pr": "p", "kq": "q-dev", "qr": "q"},
        ),
        ("'{{resolve:ssm:/a/b}}!'", "ssm:/a/b!"),
        ("!Sub ['<${V}>', {V: '{{resolve:secretsmanager:s}}'}]", "<secretsmanager:s>"),
        ("!Unknown x", "x"),
    ],
)
def test_a_function_gives_its_value(written: str, expected: Any) -> None:
    assert value(written) == expected


def test_values_that_are_given_count_and_what_is_open_is_listed_with_its_places() -> None:
    made, node = evaluator("!Join ['', [!Ref Env, !Ref Bare, !If [IsLive, L, D], !Ref Cats]]", Env="live", Bare="b")
    found = made.value(node)
    assert found is not None
    assert found.text == "livebLcats-live"
    assert {name: one.value for name, one in made.sources.open.items()} == {"Env": "live", "Bare": "b"}
    assert all(one.places for one in made.sources.open.values())


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("!Ref [a]", "must be a text"),
        ("!Ref Snake", "circle"),
        ("!GetAtt Dogs", "a dot between"),
        ("!Sub [a]", "2 items"),
        ("!Sub ['${a}', b]", "mapping"),
        ("!Sub ['${a}', {a: [1]}]", "must be a text"),
        ("!Join [a]", "2 items"),
        ("!Join ['-', {a: b}]", "must be a list"),
        ("!Join ['-', [[a]]]", "must be a text"),
        ("!Select [3, !Ref Zones]", "no item 3 in a list of 3"),
        ("!Select [x, !Ref Zones]", "no item x"),
        ("!Split ['', a]", "must not be empty"),
        ("!FindInMap [a]", "3 to 4 items"),
        ("!If [Nowhere, a, b]", "no condition Nowhere"),
        ("!If [Round, a, b]", "circle"),
        ("!If [a]", "3 items"),
        ("!Not [a]", "a condition is expected"),
        ("{'Fn::Nothing': a}", "no intrinsic function"),
        ("{'Fn::Transform': {Name: Mine}}", "Mine runs only when"),
        ("{'Fn::Transform': {Name: 'AWS::Include', Parameters: {Location: other.yaml}}}", "other.yaml of AWS::Include was not given"),
        ("{'Fn::ForEach::L': [X, a, {}]}", "must be a list"),
    ],
)
def test_what_is_written_wrongly_is_refused_at_its_place(written: str, why: str) -> None:
    made, node = evaluator(written)
    with pytest.raises(Unresolved, match=why) as caught:
        made.value(node)
    assert caught.value.node.span.end > 0


def test_a_value_that_is_not_allowed_is_refused() -> None:
    with pytest.raises(Unresolved, match="none of its AllowedValues: dev, live"):
        value("!Ref Env", Env="other")


def test_texts_that_double_are_refused_before_they_are_made() -> None:
    nested = '"x"'
    for _ in range(40):
        nested = f'{{"Fn::Sub": ["${{a}}${{a}}", {{"a": {nested}}}]}}'
    root = read_json(f'{{"It": {nested}}}')
    with pytest.raises(Unresolved, match=f"{MOST_CHARACTERS:,}"):
        of_tree(root).value(root.members["It"])


@pytest.mark.slow
def test_loops_that_multiply_are_refused() -> None:
    loop = "{k: 1}"
    for level in range(12):
        loop = f"{{'Fn::ForEach::L{level}': [X{level}, [a, b, c, d], {loop}]}}"
    with pytest.raises(Unresolved, match="loops"):
        value(loop.replace("k:", "'k" + "".join(f"${{X{level}}}" for level in range(12)) + "':"))


def test_what_names_nothing_in_sub_is_told() -> None:
    made, node = evaluator("!Sub '${Env} ${item.id.S}'")
    made.value(node)
    assert [why for why, _ in made.names.notes if "${item.id.S}" in why and "${!item.id.S}" in why]


def test_the_pieces_of_a_text_say_where_each_stands() -> None:
    made, node = evaluator("!Join [', ', [!Sub 'a${!x}${Env}', literal]]")
    found = made.value(node)
    assert found is not None
    told = [(one.text, one.source.text[one.start : one.end] if one.source and one.source.text else None) for one in pieces_of(found)]
    assert told == [("a${x}", "a${!x}"), ("dev", None), (", ", None), ("literal", "literal")]


@given(st.text(st.characters(codec="utf-8"), max_size=60) | st.text("${}!aE.", max_size=30))
def test_a_text_whose_places_are_escaped_comes_through_sub_as_it_was(text: str) -> None:
    escaped = text.replace("${", "${!") if "}" in text else text
    if any(part.count("}") == 0 for part in text.split("${")[1:]):
        return
    root = read_json(json.dumps({"It": {"Fn::Sub": escaped}}))
    found = of_tree(root).value(root.members["It"])
    assert found is not None
    assert found.text == text
