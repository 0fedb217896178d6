"""gunicorn's log, as part of the process's own."""

from __future__ import annotations

import logging
import os
from typing import Any

from gunicorn.glogging import Logger

from playground import logs
from playground.settings import Settings


class Log(Logger):  # type: ignore[misc] # gunicorn has no types
    """Has no handlers of its own, and writes no line for a request: the application does, which knows more of it."""

    def setup(self, cfg: Any) -> None:
        """Follow gunicorn's level. Called again when gunicorn reads its configuration anew."""
        self.cfg = cfg
        self.loglevel = self.LOG_LEVELS.get(cfg.loglevel.lower(), logging.INFO)
        self.error_log.setLevel(self.loglevel)
        self.error_log.propagate = True
        logs.configure(Settings.from_environment(os.environ).log_format)

    def access(self, *_: Any) -> None:
        """Write nothing."""
