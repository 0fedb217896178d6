"""How the engine compares with answers that are not part of the project: the table of the README, which a test holds to this one."""

MEASURED = (
    ("333 answers recorded from API Gateway itself, and 66 from its documentation", "all"),
    ("135 answers and 15 logs that users reported, AWS documents, or its samples show", "all"),
    (
        "1,715 templates as Velocity 1.7 renders them, broken ones included",
        "all but one: an empty template, which API Gateway passes through (it stores none)",
    ),
    (
        "random templates, rendered by Velocity 1.7 beside it (`PLAYGROUND_TEMPLATES=20000 pytest tests/vtl/test_against_velocity.py`)",
        "more than 99.9 %",
    ),
    ("484 JSONPaths as Jayway reads them, mixed and malformed brackets among them", "all"),
)
"""What it is compared with, and how much of it agrees."""
