"""Ways from what a template, a response, a file, a link or a server says to the page, and what the browser is told to refuse."""

from __future__ import annotations

from tests.guards.guard import Guard

INJECTION = "tests/browser/test_injection.py"
PAGES = "tests/web/test_pages.py"
SAME_SITE = "tests/web/test_same_site.py"
HEADERS = f"{PAGES}::test_every_answer_has_the_security_headers"

FROM_OUTPUT_TO_PAGE = (
    Guard(
        "elements: children are text",
        "static/js/lib/dom.js",
        "  element.append(...children.filter((child) => child !== null && child !== undefined));\n",
        "  for (const child of children.filter((child) => child !== null && child !== undefined))\n"
        '    if (child instanceof Node) element.append(child); else element.insertAdjacentHTML("beforeend", child);\n',
        (
            f"{INJECTION}::test_headers_with_markup_are_text",
            f"{INJECTION}::test_a_server_that_answers_with_markup_owns_nothing",
            f"{INJECTION}::test_a_files_name_and_content_are_text",
            f"{INJECTION}::test_a_shared_links_title_and_cases_are_text",
        ),
    ),
    Guard(
        "elements: a text that is set is text",
        "static/js/lib/dom.js",
        "element.textContent = text;",
        "element.innerHTML = text;",
        (f"{INJECTION}::test_a_files_name_and_content_are_text", f"{INJECTION}::test_a_shared_links_title_and_cases_are_text"),
    ),
    Guard(
        "elements: a sentence is text: diagnostics, reasons of a status, problems",
        "static/js/lib/dom.js",
        'h("code", {}, piece.slice(1, -1)) : piece));',
        'h("code", {}, piece.slice(1, -1)) : Object.assign(document.createElement("span"), { innerHTML: piece })));',
        (
            f"{INJECTION}::test_a_server_that_answers_with_markup_owns_nothing",
            f"{INJECTION}::test_a_problem_with_markup_is_text",
        ),
    ),
    Guard(
        "elements: code in a sentence is text",
        "static/js/lib/dom.js",
        'h("code", {}, piece.slice(1, -1))',
        'Object.assign(h("code"), { innerHTML: piece.slice(1, -1) })',
        (f"{INJECTION}::test_a_diagnostic_with_markup_is_text",),
    ),
    Guard(
        "the body is a text in the viewer",
        "static/js/editor/viewer.js",
        "      shown = text;\n",
        '      shown = text;\n      view.dom.append(Object.assign(document.createElement("pre"), { innerHTML: text }));\n',
        (f"{INJECTION}::test_a_body_with_markup_is_text",),
    ),
    Guard(
        "policy: no inline script",
        "playground/web/headers.py",
        "script-src 'self';",
        "script-src 'self' 'unsafe-inline';",
        (f"{INJECTION}::test_the_policy_stops_what_markup_would_do", HEADERS),
    ),
    Guard(
        "policy: no inline style",
        "playground/web/headers.py",
        "style-src 'self'{nonce};",
        "style-src 'self' 'unsafe-inline'{nonce};",
        (HEADERS,),
    ),
    Guard(
        "policy: nothing from elsewhere",
        "playground/web/headers.py",
        "img-src 'self' data:;",
        "img-src * data:;",
        (f"{INJECTION}::test_the_policy_stops_what_markup_would_do",),
    ),
    Guard(
        "policy: no frame around it",
        "playground/web/headers.py",
        "form-action 'none'; frame-ancestors {frames}",
        "form-action 'none'",
        (HEADERS,),
    ),
    Guard(
        "policy: nothing is sent elsewhere",
        "playground/web/headers.py",
        "connect-src 'self'; ",
        "connect-src *; ",
        (HEADERS,),
    ),
    Guard(
        "policy: no other base, no form",
        "playground/web/headers.py",
        "base-uri 'none'; form-action 'none'; ",
        "",
        (HEADERS,),
    ),
    Guard(
        "no frame around it, for browsers that know no policy",
        "playground/web/headers.py",
        '("X-Frame-Options", "DENY"), ',
        "",
        (HEADERS,),
    ),
    Guard(
        "nosniff",
        "playground/web/headers.py",
        '    ("X-Content-Type-Options", "nosniff"),\n',
        "",
        (HEADERS,),
    ),
    Guard(
        "no-referrer",
        "playground/web/headers.py",
        '    ("Referrer-Policy", "no-referrer"),\n',
        "",
        (HEADERS,),
    ),
    Guard(
        "the headers are on every answer",
        "playground/web/headers.py",
        "added = WITHOUT_NONCE if policy is None",
        "added = [] if policy is None",
        (HEADERS,),
    ),
    Guard(
        "an answer is JSON",
        "playground/web/api/evaluate.py",
        'Response(result, content_type="application/json")',
        'Response(result, content_type="text/html")',
        ("tests/web/api/test_evaluate.py::test_a_scenario_gives_a_result",),
    ),
    Guard(
        "an error's page escapes what it says",
        "templates/problem.html",
        "<p>{{ problem.detail }}</p>",
        "<p>{{ problem.detail|safe }}</p>",
        ("tests/web/test_errors.py::test_an_errors_page_is_text",),
    ),
    Guard(
        "POST as JSON only",
        "playground/web/api/evaluate.py",
        'if request.mimetype != "application/json":',
        'if request.mimetype == "nothing":',
        (
            "tests/web/api/test_evaluate.py::test_another_content_type_is_refused",
            "tests/web/api/test_tools.py::test_a_tool_takes_json_by_post_only",
        ),
    ),
    Guard(
        "the body's cap, announced and chunked",
        "playground/web/api/evaluate.py",
        'if len(data) > current_app.config["REQUEST_BYTES"]:',
        "if len(data) < 0:",
        ("tests/web/api/test_evaluate.py::test_under_another_server_too_no_more_is_read_than_the_cap",),
    ),
    Guard(
        "the body's cap, while it is read",
        "playground/web/__init__.py",
        '    app.config["MAX_CONTENT_LENGTH"] = settings.request_bytes + 1  # see api.evaluate.body\n',
        "",
        ("tests/web/api/test_evaluate.py::test_under_another_server_too_no_more_is_read_than_the_cap",),
    ),
    Guard(
        "Host: another name reads nothing",
        "playground/web/same_site.py",
        "        if names is not None and not is_one_of(name_of(host), names) and request.endpoint not in PROBES:\n",
        "        if False:\n",
        (f"{SAME_SITE}::test_on_loopback_the_site_answers_to_this_machines_names_alone", f"{SAME_SITE}::test_a_url_and_hosts_add_names"),
    ),
    Guard(
        "Host: any name is answered only where others hear",
        "playground/server/names.py",
        "    if not given and not local:\n",
        "    if not given:\n",
        (f"{SAME_SITE}::test_any_name_is_answered_only_where_others_hear_and_no_name_is_set",),
    ),
    Guard(
        "Host: no redirect takes it",
        "playground/web/__init__.py",
        "    app.url_map.merge_slashes = False",
        "    app.url_map.merge_slashes = True",
        (f"{SAME_SITE}::test_no_redirect_goes_where_the_request_says",),
    ),
    Guard(
        "another site's page sends nothing",
        "playground/web/same_site.py",
        "        return site not in OWN_PAGES\n",
        "        return False\n",
        (f"{SAME_SITE}::test_what_another_sites_page_sends_is_refused",),
    ),
    Guard(
        "another site's page sends nothing over plain HTTP",
        "playground/web/same_site.py",
        "    return origin is not None and ",
        "    return False and ",
        (f"{SAME_SITE}::test_what_another_sites_page_sends_is_refused",),
    ),
    Guard(
        "an exported command is the shell's text",
        "playground/documents/writers/client_call.py",
        "return shlex.quote(well_formed(text))",
        "return f'\"{well_formed(text)}\"'",
        ("tests/documents/test_writers.py::test_any_text_stays_one_argument",),
    ),
)
