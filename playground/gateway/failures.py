"""How a stage ends the run with an error of the gateway's own; `gateway_responses` makes of it what the client gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.diagnostics import Diagnostic


class GatewayFailure(Exception):
    """The gateway answers with an error of its own: `kind` is a gateway response type, `message` what it says instead of its usual words.

    `reason` is what the execution log says of a configuration error; `validation` is `$context.error.validationErrorString`.
    """

    def __init__(
        self, kind: str, diagnostics: Sequence[Diagnostic], *, message: str | None = None, reason: str | None = None, validation: str = ""
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.diagnostics = tuple(diagnostics)
        self.message = message
        self.reason = reason
        self.validation = validation
