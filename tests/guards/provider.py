"""What of an OpenID provider's word holds, and what it can cost to ask for it."""

from __future__ import annotations

from tests.guards.guard import Guard

OIDC = "playground/accounts/oidc.py"
BY_OIDC = "tests/web/test_oidc_sign_in.py"
CLAIMS = "tests/accounts/test_oidc.py"

AT_A_PROVIDER = (
    Guard(
        "provider: a sign-in ends in the browser in which it began",
        "playground/web/oidc_sign_in.py",
        'if one["state"] == state and time.time()',
        "if time.time()",
        (f"{BY_OIDC}::test_two_tabs_may_sign_in_at_once", f"{BY_OIDC}::test_a_bad_an_old_and_a_used_state_are_kind_pages"),
    ),
    Guard(
        "provider: a token of another sign-in does not hold",
        OIDC,
        '        told = {"nonce": begun.nonce, "client_id"',
        '        told = {"client_id"',
        (f"{CLAIMS}::test_a_claim_that_does_not_hold_signs_nobody_in",),
    ),
    Guard(
        "provider: a token of another issuer or for another site does not hold",
        OIDC,
        "        checked = CodeIDToken(decoded.claims, decoded.header, options, told)\n",
        "        checked = CodeIDToken(decoded.claims, decoded.header, {}, {})\n",
        (f"{CLAIMS}::test_a_claim_that_does_not_hold_signs_nobody_in",),
    ),
    Guard(
        "provider: a token has a time",
        OIDC,
        "        checked.validate(leeway=LEEWAY)\n",
        "        checked.validate(leeway=10**9)\n",
        (f"{CLAIMS}::test_clocks_may_differ_by_a_minute",),
    ),
    Guard(
        "provider: people are told apart by their subject",
        OIDC,
        "    key = f\"oidc|{claims['iss']}|{claims['sub']}\"\n",
        "    key = f\"oidc|{claims['iss']}|{claims.get('email')}\"\n",
        (f"{BY_OIDC}::test_people_are_told_apart_by_their_subject_never_by_their_address",),
    ),
    Guard(
        "provider: an address that it calls unverified counts for nothing",
        OIDC,
        ' and claims.get("email_verified") is not False',
        "",
        (f"{CLAIMS}::test_the_name_that_is_shown", f"{BY_OIDC}::test_domains_and_groups_say_who_may_enter"),
    ),
    Guard(
        "provider: domains and groups say who may enter",
        OIDC,
        "        raise NotAllowed(key)\n",
        "        pass\n",
        (f"{BY_OIDC}::test_domains_and_groups_say_who_may_enter", f"{CLAIMS}::test_a_group_is_the_whole_name_in_a_list"),
    ),
    Guard(
        "provider: userinfo counts for the same person alone",
        OIDC,
        '        return found if found.get("sub") == subject else {}\n',
        "        return found\n",
        (f"{CLAIMS}::test_what_is_told_beside_the_token_counts_for_the_same_person_alone",),
    ),
    Guard(
        "provider: one that hangs has a deadline",
        "playground/accounts/provider_calls.py",
        "        thread.join(DEADLINE)\n",
        "        thread.join()\n",
        ("tests/accounts/test_provider_calls.py::test_a_provider_that_comes_slowly_has_a_deadline",),
    ),
    Guard(
        "provider: an answer has a size",
        "playground/accounts/provider_calls.py",
        "            body = response.raw.read(MOST_BYTES + 1, decode_content=True)\n",
        "            body = response.raw.read(decode_content=True)\n",
        ("tests/accounts/test_provider_calls.py::test_an_answer_without_an_end_is_given_up",),
    ),
)
