"""Drafts put back into the document that they came from; files and folders that are dropped onto the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

    from tests.browser.conftest import Visit

NAME = "Response template"
DOCUMENT = """\
# pets
openapi: 3.0.1
paths:
  /pets:
    get:
      x-amazon-apigateway-integration:
        type: aws
        uri: arn:aws:apigateway:eu-west-1:dynamodb:action/Scan
        requestTemplates: &ask {application/json: '{"TableName": "pets"}'}
        responses:
          default:
            statusCode: 200
            responseTemplates:
              application/json: |
                {"pets": 1}
  /cats:
    get:
      x-amazon-apigateway-integration:
        type: aws
        uri: arn:aws:apigateway:eu-west-1:dynamodb:action/Scan
        requestTemplates: *ask
        responses: {default: {statusCode: 200}}
"""
MODULE = """\
resource "aws_api_gateway_rest_api" "a" { name = "a" }
resource "aws_api_gateway_method" "m" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_rest_api.a.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "i" {
  rest_api_id       = aws_api_gateway_rest_api.a.id
  resource_id       = aws_api_gateway_rest_api.a.root_resource_id
  http_method       = aws_api_gateway_method.m.http_method
  type              = "MOCK"
  request_templates = { "application/json" = file("t/ask.vtl") }
}
"""


METHOD = """\
resource "aws_api_gateway_method" "n" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_rest_api.a.root_resource_id
  http_method   = "POST"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "j" {
  rest_api_id       = aws_api_gateway_rest_api.a.id
  resource_id       = aws_api_gateway_rest_api.a.root_resource_id
  http_method       = aws_api_gateway_method.n.http_method
  type              = "MOCK"
  request_templates = { "application/json" = "{\\"statusCode\\": ${var.code}}" }
}
variable "code" {}
"""


def rail(visit: Visit) -> Locator:
    return visit.page.get_by_role("navigation", name="Methods of the API")


def drop(visit: Visit, *paths: Path) -> None:
    """Drop files and folders of the disk onto the page, as the mouse does."""
    session = visit.page.context.new_cdp_session(visit.page)
    data: dict[str, Any] = {"items": [], "files": [str(one) for one in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 300, "data": data})


def open_document(visit: Visit, path: Path) -> None:
    visit.shows_status(404)
    visit.page.get_by_role("button", name="Import").first.click()
    visit.page.get_by_label("File to import").set_input_files(path)
    expect(rail(visit)).to_be_visible(timeout=PATIENCE)


def write_back(visit: Visit) -> Locator:
    rail(visit).get_by_role("button", name="Write back").click()
    drawer = visit.page.locator(".drawer")
    expect(drawer).to_contain_text("Write back")
    return drawer


def test_a_changed_template_is_downloaded_in_its_document(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "pets.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + DOCUMENT.replace("\n", "\r\n").encode())
    open_document(visit, path)
    visit.paste(NAME, '{"pets": 2}\n')
    drawer = write_back(visit)
    expect(drawer).to_contain_text("1 template changed")
    expect(drawer).to_contain_text("GET /pets")
    assert Axe().run(visit.page).violations_count == 0
    with visit.page.expect_download() as download:
        drawer.get_by_role("button", name="Download pets.yaml").click()
    assert download.value.suggested_filename == "pets.yaml"
    assert download.value.path().read_bytes() == path.read_bytes().replace(b'"pets": 1', b'"pets": 2')
    expect(drawer).to_be_hidden()
    expect(write_back(visit)).to_contain_text("No template differs from the document.")


def test_a_folder_that_is_dropped_opens_with_the_files_that_it_names(visit: Visit, tmp_path: Path) -> None:
    folder = tmp_path / "infra"
    (folder / "t").mkdir(parents=True)
    (folder / ".terraform").mkdir()
    (folder / "main.tf").write_text(MODULE)
    (folder / "t" / "ask.vtl").write_text('{"statusCode": 200}\r\n', newline="")
    (folder / ".terraform" / "broken.tf").write_text("{")
    visit.shows_status(404)
    drop(visit, folder)
    expect(rail(visit)).to_be_visible(timeout=PATIENCE)
    expect(rail(visit)).to_contain_text("main.tf")
    expect(rail(visit)).not_to_contain_text("missing")


def test_a_missing_file_can_be_given_later(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(MODULE + METHOD)
    (tmp_path / "ask.vtl").write_text('{"statusCode": 200}')
    open_document(visit, tmp_path / "main.tf")
    rail(visit).get_by_role("button", name="1 file missing").click()
    visit.page.get_by_label("Missing files").set_input_files(tmp_path / "main.tf")
    expect(visit.page.locator(".drawer")).to_contain_text("None of these is a file that the document names.")
    visit.page.get_by_label("Missing files").set_input_files(tmp_path / "ask.vtl")
    expect(rail(visit)).not_to_contain_text("missing")


@pytest.mark.parametrize("count", [2_001])
def test_a_folder_with_too_many_files_is_refused(visit: Visit, tmp_path: Path, count: int) -> None:
    for number in range(count):
        (tmp_path / f"{number}.yaml").write_text("a")
    visit.shows_status(404)
    drop(visit, tmp_path)
    expect(visit.page.locator(".drawer")).to_contain_text("more than 2,000 files", timeout=PATIENCE)


def test_what_was_filled_in_is_given_as_a_text(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "main.tf"
    path.write_text(MODULE + METHOD)
    open_document(visit, path)
    visit.page.get_by_role("tab", name="Request").first.click()
    visit.paste("Request template", '{"statusCode": 404}')
    drawer = write_back(visit)
    expect(drawer).to_contain_text("1 template cannot be put back")
    expect(drawer.get_by_role("textbox")).to_have_value('{"statusCode": 404}')
