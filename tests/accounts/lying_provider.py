"""A provider that says whatever a test lets it say, for what a live one never does: wrong tokens, late answers, endless ones."""

from __future__ import annotations

import functools
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from joserfc import jwt
from joserfc.jwk import RSAKey

from playground.accounts.oidc import Begun, Provider
from playground.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BEGUN = Begun("state", "nonce", "verifier")
CLIENT = "site"
SECRET = "its secret, which is long enough to sign with"  # noqa: S105 - of these tests alone


class LyingProvider:
    """`claims`, `header` and `key` make its ID token; `documents` what it says at a path; `manner` how an answer is sent."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.keys = [new_key("one")]
        self.published: list[Any] = [self.keys[0].as_dict(private=False)]
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "one"}
        now = int(time.time())
        self.claims: dict[str, Any] = {"iss": url, "sub": "1", "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": BEGUN.nonce}
        self.user: dict[str, Any] | None = None
        self.documents: dict[str, Callable[[], object]] = {"/discovery": self.discovery, "/jwks": self.jwks, "/token": self.token}
        self.manner: Callable[[BaseHTTPRequestHandler, bytes], None] = send
        self.asked: list[str] = []

    def discovery(self) -> dict[str, Any]:
        """The discovery document."""
        found = {"issuer": self.url, "authorization_endpoint": f"{self.url}/authorize", "token_endpoint": f"{self.url}/token"}
        return found | {"jwks_uri": f"{self.url}/jwks"} | ({"userinfo_endpoint": f"{self.url}/user"} if self.user is not None else {})

    def jwks(self) -> object:
        """The keys that it says are its."""
        return {"keys": self.published}

    def token(self) -> object:
        """What a code is redeemed for."""
        return {"access_token": "access", "token_type": "Bearer", "id_token": self.id_token()}

    def id_token(self) -> str:
        """Signed by its newest key."""
        return jwt.encode(self.header, self.claims, self.keys[-1])

    def finish(self, **settings: Any) -> Any:
        """Sign in; who that is."""
        given = {"oidc_discovery": f"{self.url}/discovery", "oidc_client_id": CLIENT, "oidc_client_secret": SECRET, **settings}
        return Provider(Settings(sign_in="oidc", **given)).finish("http://localhost/sign-in/callback", "code", BEGUN)


def new_key(name: str, number: int = 1) -> RSAKey:
    """A key to sign with, by that name. Another name or number is another pair of keys."""
    return _made(name, number)


@functools.cache
def _made(name: str, _number: int) -> RSAKey:
    """Made once for all tests: to find the primes takes up to a second."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"})


def send(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """Answer at once, and whole."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def lying_provider() -> Iterator[LyingProvider]:
    """One that is truthful until it is told to lie."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.asked.append(self.path)
            said = provider.documents[self.path]()
            provider.manner(self, said if isinstance(said, bytes) else json.dumps(said).encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # a client that leaves is what some tests are about
    provider = LyingProvider(f"http://127.0.0.1:{server.server_address[1]}")
    provider.documents["/user"] = lambda: provider.user
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
