"""What clients could take from the others by holding on: threads, places, memory, the log."""

from __future__ import annotations

from tests.guards.guard import Guard

WORKER = "playground/server/worker.py"
HELD = "playground/server/clients.py"
ARRIVAL = "playground/server/arrival.py"
SLOW = "tests/web/test_slow_clients.py"
ARRIVALS = "tests/server/test_arrival.py"

CLIENTS = (
    Guard(
        "clients: who waits too long is sent away",
        HELD,
        "        self._for_each(self._crowd.late(now), self._end_wait)\n",
        "        pass\n",
        (
            f"{SLOW}::test_who_sends_half_holds_nobody_up_and_is_sent_away",
            f"{SLOW}::test_who_does_not_read_holds_nobody_up_and_is_sent_away",
        ),
    ),
    Guard(
        "clients: a byte is not enough to stay",
        "playground/server/connection.py",
        "        if self._moved >= self._pace.seconds * self._pace.rate:\n",
        "        if self._moved:\n",
        (f"{SLOW}::test_who_sends_a_byte_now_and_then_is_sent_away_all_the_same",),
    ),
    Guard(
        "clients: there is always a place for the next",
        HELD,
        "        if self._crowd.is_full:\n            self.make_room()\n",
        "",
        (f"{SLOW}::test_more_connections_than_there_are_places_end_the_slowest_and_no_process",),
    ),
    Guard(
        "clients: no more is kept for them than is allowed",
        HELD,
        "        while self._crowd.holds_too_much:\n",
        "        while False:\n",
        (f"{SLOW}::test_what_is_kept_for_clients_is_bounded_and_small_requests_pass",),
    ),
    Guard(
        "clients: health has a thread of its own",
        WORKER,
        "        if connection.request.path in HEALTH | PROBES:\n",
        "        if False:\n",
        (f"{SLOW}::test_while_all_threads_are_at_work_health_is_told_and_others_are_told_to_come_back",),
    ),
    Guard(
        "clients: who waits for a thread is told to come back",
        WORKER,
        "            connection.wait(State.READY, self._settings.limits.seconds)\n",
        "            connection.wait(State.READY, 60)\n",
        (f"{SLOW}::test_while_all_threads_are_at_work_health_is_told_and_others_are_told_to_come_back",),
    ),
    Guard(
        "clients: who waits for a thread has half of the places",
        WORKER,
        "        elif len(self._ready) >= self._most_ready:\n",
        "        elif False:\n",
        (f"{SLOW}::test_requests_that_wait_for_a_thread_leave_half_of_the_places_to_others",),
    ),
    Guard(
        "clients: the loop waits for no last word",
        HELD,
        "        if not connection.stays:\n            self._drop(connection)\n",
        "        if not connection.stays:\n            __import__('time').sleep(0.5)\n            self._drop(connection)\n",
        (f"{SLOW}::test_who_stays_after_the_last_answer_holds_nobody_up",),
    ),
    Guard(
        "requests: a head has an end",
        ARRIVAL,
        "            if len(self._head) > HEAD_BYTES:\n",
        "            if False:\n",
        (f"{ARRIVALS}::test_what_is_no_request_is_refused_before_more_of_it_comes",),
    ),
    Guard(
        "requests: a chunked body has an end",
        ARRIVAL,
        "        if len(self._body) > self._most:\n",
        "        if False:\n",
        (f"{ARRIVALS}::test_what_is_no_request_is_refused_before_more_of_it_comes",),
    ),
    Guard(
        "requests: an announced body has an end",
        ARRIVAL,
        "            if self._missing > self._most:\n",
        "            if False:\n",
        (f"{ARRIVALS}::test_what_is_no_request_is_refused_before_more_of_it_comes",),
    ),
    Guard(
        "requests: chunks are no way to keep the loop busy",
        ARRIVAL,
        " > FRAMING_BYTES:\n",
        " > float('inf'):\n",
        (f"{ARRIVALS}::test_a_body_cut_into_too_many_chunks_is_refused",),
    ),
    Guard(
        "requests: what is none is the client's mistake",
        ARRIVAL,
        "        except ParseError as error:\n",
        "        except ZeroDivisionError as error:\n",
        (
            f"{ARRIVALS}::test_what_is_no_request_is_refused_before_more_of_it_comes",
            "tests/web/test_malformed.py::test_what_is_no_request_is_a_400_and_a_line",
        ),
    ),
    Guard(
        "the log: strangers cannot fill it",
        "playground/repeats.py",
        "                tally.untold += 1\n                return None\n",
        "                pass\n",
        ("tests/web/test_malformed.py::test_the_log_tells_of_refused_requests_at_all",),
    ),
    Guard(
        "the log: a defect cannot fill it",
        "playground/logs.py",
        "    handler.addFilter(OncePerPlace())\n",
        "",
        ("tests/test_logs.py::test_a_defects_traceback_is_told_once_a_minute_for_the_same_place",),
    ),
    Guard(
        "clients: who asks whether it is ready holds up nobody who asks whether it lives",
        WORKER,
        "self._health if connection.request.path in HEALTH else self._probes",
        "self._probes",
        ("tests/web/test_health.py::test_both_answer_whatever_is_held",),
    ),
    Guard(
        "documents: the web process parses small ones alone",
        "playground/web/api/answers.py",
        "    return load_json(small_body(ENVELOPE))\n",
        "    return load_json(body())\n",
        ("tests/web/api/test_scenarios.py::test_a_document_that_is_too_large_is_not_even_parsed",),
    ),
    Guard(
        "documents: a page holds no large Scenario",
        "playground/web/saved_pages.py",
        "    if len(document) > LONGEST_IN_PAGE:\n",
        "    if False:\n",
        ("tests/web/test_saved_pages.py::test_what_is_too_long_for_a_page_is_asked_for_by_it",),
    ),
    Guard(
        "documents: a frame shows so much and no more",
        "playground/evaluator/saving.py",
        "text if more <= 0 else",
        "text if True else",
        ("tests/evaluator/test_saving.py::test_what_a_frame_leaves_out_is_said",),
    ),
    Guard(
        "the store: who changes a scenario has it to himself",
        "playground/store/scenarios.py",
        "wanted.with_for_update(key_share=True) if to_change else wanted",
        "wanted",
        ("tests/store/test_scenarios.py::test_who_saves_while_the_title_changes_is_found_by_the_new_one",),
    ),
    Guard(
        "the sandbox: lack of memory is no defect of ours",
        "playground/sandbox/pool.py",
        "                if was_starved:",
        "                if False:",
        ("tests/sandbox/test_pool.py::test_a_child_that_a_library_ends_for_lack_of_memory_is_told_from_a_crash",),
    ),
    Guard(
        "sign-ins: an IPv6 network is one who tries",
        "playground/web/proxies.py",
        'site_of(environ.get("REMOTE_ADDR") or "")',
        '(environ.get("REMOTE_ADDR") or "")',
        ("tests/web/test_sign_in.py::test_all_addresses_of_an_ipv6_network_are_one_who_tries",),
    ),
)
