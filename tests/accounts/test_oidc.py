"""What of a provider's ID token holds, and who that is."""

from __future__ import annotations

import base64
import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from playground.accounts.oidc import LEEWAY, NotAllowed, NotSignedIn, ProviderAway, who
from playground.settings import Settings
from tests.accounts.lying_provider import SECRET, new_key

if TYPE_CHECKING:
    from tests.accounts.lying_provider import LyingProvider


def test_a_token_that_holds_says_who_it_is(provider: LyingProvider) -> None:
    provider.claims |= {"email": "ana@example.com", "groups": ["chiefs"]}
    found = provider.finish(oidc_admin_group="chiefs")
    assert (found.identity.key, found.identity.name, found.administers) == (f"oidc|{provider.url}|1", "ana@example.com", True)


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", "https://another.example"),
        ("aud", "another site"),
        ("aud", ["another site", "a third"]),
        ("azp", "another site"),
        ("nonce", "of another sign-in"),
        ("nonce", None),
        ("nonce", 5),
        ("sub", ""),
        ("sub", 5),
        ("sub", None),
        ("exp", None),
        ("exp", "tomorrow"),
        ("iat", None),
    ],
)
def test_a_claim_that_does_not_hold_signs_nobody_in(provider: LyingProvider, claim: str, value: object) -> None:
    provider.claims = {name: one for name, one in (provider.claims | {claim: value}).items() if one is not None}
    with pytest.raises(NotSignedIn):
        provider.finish()


@pytest.mark.parametrize(
    ("claim", "off", "holds"),
    [
        ("exp", -LEEWAY + 20, True),
        ("exp", -LEEWAY - 20, False),
        ("iat", LEEWAY - 20, True),
        ("iat", LEEWAY + 20, False),
        ("nbf", LEEWAY - 20, True),
        ("nbf", LEEWAY + 20, False),
    ],
)
def test_clocks_may_differ_by_a_minute(provider: LyingProvider, claim: str, off: int, *, holds: bool) -> None:
    provider.claims[claim] = int(time.time()) + off
    if holds:
        assert provider.finish().identity.key
    else:
        with pytest.raises(NotSignedIn):
            provider.finish()


def test_a_new_key_is_known_at_the_next_sign_in(provider: LyingProvider) -> None:
    assert provider.finish().identity.key
    provider.keys.append(new_key("two"))
    provider.header["kid"] = "two"
    with pytest.raises(NotSignedIn):
        provider.finish()
    provider.published = [provider.keys[1].as_dict(private=False)]
    assert provider.finish().identity.key


@pytest.mark.parametrize("odd", [{"kty": "new", "kid": "odd"}, {"kty": "RSA", "kid": "odd"}, {}, 5, None, {"kty": "OKP", "crv": "X0"}])
def test_a_key_that_is_not_understood_is_left_out(provider: LyingProvider, odd: object) -> None:
    provider.published.insert(0, odd)
    assert provider.finish().identity.key


@pytest.mark.parametrize("published", [{}, {"keys": 5}, {"keys": []}, {"keys": [5]}, {"keys": None}])
def test_without_a_key_nobody_signs_in(provider: LyingProvider, published: object) -> None:
    provider.documents["/jwks"] = lambda: published
    with pytest.raises(NotSignedIn):
        provider.finish()


def test_a_token_that_anybody_could_have_signed_signs_nobody_in(provider: LyingProvider) -> None:
    forged: list[str] = [
        jwt.encode({"alg": "HS256"}, provider.claims, OctKey.import_key(SECRET)),
        jwt.encode({"alg": "HS256", "kid": "one"}, provider.claims, OctKey.import_key(json.dumps(provider.published[0]))),
        jwt.encode({"alg": "RS256", "kid": "one"}, provider.claims, new_key("one", 2)),
        f"{part({'alg': 'none'})}.{part(provider.claims)}.",
        f"{part({'alg': 'RS256', 'kid': 'one'})}.{part(provider.claims)}.",
        "no token",
        "",
    ]
    offered = provider.discovery() | {"id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}
    for document in (provider.discovery(), offered):
        provider.documents["/discovery"] = lambda document=document: document  # type: ignore[misc] # a default is its own
        for token in forged:
            provider.documents["/token"] = lambda token=token: {"access_token": "a", "token_type": "Bearer", "id_token": token}  # type: ignore[misc]
            with pytest.raises(NotSignedIn):
                provider.finish()


def part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "said", [{}, {"error": "invalid_grant"}, [], "text", {"access_token": 5}, {"access_token": "a", "token_type": "Bearer"}]
)
def test_a_token_endpoint_that_gives_no_token_signs_nobody_in(provider: LyingProvider, said: object) -> None:
    provider.documents["/token"] = lambda: said
    with pytest.raises((NotSignedIn, ProviderAway)):
        provider.finish()


def test_what_is_told_beside_the_token_counts_for_the_same_person_alone(provider: LyingProvider) -> None:
    provider.user = {"sub": "1", "email": "ana@example.com", "groups": ["team"], "iss": "https://another.example"}
    found = provider.finish(oidc_groups=("team",))
    assert (found.identity.key, found.identity.name) == (f"oidc|{provider.url}|1", "ana@example.com")
    provider.user["sub"] = "2"
    with pytest.raises(NotAllowed):
        provider.finish(oidc_groups=("team",))


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"email": "a@b.example"}, "a@b.example"),
        ({"email": "a@b.example", "email_verified": False}, "subject"),
        ({"email": "a@b.example", "email_verified": False, "preferred_username": "ana"}, "ana"),
        ({"email": 5, "preferred_username": " "}, "subject"),
        ({"preferred_username": "a\nb"}, "subject"),
        ({}, "subject"),
    ],
)
def test_the_name_that_is_shown(claims: dict[str, Any], name: str) -> None:
    found = who(Settings(), {"iss": "https://i.example", "sub": "subject", **claims})
    assert (found.identity.key, found.identity.name, found.administers) == ("oidc|https://i.example|subject", name, False)
    long = who(Settings(), {"iss": "https://i.example", "sub": "s" * 400})
    assert len(long.identity.key or "") < 300


@pytest.mark.parametrize("email", ["a@example.com.evil.example", "example.com", "a@sub.example.com", "", None, ["a@example.com"]])
def test_a_domain_is_the_whole_domain(email: object) -> None:
    with pytest.raises(NotAllowed):
        who(Settings(oidc_domains=("example.com",)), {"iss": "i", "sub": "s", "email": email})


@pytest.mark.parametrize("groups", ["team", {"team": True}, [["team"]], ["Team"], ["team "], None])
def test_a_group_is_the_whole_name_in_a_list(groups: object) -> None:
    with pytest.raises(NotAllowed):
        who(Settings(oidc_groups=("team",)), {"iss": "i", "sub": "s", "groups": groups})
