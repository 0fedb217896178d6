"""Signs requests to AWS with the user's own credentials, by botocore. The only import of it: the extra `aws`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.evaluator.given_engine import Sign

EXTRA = "Install playground[aws], which signs requests to AWS."


class NoCredentials(Exception):
    """AWS cannot be asked: a sentence."""


def signer(profile: str | None, region: str | None = None) -> Sign:
    """What signs requests (SigV4) with the credentials that the AWS CLI would take. NoCredentials."""
    try:
        from botocore.auth import SigV4Auth  # noqa: PLC0415 - an extra
        from botocore.awsrequest import AWSRequest  # noqa: PLC0415
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415
        from botocore.session import Session  # noqa: PLC0415
    except ImportError:
        raise NoCredentials(EXTRA) from None
    try:
        session = Session(profile=profile)
        credentials = session.get_credentials()
        usual = region or session.get_config_variable("region")
    except BotoCoreError as error:
        raise NoCredentials(f"{error}.") from None
    if credentials is None:
        raise NoCredentials("There are no credentials for AWS: name a --profile, or set them as for the AWS CLI.")
    frozen = credentials.get_frozen_credentials()

    def sign(url: str, body: bytes, headers: Mapping[str, str]) -> Mapping[str, str]:
        request = AWSRequest("POST", f"{url.rstrip('/')}/", data=body, headers=dict(headers))
        SigV4Auth(frozen, "dynamodb", region_of(url) or usual or "us-east-1").add_auth(request)
        return dict(request.headers.items())

    return sign


def region_of(url: str) -> str | None:
    """The region in the host name of one of DynamoDB's own endpoints."""
    parts = (urlsplit(url).hostname or "").split(".")
    return parts[1] if len(parts) > 3 and parts[0] == "dynamodb" and "amazonaws" in parts else None


def endpoint(profile: str | None, region: str | None) -> str:
    """DynamoDB's own endpoint in a region. NoCredentials where none is known."""
    try:
        from botocore.session import Session  # noqa: PLC0415 - an extra
    except ImportError:
        raise NoCredentials(EXTRA) from None
    found = region or Session(profile=profile).get_config_variable("region")
    if not found:
        raise NoCredentials("No region is known: name a --region, or set one as for the AWS CLI.")
    return f"https://dynamodb.{found}.amazonaws.com"
