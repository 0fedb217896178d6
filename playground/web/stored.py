"""The store behind the site, where it has one."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import current_app

from playground.store.database import open_database
from playground.store.errors import StoreAway
from playground.store.opened import Store
from playground.web.health import need

if TYPE_CHECKING:
    from flask import Flask

    from playground.settings import Settings
    from playground.store.opened import Watch

log = logging.getLogger(__name__)


def init_app(app: Flask, settings: Settings, watch: Watch | None) -> None:
    """Open the store. A database that does not answer yet is asked again by whoever needs it; one that is of no use ends the start."""
    app.extensions["store"] = opened = Store(open_database(settings.database or None, settings.instance_folder), watch)
    need(app, "database", opened.ping)
    try:
        opened.prepare()
    except StoreAway as error:
        log.warning("The store does not answer yet: %s", error)


def store() -> Store:
    """The application's."""
    found: Store = current_app.extensions["store"]
    return found
