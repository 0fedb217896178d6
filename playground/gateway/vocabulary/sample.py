"""The Scenario in which the vocabulary's examples write what is said: an example stands as its response template."""

from __future__ import annotations

from typing import Any

BODY = '{"Count": 2, "Items": [{"id": {"S": "a1"}, "price": {"N": "9.5"}}, {"id": {"S": "b2"}, "price": {"N": "12"}}]}'
CONTEXT = {
    "resourcePath": "/items/{id}",
    "awsEndpointRequestId": "AwsReqId",
    "isCanaryRequest": False,
    "wafResponseCode": "WAF_ALLOW",
    "webaclArn": "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/api/1",
    "authorizer": {"principalId": "user-1", "claims": {"cognito:username": "ann"}},
    "identity": {
        "userAgent": "curl/8.5.0",
        "apiKey": "key-1",
        "apiKeyId": "k1",
        "caller": "AIDAEXAMPLE",
        "user": "AIDAEXAMPLE",
        "userArn": "arn:aws:iam::123456789012:user/ann",
        "accountId": "123456789012",
        "accessKey": "AKIAEXAMPLE",
        "principalOrgId": "o-example",
        "cognitoIdentityId": "us-east-1:1111",
        "cognitoIdentityPoolId": "us-east-1:2222",
        "cognitoAuthenticationType": "authenticated",
        "cognitoAuthenticationProvider": "cognito-idp.us-east-1.amazonaws.com",
        "vpcId": "vpc-1",
        "vpceId": "vpce-1",
        "clientCert": {
            "clientCertPem": "PEM",
            "subjectDN": "CN=client",
            "issuerDN": "CN=issuer",
            "serialNumber": "01",
            "validity": {"notBefore": "May  1 00:00:00 2026 GMT", "notAfter": "May  1 00:00:00 2027 GMT"},
        },
    },
}
SAMPLE: dict[str, Any] = {
    "request": {
        "path": {"id": "42"},
        "querystring": {"limit": "10", "tag": ["new", "red"]},
        "header": {"X-Tenant": "blue"},
    },
    "backend": {"header": {"x-cache": "hit"}, "body": BODY},
    "stageVariables": {"table": "items"},
    "context": CONTEXT,
}
