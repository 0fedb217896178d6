"""What keeps the DynamoDB engine from the machine, and what is asked of it from anything but items."""

from __future__ import annotations

from tests.guards.guard import Guard

PROGRAM = "tests/sandbox/test_program.py"
PROGRAMS = "tests/sandbox/test_programs.py"
LINK = "tests/sandbox/test_program_link.py"
GIVEN = "tests/evaluator/test_given_engine.py"

ENGINE = (
    Guard(
        "the engine: what a child asks for is an action of items",
        "playground/evaluator/engine.py",
        "            if action not in ALLOWED:\n",
        "            if False:\n",
        (f"{PROGRAM}::test_a_child_asks_for_actions_of_items_alone",),
    ),
    Guard(
        "the engine: it ends with whatever started it",
        "playground/sandbox/confined_program.py",
        "        seccomp.end_with_parent()",
        "        pass",
        (f"{PROGRAM}::test_it_ends_with_the_starter_whatever_ends_that",),
    ),
    Guard(
        "the engine: bounded memory, and no files",
        "playground/sandbox/confined_program.py",
        "            resource.setrlimit(getattr(resource, name), (value, value))\n",
        "            pass\n",
        (f"{PROGRAM}::test_it_has_no_environment_no_descriptor_and_bounded_memory",),
    ),
    Guard(
        "the engine: no system calls that it does not need",
        "playground/sandbox/confined_program.py",
        "    seccomp.lock_program()\n",
        "",
        (f"{PROGRAM}::test_it_has_no_environment_no_descriptor_and_bounded_memory",),
    ),
    Guard(
        "the engine: none is asked for a second evaluation",
        "playground/sandbox/programs.py",
        "            ahead, self._ahead = self._ahead, None\n",
        "            ahead = self._ahead\n",
        (f"{PROGRAMS}::test_each_call_has_one_of_its_own",),
    ),
    Guard(
        "the engine: what waits for a call ends by itself",
        "playground/sandbox/confined_program.py",
        "    signal.setitimer(signal.ITIMER_REAL, program.ahead + program.seconds + AFTERWARDS)\n",
        "",
        (f"{PROGRAMS}::test_what_waits_ends_by_itself",),
    ),
    Guard(
        "the engine: an answer has a size",
        "playground/sandbox/program_link.py",
        "    if len(text) > len(str(MOST_ANSWERED)) or int(text) > MOST_ANSWERED:\n",
        "    if False:\n",
        (f"{LINK}::test_an_answer_has_a_size",),
    ),
    Guard(
        "a DynamoDB elsewhere: nothing is created there",
        "playground/evaluator/given_engine.py",
        "        if action in TABLE_ACTIONS and not self._is_here:\n",
        "        if False:\n",
        (f"{GIVEN}::test_elsewhere_nothing_is_made_and_writes_are_asked_for",),
    ),
    Guard(
        "a DynamoDB elsewhere: writes are asked for",
        "playground/evaluator/given_engine.py",
        "        if action in ITEM_ACTIONS - READS and not self._allow_writes:\n",
        "        if False:\n",
        (f"{GIVEN}::test_elsewhere_nothing_is_made_and_writes_are_asked_for",),
    ),
)
