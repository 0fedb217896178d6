"""The tabs of what is deployed: the request template and what it makes, and the method edited as a form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit


def tab(visit: Visit, name: str) -> None:
    visit.page.get_by_role("tab", name=name, exact=True).click()


def field(visit: Visit, name: str) -> Any:
    return visit.page.get_by_role("textbox", name=name, exact=True)


def test_a_request_template_is_written_and_what_it_makes_is_shown(visit: Visit) -> None:
    visit.shows_status(404)
    tab(visit, "Request template")
    visit.paste("Request template", '{"Key": {"id": {"S": "$input.params(\'id\')"}}}')
    expect(visit.page.get_by_label("Request body sent")).to_contain_text('"S": "42"')
    integration = visit.kept()["method"]["methodIntegration"]
    assert list(integration["requestTemplates"]) == ["application/json"]
    assert "responseOverride.status = 404" in integration["integrationResponses"]["200"]["responseTemplates"]["application/json"]
    visit.shows_status(404)  # the response side is as it was
    tab(visit, "Response template")
    expect(visit.editor("Response template")).to_contain_text("responseOverride")
    visit.shows_body("No content for 42")


def test_a_problem_of_the_request_template_leads_to_it(visit: Visit) -> None:
    tab(visit, "Request template")
    visit.paste("Request template", "#if($input.params('id'))\nopen")
    visit.shows_problem("cases")  # the last thing that is said of an edit
    tab(visit, "Method")
    visit.page.get_by_role("button", name=re.compile("^request line")).first.click()
    expect(visit.editor("Request template")).to_be_focused()
    expect(visit.page.get_by_role("tab", name="Request template")).to_have_attribute("aria-selected", "true")


def test_an_integration_response_is_added_chosen_and_removed(visit: Visit) -> None:
    tab(visit, "Method")
    visit.page.get_by_role("button", name="+ Add integration response").click()
    field(visit, "Selection pattern of 400").fill("4\\d+")
    field(visit, "Header mappings of 400").fill("Retry-After: '3'")
    visit.page.locator(".responses-table").get_by_role("button", name="none: passes through · add").click()
    expect(visit.editor("Response template")).to_be_focused()
    visit.page.keyboard.insert_text('{"oops": "$input.path(\'$.message\')"}')
    visit.page.get_by_label("HTTP status of the DynamoDB response").select_option("400")
    visit.shows_status(400)
    tab(visit, "Method")
    expect(visit.page.locator(".responses-table .is-chosen")).to_contain_text("matched")
    expect(field(visit, "Status of 400")).to_have_value("400")
    assert visit.asked[-1]["method"]["methodIntegration"]["integrationResponses"]["400"]["responseParameters"] == {
        "method.response.header.Retry-After": "'3'"
    }
    field(visit, "Status of 400").fill("409")
    visit.page.keyboard.press("Tab")
    visit.shows_status(409)
    visit.page.get_by_role("button", name="Remove 409", exact=True).click()
    visit.shows_status(404)
    visit.page.get_by_role("button", name="Undo").click()
    visit.shows_status(409)
    visit.shows_body("oops")


def test_a_status_that_is_taken_or_none_is_refused_in_words(visit: Visit) -> None:
    tab(visit, "Method")
    visit.page.get_by_role("button", name="+ Add integration response").click()
    for written, words in {"200": "already", "4x4": "no status"}.items():
        field(visit, "Status of 400").fill(written)
        visit.page.keyboard.press("Tab")
        expect(visit.page.locator(".responses-edit .field-said")).to_contain_text(words)
        expect(field(visit, "Status of 400")).to_have_value("400")


def test_the_clients_call_and_the_stage_reach_the_template(visit: Visit) -> None:
    visit.paste(
        "Response template", "$input.params('id') $input.params('q') $stageVariables.table $context.stage $context.identity.sourceIp"
    )
    tab(visit, "Method")
    field(visit, "Path parameters").fill("id: a: b\nother: 2")
    field(visit, "Query string").fill("q: x\nq: last")
    field(visit, "Stage variables").fill("table: T-1")
    visit.editor("$context").click()
    visit.page.keyboard.insert_text('{"stage": "qa", "identity": {"sourceIp": "10.0.0.7"}}')
    visit.shows_body("a: b last T-1 qa 10.0.0.7")
    assert visit.asked[-1]["request"]["querystring"] == {"q": ["x", "last"]}
    assert visit.asked[-1]["request"]["path"] == {"id": "a: b", "other": "2"}
    visit.page.reload()
    tab(visit, "Method")
    expect(field(visit, "Query string")).to_have_value("q: x\nq: last")
    expect(visit.editor("$context")).to_contain_text("10.0.0.7")


def test_a_context_that_is_no_object_yet_is_said_and_the_last_one_holds(visit: Visit) -> None:
    visit.paste("Response template", "$context.stage")
    tab(visit, "Method")
    visit.editor("$context").click()
    visit.page.keyboard.insert_text('{"stage": "qa"}')
    visit.shows_body("qa")
    visit.page.keyboard.insert_text(" oops")
    expect(visit.page.get_by_text("This is not JSON yet")).to_be_visible()
    visit.shows_body("qa")
    expect(visit.editor("$context")).to_contain_text("oops")


def test_what_is_declared_is_checked_and_leads_to_its_place(visit: Visit) -> None:
    tab(visit, "Method")
    field(visit, "Header mappings of 200").fill("X-Total: '3'")
    field(visit, "Method responses").fill("200: Content-Type")
    visit.shows_problem("does not declare the header")
    assert visit.kept()["method"]["methodResponses"]["200"]["responseParameters"] == {"method.response.header.Content-Type": False}
    tab(visit, "Response template")
    visit.page.get_by_role("region", name="Problems").get_by_role("button", name="Method").first.click()
    expect(field(visit, "Header mappings of 200")).to_be_focused()
    field(visit, "Method responses").fill("200: Content-Type, X-Total\n404:")
    expect(visit.page.get_by_role("region", name="Problems")).to_have_text("No problems")


def test_headers_of_the_response_reach_header_mappings(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Headers", exact=True).click()
    field(visit, "Headers of the DynamoDB response").fill("x-amzn-RequestId: R-1")
    tab(visit, "Method")
    field(visit, "Header mappings of 200").fill("X-Id: integration.response.header.x-amzn-RequestId")
    visit.page.get_by_role("tab", name="Headers").click()
    expect(visit.page.get_by_role("row", name="X-Id R-1")).to_contain_text("integration response")


def test_a_mock_answers_by_its_request_template(visit: Visit) -> None:
    tab(visit, "Method")
    visit.page.get_by_label("Integration type").select_option("MOCK")
    tab(visit, "Request template")
    visit.paste("Request template", '{"statusCode": 200}')
    tab(visit, "Response template")
    visit.paste("Response template", "mocked")
    visit.shows_body("mocked")
    visit.shows_status(200)


PLANTS = """{"TableName": "plants",
 "Item": {"id": {"S": "p-1"}, "name": {"S": "$input.params('name')"}}}"""


def test_the_call_that_injects_is_tried_undone_and_made_harmless(visit: Visit) -> None:
    """The injection proof: what is told is seen in the request that is sent, one undo away, and the fix ends it."""
    tab(visit, "Method")
    visit.page.get_by_role("textbox", name="Query string", exact=True).fill("name: fern")
    tab(visit, "Request template")
    visit.paste("Request template", PLANTS)
    sent = visit.page.get_by_label("Request body sent")
    expect(sent).to_contain_text('"S": "fern"')
    problem = visit.page.locator(".problem", has_text="as the client sends it")
    expect(problem).to_contain_text('The call that shows it has fern","injected":"yes as the query parameter name')
    problem.get_by_role("button", name="Try this call").click()
    expect(sent).to_contain_text('"injected": "yes"')
    assert visit.asked[-1]["request"]["querystring"] == {"name": 'fern","injected":"yes'}
    visit.page.get_by_role("button", name="Undo").click()
    expect(sent).not_to_contain_text("injected")
    problem.get_by_role("button", name="Try this call").click()
    expect(sent).to_contain_text('"injected": "yes"')
    problem.get_by_role("button", name="fix").click()
    expect(sent).to_contain_text('fern\\",\\"injected\\":\\"yes')
    expect(problem).to_have_count(0)
