"""The template's editor: directives in pairs, completion from the document at hand, fixes, format."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import Visit

NAME = "Response template"
DOCUMENT = json.dumps({"Count": 1, "Items": [{"progress": {"S": "5"}}, {"updated": {"N": "7"}}]})
LOOP = "#set($root = $input.path('$'))\n#foreach($elem in $root.Items)\n\n#end"


def start(visit: Visit, template: str, *, at: str = "Control+End") -> None:
    visit.paste("DynamoDB response", DOCUMENT)
    visit.paste(NAME, template)
    visit.page.keyboard.press(at)


def texts(visit: Visit) -> list[str]:
    """The template's lines, without what the run did in them."""
    text: str = visit.kept()["template"] if "template" in visit.kept() else next(iter(responses(visit)))
    return text.split("\n")


def responses(visit: Visit) -> list[str]:
    integration = visit.kept()["method"]["methodIntegration"]["integrationResponses"]
    return [text for response in integration.values() for text in response["responseTemplates"].values()]


def options(visit: Visit) -> Locator:
    return visit.page.locator(".cm-tooltip-autocomplete .cm-completionLabel")


def test_paths_of_the_document_are_offered(visit: Visit) -> None:
    start(visit, LOOP)
    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.type("$elem.")
    expect(options(visit).nth(0)).to_have_text("progress")
    expect(options(visit).nth(1)).to_have_text("updated")
    visit.page.wait_for_timeout(100)  # completion does not take a key that comes at once
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.type(".")
    expect(options(visit).nth(0)).to_have_text("S")
    visit.page.wait_for_timeout(100)
    visit.page.keyboard.press("Tab")
    assert texts(visit)[2] == "$elem.progress.S"


def test_paths_are_offered_inside_the_strings_of_input(visit: Visit) -> None:
    start(visit, "")
    visit.page.keyboard.type("$input.path('$.")
    expect(options(visit)).to_have_text(["Count", "Items"])
    visit.page.keyboard.type("Items[0].")
    expect(options(visit)).to_have_text(["progress"])


def test_functions_come_with_signature_and_help(visit: Visit) -> None:
    start(visit, "")
    visit.page.keyboard.type("$util.esc")
    expect(options(visit)).to_have_text(["escapeJavaScript()"])
    expect(visit.page.locator(".cm-completionDetail")).to_have_text("(String s) → String")
    told = visit.page.locator(".cm-completionInfo")
    expect(told).to_contain_text("String escapeJavaScript(String s)")
    expect(told).to_contain_text("inside a JSON string")
    expect(told.locator(".term-example")).to_have_text('#set($s = "5 "" wide")\n$util.escapeJavaScript($s) gives 5 \\" wide')
    visit.page.wait_for_timeout(100)
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.type("$in")
    expect(options(visit)).to_have_text(["input"])
    visit.page.keyboard.press("Escape")
    assert texts(visit) == ["$util.escapeJavaScript($in)"]


TYPED = "#set($text = 'a,b')#set($map = {'a': 1})\n#foreach($entry in $map.entrySet())\n#foreach($part in $text.split(','))\n\n#end#end"


OFFERED = {
    "$text.": (["length()", "replaceAll()", "toString()"], ["size()", "repeat()"]),
    "$text.trim().": (["length()"], ["size()"]),
    "$text.length().": (["intValue()"], ["length()"]),
    "$map.keySet().": (["size()", "contains()"], ["keySet()"]),
    "$entry.": (["key", "value", "setValue()"], ["size()"]),
    "$part.": (["trim()"], ["size()"]),
    "$input.path('$.Items').": (["size()", "get()", "toJSONString()"], ["keySet()"]),
    "$input.path('$.Items')[0].": (["progress", "keySet()"], ["trim()"]),
    "$input.params().": (["path", "querystring", "header", "keySet()"], ["body"]),
    "$foreach.": (["index", "hasNext", "parent"], ["stop()"]),
    "$context.responseOverride.": (["status", "header"], ["body"]),
    "$in": (["input"], ["integration"]),
    "#": (["#if", "#set", "#define", "#stop"], ["#macro", "#include", "#parse", "#evaluate"]),
}
"""What is typed → some of what is offered, and what is not."""


def test_a_value_of_a_known_type_offers_what_that_has_and_aws_runs(visit: Visit) -> None:
    start(visit, TYPED)
    visit.page.keyboard.press("ArrowUp")
    for typed, (there, absent) in OFFERED.items():
        visit.page.keyboard.type(typed)
        expect(options(visit).get_by_text(there[0], exact=True)).to_be_visible()
        offered = options(visit).all_inner_texts()
        assert set(there) <= set(offered), typed
        assert not set(absent) & set(offered), typed
        visit.page.keyboard.press("Escape")
        visit.page.keyboard.press("Shift+Home")
        visit.page.keyboard.press("Delete")


def test_a_path_begins_at_the_document(visit: Visit) -> None:
    start(visit, "")
    visit.page.keyboard.type("$input.pat")
    expect(options(visit)).to_have_text(["path()"])
    visit.page.wait_for_timeout(100)
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.type(".")
    expect(options(visit)).to_have_text(["Count", "Items"])
    visit.page.wait_for_timeout(100)
    visit.page.keyboard.press("Enter")
    assert texts(visit) == ["$input.path('$.Count')"]


def test_a_directive_is_completed_with_its_end(visit: Visit) -> None:
    start(visit, "")
    visit.page.keyboard.type("#fore")
    expect(options(visit)).to_have_text(["#foreach"])
    visit.page.wait_for_timeout(100)
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.type("$row")
    visit.page.keyboard.press("Escape")
    assert texts(visit) == ["#foreach($row in $list)", "  #if($foreach.hasNext),#end", "#end"]


def test_enter_after_an_open_directive_writes_its_end(visit: Visit) -> None:
    start(visit, "")
    visit.page.keyboard.type("  #if($a == 1)")
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("End")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.type("x")
    assert texts(visit) == ["  #if($a == 1)", "    x", "  #end"]
    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.press("End")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.type("y")
    assert texts(visit) == ["  #if($a == 1)", "    y", "    x", "  #end"]


def test_brackets_and_quotes_are_closed(visit: Visit) -> None:
    start(visit, "")
    visit.page.keyboard.type('{"a": [1')
    assert texts(visit) == ['{"a": [1]}']
    visit.page.keyboard.type("]}")
    assert texts(visit) == ['{"a": [1]}']


def test_directives_that_belong_together_are_lit(visit: Visit) -> None:
    start(visit, "#if($a)\n  #foreach($b in $c)x#end\n#else\n#end", at="Control+Home")
    lit = visit.page.locator(".template .cm-directive-match")
    expect(lit).to_have_text(["#if", "#else", "#end"])
    visit.paste(NAME, "#if($a)\n  #foreach($b in $c)x#end\n")
    visit.page.keyboard.press("Control+Home")
    expect(lit).to_have_count(0)
    expect(visit.page.locator(".template .cm-directive-alone")).to_have_text("#if")


def test_a_block_is_folded(visit: Visit) -> None:
    start(visit, LOOP.replace("\n\n", "\n  inside\n"), at="Control+Home")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Control+Shift+BracketLeft")
    expect(visit.page.locator(".template .cm-foldPlaceholder")).to_be_visible()
    expect(visit.editor(NAME)).not_to_contain_text("inside")
    visit.page.keyboard.press("Control+Shift+BracketRight")
    expect(visit.editor(NAME)).to_contain_text("inside")


def test_format_and_comment(visit: Visit) -> None:
    start(visit, '#if($a)\n{\n"b": [\n1\n]\n}\n   #else\n#*\n as it is\n*#\n#end')
    visit.page.keyboard.press("Shift+Alt+f")
    assert texts(visit) == ["#if($a)", "  {", '    "b": [', "      1", "    ]", "  }", "#else", "  #*", " as it is", "*#", "#end"]
    visit.page.keyboard.press("Control+Home")
    visit.page.keyboard.press("Control+/")
    assert texts(visit)[0] == "## #if($a)"


def test_a_problem_is_fixed_by_keyboard_and_beside_its_message(visit: Visit) -> None:
    start(visit, "#if($input.path('$.Count') == 1)\n{}\n", at="Control+Home")
    visit.shows_status(500)
    visit.shows_problem("#end")
    visit.page.keyboard.press("Control+.")
    visit.shows_status(200)
    assert "#end" in "".join(texts(visit))
    visit.page.keyboard.press("Control+z")
    visit.shows_status(500)
    visit.page.locator(".template .cm-lintRange-error").first.hover()
    visit.page.locator(".cm-diagnosticAction", has_text=re.compile("^add #end$")).click()
    visit.shows_status(200)
