"""What comes from a template, a response, a link, a file or an API's answer is text on the page: no markup, no script, no address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Visit

MARK = "<img src=x onerror='window.owned=1'><script>window.owned=1</script><b id='owned'>bold</b>"
ALSO = "javascript:window.owned=1"


def assert_not_owned(visit: Visit) -> None:
    """Nothing of MARK became an element or ran. That its handlers could not have run either is the policy's doing, tested below."""
    visit.page.wait_for_timeout(200)
    assert visit.page.evaluate("window.owned") is None
    assert visit.page.locator("#owned, img[src='x'], script:not([src])").count() == 0
    assert visit.page.locator("a[href^='javascript']").count() == 0


def in_template(text: str) -> str:
    """A template that writes the text, whatever is in it."""
    return "#[[" + text + "]]#"


def method(**response: Any) -> dict[str, Any]:
    """A Scenario of a method with one integration response."""
    return {
        "method": {"methodIntegration": {"type": "AWS", "integrationResponses": {"200": {"statusCode": "200", **response}}}},
        "backend": {"body": json.dumps({"mark": MARK}), "header": {"X": MARK}},
    }


def import_scenario(visit: Visit, scenario: dict[str, Any], tmp_path: Path, name: str = "scenario.json") -> None:
    """Open the Scenario as a file."""
    file = tmp_path / name
    file.write_text(json.dumps(scenario))
    visit.page.get_by_role("button", name="Import").click()
    visit.page.get_by_label("File to import").set_input_files(file)
    expect(visit.page.get_by_text("Imported a Scenario.")).to_be_visible()


def test_a_body_with_markup_is_text(visit: Visit) -> None:
    visit.paste("Response template", in_template(MARK))
    visit.shows_body("<script>window.owned=1</script>")
    assert_not_owned(visit)


def test_a_diagnostic_with_markup_is_text(visit: Visit) -> None:
    visit.paste("Response template", "$input.path(\"$.a[<b id='owned'>bold</b>]\")")
    visit.shows_problem("<b id='owned'>")
    assert_not_owned(visit)


def test_a_value_with_markup_is_text_where_it_is_explained(visit: Visit) -> None:
    visit.paste("DynamoDB response", json.dumps({"mark": MARK, MARK: 1}))
    visit.paste("Response template", "#set($m = $input.path('$.mark'))\n#if($m == 'x')no#end\n$m $input.path('$').nothing")
    visit.shows_body("<b id='owned'>")
    visit.editor("Response template").hover()
    visit.page.keyboard.press("Control+Home")
    assert_not_owned(visit)


def test_a_server_that_answers_with_markup_owns_nothing(visit: Visit, make_result: Any) -> None:
    """Every text of a Result, as if a defect had let a template choose it."""
    result = make_result(200, MARK)
    result["headers"] = {MARK: MARK, "Content-Type": MARK, "Location": ALSO}
    result["headersFrom"] = {
        name: {"by": "responseOverride", "where": "/template", "start": None, "end": None} for name in result["headers"]
    }
    result["integrationResponse"] |= {"selectionPattern": MARK, "why": MARK, "statusCode": MARK}
    place = {"line": 1, "column": 1}
    finding = {"code": MARK, "severity": "error", "message": MARK, "help": MARK, "where": "/template", "start": place, "end": place}
    result["diagnostics"] = [finding, {**finding, "where": MARK, "start": None, "end": None}]
    result["log"] = [MARK]
    result["integrationRequest"] = {"body": MARK, "header": {MARK: MARK}, "querystring": {MARK: MARK}, "path": {MARK: MARK}}
    visit.page.route("**/api/v1/evaluate*", lambda route: route.fulfill(json=result))
    visit.paste("Response template", "anything")
    expect(visit.page.get_by_role("region", name="Problems")).to_contain_text("<script>")
    for tab in visit.page.get_by_role("tab").all():
        if tab.is_visible() and tab.is_enabled():
            tab.click()
            assert_not_owned(visit)
    assert_not_owned(visit)


def test_a_problem_with_markup_is_text(visit: Visit) -> None:
    problem = {"type": "about:blank", "title": MARK, "status": 422, "detail": MARK, "problems": [{"path": MARK, "message": MARK}]}
    visit.page.route("**/api/v1/evaluate*", lambda route: route.fulfill(status=422, json=problem, content_type="application/problem+json"))
    visit.paste("Response template", "anything")
    visit.page.wait_for_timeout(600)
    assert_not_owned(visit)


@pytest.mark.parametrize("name", ["<img src=x onerror=window.owned=1>.json", "<b id='owned'>.txt"])
def test_a_files_name_and_content_are_text(visit: Visit, tmp_path: Path, name: str) -> None:
    scenario = {"title": MARK, **method(responseTemplates={"application/json": in_template(MARK)}, selectionPattern="")}
    scenario["cases"] = [{"name": MARK, "backend": {"body": MARK}, "expect": {"body": MARK}}]
    scenario["context"] = {"stage": MARK}
    import_scenario(visit, scenario, tmp_path, name)
    visit.shows_body("<script>window.owned=1</script>")
    assert_not_owned(visit)
    visit.page.reload()
    assert_not_owned(visit)


def test_a_shared_links_title_and_cases_are_text(visit: Visit, open_visit: Any, tmp_path: Path) -> None:
    scenario = {
        "title": MARK,
        "template": in_template(MARK),
        "backend": {"body": MARK},
        "cases": [{"name": MARK, "backend": {"body": MARK}}],
    }
    import_scenario(visit, scenario, tmp_path)
    visit.shows_body("<script>")
    visit.page.get_by_role("button", name="Share").click()
    expect(visit.page.get_by_role("button", name="Link copied")).to_be_visible()
    link: str = visit.page.evaluate("navigator.clipboard.readText()")
    other = open_visit(viewport={"width": 1440, "height": 900})
    other.page.goto(link)
    other.shows_body("<script>")
    assert_not_owned(other)


def test_headers_with_markup_are_text(visit: Visit, tmp_path: Path) -> None:
    parameters = {"method.response.header.X-Mark": "integration.response.header.X", "method.response.header.Location": f"'{ALSO}'"}
    import_scenario(visit, method(responseTemplates={"application/json": "{}"}, responseParameters=parameters), tmp_path)
    visit.page.get_by_role("tab", name="Headers").click()
    expect(visit.page.get_by_role("tabpanel", name="Headers")).to_contain_text("<script>window.owned=1</script>")
    expect(visit.page.get_by_role("tabpanel", name="Headers")).to_contain_text(ALSO)
    assert_not_owned(visit)


def test_the_policy_stops_what_markup_would_do(visit: Visit) -> None:
    """The second wall: were a text taken for markup, neither its handler nor its script would run, and nothing would be fetched."""
    seen: list[str] = visit.page.evaluate(
        """async (mark) => {
          const seen = [];
          addEventListener("securitypolicyviolation", ({ effectiveDirective }) => seen.push(effectiveDirective));
          const place = document.createElement("div");
          place.innerHTML = mark.replace("src=x", "src=https://evil.example/x");
          document.body.append(place);
          const script = document.createElement("script");
          script.textContent = "window.owned = 1";
          document.body.append(script);
          await new Promise((done) => setTimeout(done, 300));
          place.remove(); script.remove();
          return seen;
        }""",
        MARK,
    )
    assert {"img-src", "script-src-elem"} <= set(seen)
    assert visit.page.evaluate("window.owned") is None
    visit.page.wait_for_timeout(300)
    visit.failures.clear()  # the violations were the test's own
    visit.urls.clear()  # the image was asked for, and refused by the browser itself
