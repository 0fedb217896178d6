"""A folder of Terraform is one module: one of its files stands for it, the others go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ENDS = (".tf", ".tf.json")
_VALUES_ENDS = (".auto.tfvars", ".auto.tfvars.json")
_VALUES = frozenset({"terraform.tfvars", "terraform.tfvars.json"})


def is_of_a_module(path: Path) -> bool:
    """Whether a file is part of a module, by its name."""
    return path.name.lower().endswith(_ENDS)


def siblings(main: Path) -> list[str]:
    """The names of the other files of a module, with those of values; none where the document is no Terraform."""
    if not main.name.endswith(".tf"):
        return []
    try:
        names = sorted(one.name for one in main.parent.iterdir())
    except OSError:
        return []
    return [name for name in names if name != main.name and not name.startswith(".") and (name.endswith(_ENDS) or _has_values(name))]


def values(folder: Path) -> list[Path]:
    """The files of values in a module's folder that Terraform reads by itself. OSError."""
    return sorted(one for one in folder.iterdir() if _has_values(one.name))


def _has_values(name: str) -> bool:
    return name in _VALUES or (name.endswith(_VALUES_ENDS) and not name.startswith("."))
