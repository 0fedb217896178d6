"""What is said of `$context` (`gateway/variables/context.py`), the most used first.

Documented: api-gateway-mapping-template-reference. `$context.error` and `$context.status` are in gateway responses and access logs alone.
"""

from __future__ import annotations

from playground.vtl.vocabulary import Term, Types, TypeTerms

CONTEXT = (
    Term(
        "$context.responseOverride responseOverride",
        "What to change in the client's response.",
        "#set($context.responseOverride.status = 404)\n$context.responseOverride.status",
        "404",
    ),
    Term(
        "$context.requestOverride requestOverride",
        "What to change in the request to the backend.",
        '#set($context.requestOverride.header.x-id = "7")\n$context.requestOverride.header.x-id',
        "7",
    ),
    Term("$context.identity identity", "Who called.", "$context.identity.sourceIp", "192.0.2.1"),
    Term(
        "$context.authorizer authorizer",
        "What the authorizer gave; every value is a string.",
        "$context.authorizer.principalId",
        "user-1",
    ),
    Term("String requestId", "The id of the call.", "$context.requestId", "00000000-0000-4000-8000-000000000000"),
    Term("String requestTime", "When the call came, as access logs write it.", "$context.requestTime", "01/Jan/2026:00:00:00 +0000"),
    Term("long requestTimeEpoch", "When the call came, in milliseconds since 1970.", "$context.requestTimeEpoch", "1767225600000"),
    Term("String httpMethod", "The method of the call: GET, POST, …", "$context.httpMethod", "GET"),
    Term("String path", "The path that was called, with the stage before it.", "$context.path", "/prod/items/42"),
    Term("String resourcePath", "The path of the resource.", "$context.resourcePath", "/items/{id}"),
    Term("String stage", "The stage that was called.", "$context.stage", "prod"),
    Term("String resourceId", "The id of the resource.", "$context.resourceId", "a1b2c3"),
    Term("String protocol", "The protocol of the call.", "$context.protocol", "HTTP/1.1"),
    Term("String apiId", "The id of the API.", "$context.apiId", "abcdefghij"),
    Term("String accountId", "The AWS account that owns the API.", "$context.accountId", "123456789012"),
    Term("String domainName", "The domain that was called.", "$context.domainName", "abcdefghij.execute-api.us-east-1.amazonaws.com"),
    Term("String domainPrefix", "The first part of that domain.", "$context.domainPrefix", "abcdefghij"),
    Term("String deploymentId", "The id of the deployment.", "$context.deploymentId", "d1e2f3"),
    Term("String extendedRequestId", "A further id that API Gateway gives to the call.", "$context.extendedRequestId", "ExtendedReqId="),
    Term("String awsEndpointRequestId", "The id that the AWS service gave to its call.", "$context.awsEndpointRequestId", "AwsReqId"),
    Term("boolean isCanaryRequest", "Whether the call goes to the canary.", "$context.isCanaryRequest", "false"),
    Term("String wafResponseCode", "What AWS WAF said of the call: WAF_ALLOW or WAF_BLOCK.", "$context.wafResponseCode", "WAF_ALLOW"),
    Term(
        "String webaclArn",
        "The ARN of the web ACL that decides.",
        "$context.webaclArn",
        "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/api/1",
    ),
)
RESPONSE_OVERRIDE = (
    Term(
        "int status",
        "The status that the client gets.",
        "#set($context.responseOverride.status = 404)\n$context.responseOverride.status",
        "404",
    ),
    Term(
        "Map<String, String> header",
        "Headers that the client gets.",
        '#set($context.responseOverride.header.x-id = "7")\n$context.responseOverride.header.x-id',
        "7",
    ),
)
REQUEST_OVERRIDE = (
    Term(
        "Map<String, String> header",
        "Headers of the request to the backend.",
        '#set($context.requestOverride.header.x-id = "7")\n$context.requestOverride.header.x-id',
        "7",
    ),
    Term(
        "Map<String, String> path",
        "Path parameters of the request to the backend.",
        '#set($context.requestOverride.path.id = "7")\n$context.requestOverride.path.id',
        "7",
    ),
    Term(
        "Map<String, String> querystring",
        "Parameters of the query string of the request to the backend.",
        '#set($context.requestOverride.querystring.limit = "7")\n$context.requestOverride.querystring.limit',
        "7",
    ),
)
IDENTITY = (
    Term("String sourceIp", "The client's address.", "$context.identity.sourceIp", "192.0.2.1"),
    Term("String userAgent", "The client's User-Agent header.", "$context.identity.userAgent", "curl/8.5.0"),
    Term("String apiKey", "The API key of the call; null where the method requires none.", "$context.identity.apiKey", "key-1"),
    Term("String apiKeyId", "The id of that key.", "$context.identity.apiKeyId", "k1"),
    Term("String caller", "Who signed the call.", "$context.identity.caller", "AIDAEXAMPLE"),
    Term("String user", "The user that is authorised to call.", "$context.identity.user", "AIDAEXAMPLE"),
    Term("String userArn", "The ARN of that user.", "$context.identity.userArn", "arn:aws:iam::123456789012:user/ann"),
    Term("String accountId", "The caller's AWS account.", "$context.identity.accountId", "123456789012"),
    Term("String accessKey", "The access key that signed the call.", "$context.identity.accessKey", "AKIAEXAMPLE"),
    Term("String principalOrgId", "The caller's AWS organisation.", "$context.identity.principalOrgId", "o-example"),
    Term("String cognitoIdentityId", "The caller's Cognito identity.", "$context.identity.cognitoIdentityId", "us-east-1:1111"),
    Term("String cognitoIdentityPoolId", "The pool of that identity.", "$context.identity.cognitoIdentityPoolId", "us-east-1:2222"),
    Term(
        "String cognitoAuthenticationType",
        "Whether that identity is signed in.",
        "$context.identity.cognitoAuthenticationType",
        "authenticated",
    ),
    Term(
        "String cognitoAuthenticationProvider",
        "Who signed that identity in.",
        "$context.identity.cognitoAuthenticationProvider",
        "cognito-idp.us-east-1.amazonaws.com",
    ),
    Term("String vpcId", "The VPC from which the call came.", "$context.identity.vpcId", "vpc-1"),
    Term("String vpceId", "The VPC endpoint through which the call came.", "$context.identity.vpceId", "vpce-1"),
    Term(
        "$context.identity.clientCert clientCert",
        "The client's certificate, with mutual TLS.",
        "$context.identity.clientCert.serialNumber",
        "01",
    ),
)
CLIENT_CERT = (
    Term("String clientCertPem", "The certificate in PEM.", "$context.identity.clientCert.clientCertPem", "PEM"),
    Term("String subjectDN", "Whose certificate it is.", "$context.identity.clientCert.subjectDN", "CN=client"),
    Term("String issuerDN", "Who issued it.", "$context.identity.clientCert.issuerDN", "CN=issuer"),
    Term("String serialNumber", "Its serial number.", "$context.identity.clientCert.serialNumber", "01"),
    Term(
        "$context.identity.clientCert.validity validity",
        "From when to when it is valid.",
        "$context.identity.clientCert.validity.notAfter",
        "May  1 00:00:00 2027 GMT",
    ),
)
VALIDITY = (
    Term(
        "String notBefore",
        "The first moment at which it is valid.",
        "$context.identity.clientCert.validity.notBefore",
        "May  1 00:00:00 2026 GMT",
    ),
    Term(
        "String notAfter",
        "The last moment at which it is valid.",
        "$context.identity.clientCert.validity.notAfter",
        "May  1 00:00:00 2027 GMT",
    ),
)
AUTHORIZER = (
    Term("String principalId", "Whom a Lambda authorizer took the caller for.", "$context.authorizer.principalId", "user-1"),
    Term(
        "Map<String, String> claims",
        "The claims of a Cognito token.",
        "$context.authorizer.claims['cognito:username']",
        "ann",
    ),
)

TYPES: Types = {
    "$context": TypeTerms(CONTEXT, "Map"),
    "$context.responseOverride": TypeTerms(RESPONSE_OVERRIDE, "Map"),
    "$context.requestOverride": TypeTerms(REQUEST_OVERRIDE, "Map"),
    "$context.identity": TypeTerms(IDENTITY, "Map"),
    "$context.identity.clientCert": TypeTerms(CLIENT_CERT, "Map"),
    "$context.identity.clientCert.validity": TypeTerms(VALIDITY, "Map"),
    "$context.authorizer": TypeTerms(AUTHORIZER, "Map"),
}
