"""Every limit of an evaluation, with its default. A limit of ours is not AWS's answer: what is reached is said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one evaluation may take. Sizes are bytes of UTF-8 unless said otherwise; times are seconds."""

    template: int = 300 * 1024
    """A template's size: API Gateway's own quota (developer guide, "API Gateway quotas")."""
    body: int = 10 * 1024 * 1024
    """A payload's size, the client's or the backend's: API Gateway's own quota."""
    loop: int = 1_000
    """Iterations of one `#foreach`: API Gateway's own quota. The loop ends there, with a warning."""
    iterations: int = 100_000
    """Iterations of all loops of one evaluation together."""
    output: int = 10 * 1024 * 1024
    """What a template may write. An answer of the site has twice that for its bodies, and 4 MiB for the rest, see evaluator/answer_size."""
    string: int = 10 * 1024 * 1024
    """Characters of one text value, and members of one list or map that a template makes."""
    nesting: int = 250
    """How deep directives, literals and calls may stand in each other."""
    steps: int = 2_000_000
    """References, directives and calls that one evaluation may run."""
    regex: float = 0.1
    """Seconds of one regular expression; of the processor, so that a busy machine takes none away."""
    jsonpath: int = 100_000
    """Values that one JSONPath may visit or give."""
    engine: int = 4 * 1024 * 1024
    """Bytes of the requests, as JSON, that make the tables of a Scenario in the engine."""
    seconds: float = 1.5
    """Seconds of one evaluation, all in all."""
    memory: int = 400 * 1024 * 1024
    """Bytes of memory of the process that evaluates."""
