"""The numbers that SECURITY.md promises are the code's: each sentence is made here from the constant or the default that holds it."""

from __future__ import annotations

import base64
import math
import re

import pytest

from playground.accounts import provider_calls
from playground.evaluator import answer_size, engine, saving
from playground.limits import Limits
from playground.sandbox import pool, starter_client
from playground.server import arrival, clients, needs
from playground.settings import Settings
from playground.store import ids, models
from playground.web import attempts, health, oidc_sign_in, pages
from playground.web.api import answers, drafts
from tests.places import ROOT

KIB, MIB = 1024, 1024 * 1024
LIMITS, SETTINGS = Limits(), Settings()
TEXT = " ".join((ROOT / "SECURITY.md").read_text("utf-8").split())

PROMISES = {
    "a call": f"every call is answered within {LIMITS.seconds + 2 * pool.GRACE:g} s of being read",
    "a document": f"converted or saved ({LIMITS.body // MIB} MB) is read in a child",
    "an envelope": f"the web process itself reads JSON of at most {answers.ENVELOPE // KIB} KiB",
    "a saved document": f"converted or saved ({drafts.LARGEST // MIB} MB)",
    "a page": f"A page holds a Scenario or a Result of at most {pages.LONGEST_IN_PAGE // MIB} MiB",
    "a frame": f"a frame shows {saving.LONGEST_SHOWN:,} characters of each text",
    "the output": f"A template writes {LIMITS.output // MIB} MiB (`PLAYGROUND_LIMIT_OUTPUT`)",
    "the rest of an answer": f"and all the rest {answer_size.REST // MIB} MiB",
    "a head": f"{SETTINGS.client_seconds:g} s for the head of a request ({arrival.HEAD_BYTES // KIB} KiB at most)",
    "an idle connection": f"{SETTINGS.client_seconds:g} s between two requests",
    "a body": f"{SETTINGS.client_seconds:g} s for every next {SETTINGS.client_seconds * SETTINGS.client_rate / KIB:g} KiB of a body",
    "a slow body": f"at less than {SETTINGS.client_rate // KIB} KiB/s does not",
    "connections": f"A web process holds {SETTINGS.connections:,} connections",
    "bytes in flight": f"{clients.BODIES * SETTINGS.request_bytes // MIB} MiB of requests and answers (four of the largest requests)",
    "an engine ahead": f"waits for it, empty, {engine.AHEAD:g} s at most",
    "threads": f"waits for one of the {SETTINGS.threads} threads {LIMITS.seconds:g} s at most",
    "readiness": f"answers within {health.PATIENCE:g} s where what is needed hangs",
    "refusals in the log": f"{({10: 'ten'})[clients.TOLD]} times a minute at most of one status",
    "an id": f"Ids have {models.ID_LENGTH * math.log2(len(set(ids.ALPHABET))):g} random bits",
    "sign-ins": f"after {attempts.MOST} sign-ins from one address",
    "a sign-in with a provider": f"within {({600.0: 'ten'})[oidc_sign_in.PATIENCE]} minutes",
    "a provider's answer": f"has {({10.0: 'ten'})[provider_calls.DEADLINE]} seconds and a megabyte an answer",
    "open files": f"{needs.own_files(SETTINGS) + SETTINGS.connections:,} open files a process",
}


@pytest.mark.parametrize("promise", PROMISES)
def test_what_is_promised_is_what_the_code_holds(promise: str) -> None:
    assert PROMISES[promise] in TEXT


def test_what_is_said_in_words_holds() -> None:
    assert clients.BODIES == 4  # "four of the largest requests"
    assert attempts.SECONDS == 60  # "within a minute"
    assert provider_calls.MOST_BYTES == 1_000_000  # "a megabyte an answer"
    assert SETTINGS.peer_share == 3 / 4  # "at most three quarters of the threads and of the children"
    assert starter_client.FORK_AT_MOST == 1.0  # "a starter that does not fork within a second"
    assert (answer_size.most_bytes(LIMITS) - answer_size.REST) == 2 * LIMITS.output  # "the bodies in an answer have twice that"
    assert "three quarters of the threads and of the children" in TEXT
    assert "A starter that does not fork within a second" in TEXT


def test_a_secret_has_the_bits_that_are_promised() -> None:
    said = re.search(r"\*\*Tokens and edit keys\*\* have (\d+) random bits and are kept as SHA-512", TEXT)
    assert said is not None
    secret = ids.new_secret()
    assert len(base64.urlsafe_b64decode(secret + "=")) * 8 == int(said[1])
    assert len(bytes.fromhex(ids.hash_secret(secret))) * 8 == 512
