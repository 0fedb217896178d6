"""Documents that are programs, which are never run: what to import in their place."""

from __future__ import annotations

import re

_ENDS = re.compile(r"(?:\.d)?\.[cm]?[jt]sx?$", re.IGNORECASE)
_SERVERLESS = re.compile(r"(?:^|/)serverless[\w.-]*$", re.IGNORECASE)
_WHY = "This is a program, which is not run."
_INSTEAD = {
    True: "Import what it gives: `serverless print --format json > serverless.json`, or the template that `serverless package` writes"
    " (.serverless/cloudformation-template-update-stack.json).",
    False: "Import what it gives: of the CDK, the template that `cdk synth` writes (cdk.out/NAME.template.json).",
}


def why_not(name: str) -> str | None:
    """Why a file of this name cannot be imported; None for what is no program."""
    stem = _ENDS.sub("", name)
    return None if stem == name else f"{_WHY} {_INSTEAD[_SERVERLESS.search(stem) is not None]}"
