"""A DynamoDB at a URL, as the options of a command name it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from playground.evaluator.aws import NoCredentials, signer
from playground.evaluator.given_engine import SECONDS, GivenEngine, UnusableUrl, is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.evaluator.engine import Session
    from playground.evaluator.given_engine import Sign
    from playground.settings import Settings


def given_engine(url: str, profile: str | None, *, allow_writes: bool) -> Callable[[], Session]:
    """What opens a session with a DynamoDB. UsageError where it cannot be asked."""
    try:
        sign = sign_for(url, profile)
    except (UnusableUrl, NoCredentials) as error:
        raise click.UsageError(str(error)) from None
    return lambda: GivenEngine(url, allow_writes=allow_writes, sign=sign)


def sign_for(url: str, profile: str | None) -> Sign | None:
    """What signs requests to a URL; None on this machine, unless a profile is named. UnusableUrl, NoCredentials."""
    return None if is_loopback(url) and profile is None else signer(profile)


def patient(settings: Settings) -> Settings:
    """The settings for an engine elsewhere, which takes longer than one beside us."""
    return replace(settings, limits=replace(settings.limits, seconds=max(settings.limits.seconds, SECONDS)))
