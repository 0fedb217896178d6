"""Of whose scenario a right holds. What an asker may not see at all is not asked here: the store does not find it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.settings import Settings
    from playground.store.asker import Asker
    from playground.store.models import ScenarioRow


def may_save(settings: Settings, asker: Asker, row: ScenarioRow) -> bool:
    """Whether the asker, who has the right `change`, may save a revision: of the team's and of one's own; of all where nobody signs in."""
    return settings.sign_in == "none" or row.visibility == "team" or may_change(asker, row)


def may_change(asker: Asker, row: ScenarioRow) -> bool:
    """Whether the asker may change what belongs to all revisions, delete and restore: the owner and administrators may."""
    return asker.administers or asker.owns(row)
