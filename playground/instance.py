"""What the settings name on this machine's disk: the instance folder, where what must outlive a restart is kept, and the library.

The instance folder has the SQLite database, and the key that signs sessions.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playground.settings import InvalidSetting

if TYPE_CHECKING:
    from playground.settings import Settings

KEY = "session-key"
"""The file of the key that signs sessions."""


def prepare(settings: Settings) -> None:
    """Make the folder where it is needed and absent. InvalidSetting where nothing can be written into it, or the library is no
    folder, or the engine no program.
    """
    if settings.library and not Path(settings.library).is_dir():
        raise InvalidSetting(f"PLAYGROUND_LIBRARY is {settings.library!r}, which is no folder.")
    if settings.engine and not (Path(settings.engine).is_file() and os.access(settings.engine, os.X_OK)):
        raise InvalidSetting(f"PLAYGROUND_DYNAMODB is {settings.dynamodb!r}, which is no program.")
    if not is_needed(settings):
        return
    folder = settings.instance_folder
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise InvalidSetting(
            f"PLAYGROUND_INSTANCE: the instance folder {folder} cannot be written: {error.strerror}."
            " Name one that can, or set PLAYGROUND_STORE=off where nothing is to be saved."
        ) from None


def is_needed(settings: Settings) -> bool:
    """Whether something is kept in the folder with these settings."""
    return (settings.store and not settings.database) or (settings.sign_in in {"password", "oidc"} and not settings.secret)


def session_key(settings: Settings) -> str:
    """The key that signs sessions: the one that is set, or one that whichever process comes first makes for all."""
    return settings.secret or _made_once(settings.instance_folder / KEY)


def _made_once(file: Path) -> str:
    """The text of a file; a new secret where there is none yet. It appears whole, and never twice."""
    if not file.exists():
        descriptor, name = tempfile.mkstemp(dir=file.parent)  # readable by this user alone
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as made:
                made.write(secrets.token_urlsafe(64))
                made.flush()
                os.fsync(made.fileno())
            os.link(name, file)
        except FileExistsError:
            pass
        finally:
            Path(name).unlink()
    return file.read_text("ascii")
