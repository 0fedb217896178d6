"""The guards between a Scenario's schemas and the library that holds bodies against them."""

from __future__ import annotations

from tests.guards.guard import Guard

SCHEMAS = "tests/json_schema/test_schemas.py"
CHECK_RUN = "tests/json_schema/test_check_run.py"

FROM_SCHEMA_TO_LIBRARY = (
    Guard(
        "schemas: no other draft's rules, and so no other's patterns",
        "playground/json_schema/schemas.py",
        'if not (name in {"$schema", "id"} and isinstance(value[name], str))',
        'if not (name == "id" and isinstance(value[name], str))',
        (f"{CHECK_RUN}::test_another_draft_s_rules_do_not_come_in",),
    ),
    Guard(
        "schemas: a reference leads to the API's models and nowhere else",
        "playground/json_schema/engine.py",
        "if target is None or not points_into(target, reference.pointer):",
        "if match and target is None:",
        (f"{SCHEMAS}::test_a_reference_to_anything_else_is_told_and_nothing_is_fetched",),
    ),
    Guard(
        "schemas: a reference that leads back to itself ends",
        "playground/json_schema/check_run.py",
        "        if key in self._followed:\n            raise EndlessReference\n",
        "",
        (f"{SCHEMAS}::test_a_reference_that_leads_back_to_itself_is_told",),
    ),
    Guard(
        "schemas: patterns have a time limit",
        "playground/json_schema/check_run.py",
        "matching.finds(pattern, text, max(min(self._budget.regex, self._budget.seconds_left()), 0.001))",
        "matching.finds(pattern, text, 5)",
        (f"{CHECK_RUN}::test_a_slow_pattern_is_ended",),
    ),
)
