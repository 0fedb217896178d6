"""`make audit`: what is known against what is shipped, and against what builds it, by the services of PyPI and of npm.

Exit status: 0 nothing is known, 1 something is, 2 a service did not answer for all of it, which is no good news.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

from tests.places import ROOT
from tests.supply.lock import BUILD, EXTRAS, NODE, SHIPPED
from tests.supply.node import npm

AUDIT = str(ROOT / ".venv/supply/bin/pip-audit")
PATIENCE = 300
"""Seconds that a service is waited for."""


@dataclass
class Findings:
    """What a service said of a set of packages: how many it judged, what is known against some, and why others are not judged."""

    of: str
    judged: int = 0
    known: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def python(lock: str) -> Findings:
    """What PyPI's service knows of a lock."""
    return of_python(
        lock, *answer([AUDIT, "--requirement", lock, "--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off"])
    )


def of_python(lock: str, text: str, words: str) -> Findings:
    """pip-audit's answer. A package that the service does not know is skipped by it, with exit status 0."""
    told = document(text)
    found = Findings(lock)
    if "dependencies" not in told:
        found.unknown.append(last_line(words))
    for one in told.get("dependencies", []):
        if "skip_reason" in one:
            found.unknown.append(one["skip_reason"])
            continue
        found.judged += 1
        found.known += [
            f"{one['name']} {one['version']}: {known['id']}, mended in {known['fix_versions'] or 'no version'}" for known in one["vulns"]
        ]
    return found


def page() -> Findings:
    """What npm's service knows of what the page is bundled from and with."""
    return of_page(*answer([*npm(), "audit", "--audit=true", "--package-lock-only", "--omit=dev", "--json"], "static"))


def of_page(text: str, words: str) -> Findings:
    """`npm audit`'s answer; where the service does not answer it has a message instead of a report."""
    told = document(text)
    found = Findings("static/package-lock.json")
    if "auditReportVersion" not in told:
        found.unknown.append(told.get("message") or last_line(words))
        return found
    counts = told["metadata"]["dependencies"]  # of the whole lock, whatever is left out of the question
    found.judged = counts["total"] - counts["dev"]
    found.known = [f"{name}: {one['severity']}, in {one['range']}" for name, one in told["vulnerabilities"].items()]
    return found


def answer(command: list[str], folder: str = ".") -> tuple[str, str]:
    """Both outputs of a program, which are what counts: its exit status says "found something" as well as "could not ask"."""
    try:
        done = subprocess.run(command, cwd=ROOT / folder, capture_output=True, text=True, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return "", f"no answer within {PATIENCE} s"
    return done.stdout, done.stderr


def document(text: str) -> dict[str, Any]:
    """The JSON object that a text is; an empty one where it is none."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def last_line(text: str) -> str:
    """What a program said at last."""
    return ([line for line in text.splitlines() if line.strip()] or ["it said nothing"])[-1].strip()


def report(findings: list[Findings]) -> int:
    """Print what was found; gives the exit status."""
    for found in findings:
        print(f"{found.of}: {found.judged} packages judged, {len(found.known)} findings")
        for one in found.known:
            print(f"  {one}")
    silent = [found for found in findings if found.unknown]
    for found in silent:
        print(f"{found.of}: NOT AUDITED: {found.unknown[0]}{more(found.unknown)}", file=sys.stderr)
    if any(found.known for found in findings):
        return 1
    return 2 if silent else 0


def more(lines: list[str]) -> str:
    """How many more there are than the first."""
    return f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""


if __name__ == "__main__":
    sys.exit(report([*map(python, (SHIPPED, EXTRAS, BUILD, NODE)), page()]))
