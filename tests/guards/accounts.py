"""What keeps a site's people, and their scenarios, from those who are somebody else, or nobody, or another site's page."""

from __future__ import annotations

from tests.guards.guard import Guard

IDENTITY = "playground/web/identity.py"
PROXY = "playground/accounts/proxy.py"
SAME_SITE = "playground/web/same_site.py"
SIGN_IN = "tests/web/test_sign_in.py"
BY_PROXY = "tests/web/test_proxy_sign_in.py"
RIGHTS = "tests/web/test_rights.py"
SCENARIOS = "tests/web/api/test_scenarios.py"
BEARER = "tests/accounts/test_bearer.py"
STORE = "tests/store/test_scenarios.py"
NEVER = "False"

ENTERING = (
    Guard(
        "sign-in: without it nothing answers",
        IDENTITY,
        "    if right == OPEN or right in identity().rights:\n",
        "    if right:\n",
        (f"{RIGHTS}::test_who_has_not_signed_in_gets_what_nobody_may_have_and_nothing_else",),
    ),
    Guard(
        "sign-in: a route that names no right is nobody's",
        IDENTITY,
        '    return getattr(view, "right", None)\n',
        '    return getattr(view, "right", OPEN)\n',
        (f"{RIGHTS}::test_a_route_that_names_no_right_is_reached_by_nobody",),
    ),
    Guard(
        "sign-in: who fails too often has to wait",
        "playground/web/attempts.py",
        "    if count >= MOST:\n",
        "    if False:\n",
        (f"{SIGN_IN}::test_after_twenty_that_failed_an_address_has_to_wait",),
    ),
    Guard(
        "sign-in: one is led on within the site alone (no open redirect)",
        "playground/web/sign_in.py",
        "address is not None and len(address) <= LONGEST and _HERE.fullmatch(address)",
        "address",
        (f"{SIGN_IN}::test_one_is_led_on_to_addresses_of_this_site_only",),
    ),
    Guard(
        "sign-in: backslashes and a second slash lead elsewhere (no open redirect)",
        "playground/web/sign_in.py",
        r"/(?![/\\])[^\\\x00-\x20\x7f]*",
        r"/.*",
        (f"{SIGN_IN}::test_one_is_led_on_to_addresses_of_this_site_only",),
    ),
    Guard(
        "sessions: they end after their hours",
        "playground/accounts/sessions.py",
        "    if not 0 <= time.time() - began < settings.session_hours * 3600:\n",
        "    if False:\n",
        ("tests/accounts/test_sessions.py::test_it_ends_after_its_hours_and_is_none_of_the_future",),
    ),
    Guard(
        "sessions: they end with the password or the provider",
        "playground/accounts/sessions.py",
        '    if held.get("by") != _way(settings) or not isinstance(began, float):\n',
        "    if not isinstance(began, float):\n",
        (
            "tests/accounts/test_sessions.py::test_it_ends_with_the_way_to_sign_in",
            f"{SIGN_IN}::test_a_session_ends_after_its_hours_and_with_its_password_and_key",
        ),
    ),
    Guard(
        "sessions: signing out everywhere ends them all",
        IDENTITY,
        "            return found if people.holds(transaction, found.key, sessions.began(session)) else None\n",
        "            return found\n",
        (f"{SIGN_IN}::test_signing_out_everywhere_ends_all_sessions_that_have_begun",),
    ),
    Guard(
        "sessions: behind https the cookie is for https alone",
        "playground/web/cookies.py",
        'bool(app.config["SESSION_COOKIE_SECURE"]) or request.is_secure',
        NEVER,
        (f"{SIGN_IN}::test_behind_https_the_cookie_is_secure",),
    ),
    Guard(
        "proxy header: it is believed from the listed networks alone",
        PROXY,
        "    if not is_believed or header is None:\n",
        "    if header is None:\n",
        (
            f"{BY_PROXY}::test_it_is_believed_from_the_proxys_address_alone",
            "tests/accounts/test_proxy.py::test_who_is_not_a_proxy_of_ours_names_nobody",
        ),
    ),
    Guard(
        "proxy header: two of them are nobody's",
        PROXY,
        'or "," in name ',
        "",
        ("tests/accounts/test_proxy.py::test_what_is_no_name_is_nobody", f"{BY_PROXY}::test_a_header_that_names_nobody_is_nobodys"),
    ),
    Guard(
        "proxy header: the peer is who connects, whatever is forwarded",
        "playground/web/proxies.py",
        "        if not is_proxy(peer):\n            return app(environ, start_response)\n",
        "",
        ("tests/web/test_proxies.py::test_the_client_is_whom_the_first_proxy_of_ours_names",),
    ),
    Guard(
        "CSRF: what another site's page sends is refused",
        SAME_SITE,
        'if environ["REQUEST_METHOD"] not in READING and not has_token(environ) and is_foreign(environ, {host.lower(), own.lower()}):',
        "if False:",
        (
            f"{SIGN_IN}::test_the_form_is_taken_from_the_sites_own_page",
            f"{BY_PROXY}::test_another_sites_page_writes_nothing",
        ),
    ),
    Guard(
        "CSRF: where a browser names no site its Origin counts",
        SAME_SITE,
        '    return origin is not None and origin.partition("://")[2].lower() not in own - {""}\n',
        "    return False\n",
        (f"{SIGN_IN}::test_the_form_is_taken_from_the_sites_own_page", f"{BY_PROXY}::test_another_sites_page_writes_nothing"),
    ),
)

OWNING = (
    Guard(
        "rights: what is another's is not changed, deleted or restored",
        "playground/accounts/ownership.py",
        "    return asker.administers or asker.owns(row)\n",
        "    return True\n",
        (f"{BY_PROXY}::test_who_may_do_what_with_whose", "tests/accounts/test_ownership.py::test_where_people_sign_in"),
    ),
    Guard(
        "rights: a revision is saved of the team's and of one's own",
        "playground/accounts/ownership.py",
        'settings.sign_in == "none" or row.visibility == "team" or may_change(asker, row)',
        "True",
        (f"{BY_PROXY}::test_who_may_do_what_with_whose", "tests/accounts/test_ownership.py::test_where_people_sign_in"),
    ),
    Guard(
        "rights: what was deleted is restored by its owner",
        "playground/store/scenarios.py",
        " or not (asker.administers or asker.owns(row)):\n",
        ":\n",
        (f"{BY_PROXY}::test_who_may_do_what_with_whose",),
    ),
    Guard(
        "private: it is its owner's alone",
        "playground/store/scenarios.py",
        '    return row.visibility != "private" or asker.administers or asker.owns(row)\n',
        "    return True\n",
        (
            f"{STORE}::test_who_sees_and_lists_what",
            f"{BY_PROXY}::test_who_may_do_what_with_whose",
            "tests/web/test_saved_pages.py::test_what_may_not_be_seen_is_exactly_as_what_is_not_there",
        ),
    ),
    Guard(
        "private: a list has the team's and one's own",
        "playground/store/scenarios.py",
        '    own: ColumnElement[bool] = ScenarioRow.visibility == "team"\n',
        '    own: ColumnElement[bool] = ScenarioRow.visibility != "none"\n',
        (f"{STORE}::test_who_sees_and_lists_what",),
    ),
    Guard(
        "private: a frame shows what everybody may see",
        "playground/web/saved_pages.py",
        "_found(id_, number, Asker())",
        "_found(id_, number, asker())",
        ("tests/web/test_saved_pages.py::test_a_frame_shows_nothing_that_is_private_even_with_its_key",),
    ),
    Guard(
        "edit key: it is one, not any",
        "playground/store/asker.py",
        " and row.edit_key == hash_secret(self.edit_key)\n",
        "\n",
        (
            f"{SCENARIOS}::test_who_has_the_edit_key_is_the_owner",
            "tests/accounts/test_ownership.py::test_where_nobody_does_all_may_save_and_the_edit_key_stands_for_the_owner",
        ),
    ),
    Guard(
        "edit key: it is kept as its hash",
        "playground/store/scenarios.py",
        "edit_key=None if edit_key is None else hash_secret(edit_key),",
        "edit_key=edit_key,",
        (f"{SCENARIOS}::test_who_has_the_edit_key_is_the_owner",),
    ),
    Guard(
        "edit key: of what somebody owns who has signed in there is none",
        "playground/store/asker.py",
        "        if row.owner is not None:\n            return row.owner == self.key\n",
        "        if row.owner is not None and row.owner == self.key:\n            return True\n",
        ("tests/accounts/test_ownership.py::test_no_edit_key_opens_what_somebody_owns",),
    ),
    Guard(
        "tokens: one that reads writes nothing",
        "playground/accounts/bearer.py",
        'maker if row.scope == "write" else maker.only_reading()',
        "maker",
        (f"{BEARER}::test_it_is_its_maker_as_far_as_its_scope_goes", f"{BY_PROXY}::test_a_token_is_its_maker_as_far_as_its_scope_goes"),
    ),
    Guard(
        "tokens: they end with their time",
        "playground/store/tokens.py",
        "None if row is None or (row.expires is not None and row.expires <= datetime.now(UTC)) else row",
        "row",
        (
            f"{BEARER}::test_one_that_is_over_another_or_none_is_nobodys",
            f"{BY_PROXY}::test_a_token_ends_with_its_time_or_when_it_is_revoked",
        ),
    ),
    Guard(
        "tokens: they end with the way in which their maker signs in",
        "playground/accounts/bearer.py",
        ' or row.owner.partition("|")[0] != settings.sign_in',
        "",
        (f"{BEARER}::test_it_ends_with_the_way_in_which_its_maker_signs_in",),
    ),
    Guard(
        "tokens: a token makes none",
        "playground/web/api/tokens.py",
        "    if identity().by_token:\n",
        "    if False:\n",
        (f"{BY_PROXY}::test_a_token_is_its_maker_as_far_as_its_scope_goes",),
    ),
    Guard(
        "tokens: another's are not revoked",
        "playground/store/tokens.py",
        "wanted if asker.administers else wanted.where(TokenRow.owner == asker.key))\n    if",
        "wanted)\n    if",
        (
            f"{BY_PROXY}::test_a_token_ends_with_its_time_or_when_it_is_revoked",
            "tests/store/test_tokens.py::test_a_token_is_found_by_its_secret_until_it_expires_or_is_revoked",
        ),
    ),
    Guard(
        "tokens: they are kept as their hashes",
        "playground/store/tokens.py",
        "        hash=hash_secret(secret),\n",
        "        hash=secret,\n",
        ("tests/store/test_tokens.py::test_a_token_is_found_by_its_secret_until_it_expires_or_is_revoked",),
    ),
    Guard(
        "the library: no link leads out of the folder",
        "playground/web/api/library.py",
        " or not path.resolve().is_relative_to(root)",
        "",
        ("tests/web/api/test_library.py::test_nothing_else_is_read",),
    ),
)

FROM_STRANGERS_TO_PEOPLE = ENTERING + OWNING
