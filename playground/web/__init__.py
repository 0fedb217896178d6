"""The site: the only package that imports Flask. `create_app` is the one place where its parts are wired."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from flask import Flask

from playground import instance
from playground.evaluator import Evaluator
from playground.settings import Settings
from playground.web import (
    assets,
    conformance,
    converters,
    errors,
    headers,
    health,
    identity,
    pages,
    proxies,
    requests,
    same_site,
    saved_pages,
    sign_in,
    stored,
)
from playground.web.api import evaluate, library, me, revisions, scenarios, tokens, tools

if TYPE_CHECKING:
    from playground.metrics import Metrics


def create_app(settings: Settings | None = None, *, serving: bool = False) -> Flask:
    """The WSGI application, with `settings` or those of the environment. It starts processes of its own: call it after forking."""
    settings = settings or Settings.from_environment(os.environ)
    instance.prepare(settings)
    app = _empty(settings)
    counted = app.extensions["metrics"] = counters(settings)
    app.extensions["evaluator"] = Evaluator(
        settings.limits,
        settings.children,
        settings.children_at_once,
        share=settings.peer_share,
        watch=counted,
        engine=settings.engine,
    )
    health.init_app(app)
    health.need(app, "sandbox", partial(app.extensions["evaluator"].wait_until_ready, health.PATIENCE))
    conformance.init_app(app, settings.limits, serving=serving)
    same_site.init_app(app, settings)
    identity.init_app(app, settings)
    if settings.rate:
        from playground.web import rate  # noqa: PLC0415 - its library is loaded where calls are counted

        rate.init_app(app, settings, counted, lambda: identity.identity().key)
    for part in (converters, errors, assets, headers):  # the headers go around all of it
        part.init_app(app)
    if counted is not None:
        from playground.web import metrics  # noqa: PLC0415 - as above

        metrics.init_app(app, settings, counted)
    requests.init_app(app, log_requests=settings.log_requests, metrics=counted)
    proxies.init_app(app, settings.proxy_networks)
    _add_views(app, settings, counted)
    return app


def _empty(settings: Settings) -> Flask:
    """An application that answers nothing yet."""
    app = Flask("playground", static_folder=None, template_folder=str(assets.folder("templates")))
    app.config["REQUEST_BYTES"] = settings.request_bytes
    app.config["MAX_CONTENT_LENGTH"] = settings.request_bytes + 1  # see api.evaluate.body
    app.url_map.merge_slashes = False  # else it would redirect to whatever host the request names
    app.json.sort_keys = False  # type: ignore[attr-defined] # DefaultJSONProvider's, which Flask types as its base
    app.jinja_env.policies["json.dumps_kwargs"] = {}  # members stay in the order in which they were written
    return app


def _add_views(app: Flask, settings: Settings, counted: Metrics | None) -> None:
    """Add the pages and the API, as far as the settings have them."""
    parts = [evaluate, tools, me, pages]
    if settings.store:
        stored.init_app(app, settings, counted.stored if counted else None)
        parts += [scenarios, revisions, tokens, saved_pages]
    if settings.sign_in == "password":
        from playground.web import password_sign_in  # noqa: PLC0415 - as above

        sign_in.init_app(app, settings, password_sign_in.blueprint)
    if settings.sign_in == "oidc":
        from playground.web import oidc_sign_in  # noqa: PLC0415 - its libraries are loaded where one signs in so

        sign_in.init_app(app, settings, oidc_sign_in.blueprint)
    if settings.library:
        parts += [library]
    for view in parts:
        app.register_blueprint(view.blueprint)


def counters(settings: Settings) -> Metrics | None:
    """What is counted of this process, where that is asked for."""
    if not settings.has_metrics:
        return None
    from playground.metrics import of_this_process  # noqa: PLC0415 - most sites need not load its library

    return of_this_process()
