"""An OpenID provider says who asks: the authorization code flow with PKCE, by Authlib. The only import of it, and of what it asks with."""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, import_key
from joserfc.jws import JWSRegistry

from playground.accounts.discovery import Discovery
from playground.accounts.identity import LONGEST_NAME, Identity, member
from playground.accounts.provider_calls import TIMEOUT, ProviderAway, Turns, connect, fetch
from playground.errors import PlaygroundError

__all__ = ["Begun", "NotAllowed", "NotSignedIn", "OAuth2Session", "Provider", "ProviderAway", "SignedIn", "who"]

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.settings import Settings

SCOPES = ("openid", "profile", "email")
GROUPS = "groups"
"""A scope that is asked for where the provider has it; others refuse what they do not know."""
LEEWAY = 60
"""Seconds by which the provider's clock may differ."""
SIGNED_BY = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"})
"""How an ID token may be signed: by a key that the provider alone has."""


class NotSignedIn(PlaygroundError):
    """The provider, or what it says, does not sign this person in: a sentence."""


class NotAllowed(PlaygroundError):
    """The provider knows this person, who may not use the site; `key` is whose tokens end with that."""

    def __init__(self, key: str) -> None:
        super().__init__("Your account may not use this site. Ask whoever runs it.")
        self.key = key


@dataclass(frozen=True, slots=True)
class Begun:
    """What a sign-in that has begun is remembered by: nothing of it is known to the provider but the state, the nonce and a hash."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who has signed in; `administers`: whether a group of the provider's says so."""

    identity: Identity
    administers: bool


class Provider:
    """The provider that the settings name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._turns = Turns()
        self._discovery = Discovery(settings.oidc_discovery, self._turns)

    def begin(self, callback: str) -> tuple[str, Begun]:
        """The address at the provider to which the browser goes, and what is to be remembered. ProviderAway."""
        known = self._discovery.document()
        begun = Begun(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))
        with self._client(known, callback) as client:
            address, _ = client.create_authorization_url(
                known["authorization_endpoint"], state=begun.state, nonce=begun.nonce, code_verifier=begun.verifier
            )
        return str(address), begun

    def finish(self, callback: str, code: str, begun: Begun) -> SignedIn:
        """Who comes back with this code. ProviderAway, NotSignedIn, NotAllowed."""
        known = self._discovery.document()
        try:
            claims = self._turns.ask(lambda: self._redeem(known, callback, code, begun))
        except requests.RequestException as error:
            raise ProviderAway(f"The provider does not answer: {type(error).__name__}.") from error
        except (OAuthError, JoseError, KeyError, TypeError, ValueError) as error:
            raise NotSignedIn("What the provider says does not hold. Sign in again.") from error
        return who(self._settings, claims)

    def _redeem(self, known: dict[str, Any], callback: str, code: str, begun: Begun) -> dict[str, Any]:
        """What the provider says of who got this code."""
        with self._client(known, callback) as client:
            connect(client)
            token = client.fetch_token(known["token_endpoint"], code=code, code_verifier=begun.verifier, timeout=TIMEOUT)
        claims = self._claims(known, token, begun)
        if "userinfo_endpoint" in known:
            claims = self._user(known["userinfo_endpoint"], token, claims["sub"]) | claims
        return claims

    def _client(self, known: dict[str, Any], callback: str) -> OAuth2Session:
        given = self._settings
        methods = known.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        method = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
        return OAuth2Session(
            given.oidc_client_id,
            given.oidc_client_secret,
            scope=" ".join([*SCOPES, *(one for one in known.get("scopes_supported") or () if one == GROUPS)]),
            redirect_uri=callback,
            code_challenge_method="S256",
            token_endpoint_auth_method=method,
        )

    def _claims(self, known: dict[str, Any], token: Mapping[str, Any], begun: Begun) -> dict[str, Any]:
        """The ID token's, once its signature, issuer, audience, time and nonce hold."""
        offered = known.get("id_token_signing_alg_values_supported") or ["RS256"]
        registry = JWSRegistry(algorithms=[one for one in offered if one in SIGNED_BY], strict_check_header=False)
        decoded = jwt.decode(token["id_token"], keys_of(fetch(known["jwks_uri"])), registry=registry)
        audience = self._settings.oidc_client_id
        options = {"iss": {"essential": True, "value": known["issuer"]}, "aud": {"essential": True, "value": audience}}
        told = {"nonce": begun.nonce, "client_id": audience, "access_token": token.get("access_token")}
        checked = CodeIDToken(decoded.claims, decoded.header, options, told)
        checked.validate(leeway=LEEWAY)
        if not isinstance(checked["sub"], str) or not checked["sub"]:
            raise ValueError("sub")
        return dict(checked)

    @staticmethod
    def _user(address: str, token: Mapping[str, Any], subject: str) -> dict[str, Any]:
        """What the provider tells beside the ID token, of the same person."""
        found = fetch(address, {"Authorization": f"Bearer {token['access_token']}"})
        return found if found.get("sub") == subject else {}


def keys_of(document: Mapping[str, Any]) -> KeySet:
    """The provider's keys; those of a kind that is not known here are left out. They are asked for at each sign-in, so they may change."""
    keys = []
    for one in document["keys"]:
        with suppress(JoseError, KeyError, TypeError, ValueError):
            keys.append(import_key(one))
    return KeySet(keys)


def who(settings: Settings, claims: Mapping[str, Any]) -> SignedIn:
    """Whom the claims name: by issuer and subject, never by an e-mail address, which two people may bring. NotAllowed."""
    key = f"oidc|{claims['iss']}|{claims['sub']}"
    if len(key) > LONGEST_NAME:
        key = f"oidc|{hashlib.sha512(key.encode()).hexdigest()}"
    email, listed = claims.get("email"), claims.get(GROUPS)
    email = email if isinstance(email, str) and claims.get("email_verified") is not False else ""
    groups = {one for one in listed if isinstance(one, str)} if isinstance(listed, list) else set()
    domain = email.rpartition("@")[2].lower() if "@" in email else ""
    is_foreign = bool(settings.oidc_domains) and domain not in settings.oidc_domains
    if is_foreign or (settings.oidc_groups and not groups.intersection(settings.oidc_groups)):
        raise NotAllowed(key)
    name = next(str(one) for one in (email, claims.get("preferred_username"), claims["sub"], key) if is_name(one))
    administers = settings.oidc_admin_group != "" and settings.oidc_admin_group in groups
    return SignedIn(member(settings, key, name, administers=administers), administers)


def is_name(value: object) -> bool:
    """Whether a claim can be shown as a name."""
    return isinstance(value, str) and len(value.strip()) > 0 and len(value) <= LONGEST_NAME and value.isprintable()
