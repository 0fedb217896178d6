"""What one caller could take from all others: memory of answers that wait to be sent, and waits without an end."""

from __future__ import annotations

from tests.guards.guard import Guard

SIZE = "tests/evaluator/test_answer_size.py"
STARTER = "tests/sandbox/test_starter_client.py"
CALLER = "tests/sandbox/test_caller.py"

SHARES = (
    Guard(
        "answers: what a template writes counts in bytes",
        "playground/vtl/__init__.py",
        "        run.check_written(text)\n",
        "",
        (f"{SIZE}::test_a_template_writes_so_many_bytes_and_no_more",),
    ),
    Guard(
        "answers: a body is so long as it is sent",
        "playground/evaluator/answer_size.py",
        "    if body > bodies:\n",
        "    if False:\n",
        (f"{SIZE}::test_the_body_counts_as_it_is_sent",),
    ),
    Guard(
        "answers: all but the bodies has its share",
        "playground/evaluator/answer_size.py",
        "    if rest > REST:\n",
        "    if False:\n",
        (f"{SIZE}::test_what_is_over_is_cut_and_said", f"{SIZE}::test_a_record_that_is_too_long_is_left_out_whole"),
    ),
    Guard(
        "answers: a tool gives no more than an evaluation",
        "playground/evaluator/answer_size.py",
        "    if len(data) > most:\n",
        "    if False:\n",
        (f"{SIZE}::test_a_tool_refuses_what_would_be_too_much",),
    ),
    Guard(
        "answers: of many problems the first are named",
        "playground/errors.py",
        "for problem in problems[:MOST_PROBLEMS]",
        "for problem in problems",
        (f"{SIZE}::test_of_many_problems_the_first_are_named",),
    ),
    Guard(
        "the sandbox: a starter that hangs is replaced",
        "playground/sandbox/starter_client.py",
        "            if time.monotonic() >= hangs:\n                self._relaunch()\n",
        "",
        (f"{STARTER}::test_a_starter_that_hangs_is_replaced_and_every_call_ends_in_time",),
    ),
    Guard(
        "the sandbox: a process that the system refuses ends nothing else",
        "playground/sandbox/starter.py",
        "        except OSError as error:\n            return ORDER.pack(FAILED, error.errno or 0)\n",
        "",
        (f"{STARTER}::test_what_the_system_refuses_costs_one_call",),
    ),
    Guard(
        "fairness: one peer has its share of the children",
        "playground/sandbox/turns.py",
        "            if not self._waiting and self._are_free(now) and self._shares.may_have(turn.peer):\n",
        "            if not self._waiting and self._are_free(now):\n",
        (f"{CALLER}::test_a_peer_that_fills_all_its_share_leaves_children_for_another",),
    ),
    Guard(
        "fairness: one peer has its share of the threads",
        "playground/server/worker.py",
        "        if self._busy < self.cfg.threads and self._shares.may_have(peer):\n",
        "        if self._busy < self.cfg.threads:\n",
        ("tests/server/test_fairness.py::test_clients_of_one_address_do_not_keep_the_site_from_another",),
    ),
    Guard(
        "fairness: work for one who has left ends",
        "playground/server/clients.py",
        "            connection.caller.leave()\n",
        "            pass\n",
        ("tests/server/test_fairness.py::test_work_for_clients_that_have_left_ends",),
    ),
)
