"""A folder of Terraform is one module: the first of its `.tf` files stands for it, the others go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ENDS = (".tf", ".tf.json", ".auto.tfvars", ".auto.tfvars.json")
_NAMES = frozenset({"terraform.tfvars", "terraform.tfvars.json"})
"""Files of values that Terraform reads by itself."""


def siblings(main: Path) -> list[str]:
    """The names of the other files of a module; none where the document is no Terraform."""
    if not main.name.endswith(".tf"):
        return []
    try:
        names = sorted(one.name for one in main.parent.iterdir())
    except OSError:
        return []
    return [name for name in names if name != main.name and not name.startswith(".") and (name.endswith(_ENDS) or name in _NAMES)]
