"""What tests of a check run, and a document with faults that it finds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.cli.running import run

if TYPE_CHECKING:
    import subprocess


API = """\
openapi: 3.0.1
info: {title: shop, version: "1"}
paths:
  /item/{id}:
    get:
      responses: {'200': {description: ok}}
      x-amazon-apigateway-integration:
        type: aws
        httpMethod: POST
        uri: arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem
        requestTemplates:
          application/json: |
            {"TableName": "shop", "Key": {"id": {"S": "$util.escapeJavaScript($input.params('id')).replaceAll("\\\\'", "'")"}}}
        responses:
          default:
            statusCode: '200'
            responseTemplates:
              application/json: |-
                #set($item = $input.path('$.Item'))
                {
                  "name": "$item.name.S"
                }
  /ping:
    get:
      responses: {'200': {description: ok}}
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: {application/json: '{"statusCode": 200}'}
        responses: {default: {statusCode: '200', responseTemplates: {application/json: '{}'}}}
"""


FINE = "template: '{}'\nbackend: {body: '{}'}\n"


def check(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    done = run("check", *arguments)
    assert b"Traceback" not in done.stderr, done.stderr
    return done


def in_json(*arguments: object) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(check(*arguments, "--format", "json").stdout)
    return document
