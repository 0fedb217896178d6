"""Writes playground/services/models: what the actions of services take, from the API models that botocore ships.

    python -m tests.supply.service_models botocore-VERSION-py3-none-any.whl

`pip download --no-deps botocore` gets the wheel. Only what a request is checked by is kept: actions, members, types, what is required, the
values of enumerations and the least of numbers; no documentation. The files say which version they come from.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[2] / "playground/services/models"
SERVICES = {
    "dynamodb": "dynamodb",
    "states": "stepfunctions",
    "kinesis": "kinesis",
    "events": "events",
    "firehose": "firehose",
    "sqs": "sqs",
    "sns": "sns",
}
"""The name of a service in an integration's uri → its folder in botocore."""
_SCALARS = frozenset({"string", "integer", "long", "float", "double", "boolean", "blob", "timestamp"})


def main(wheel: Path) -> None:
    """Write one file a service."""
    version = re.search(r"botocore-([0-9.]+)-", wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        for name, folder in SERVICES.items():
            member = max(one for one in archive.namelist() if re.match(rf"botocore/data/{folder}/[^/]+/service-2\.json\.gz$", one))
            source = f"botocore {version[1] if version else ''}, {member.removeprefix('botocore/data/')}".removesuffix(".gz")
            table = table_of(json.loads(gzip.decompress(archive.read(member))), source)
            (TARGET / f"{name}.json").write_text(written(table), "ascii")


def table_of(model: dict[str, Any], source: str) -> dict[str, Any]:
    """What is kept of a model."""
    shapes: dict[str, Any] = {}
    actions = {
        name: _kept(one["input"]["shape"], model["shapes"], shapes) if "input" in one else None for name, one in model["operations"].items()
    }
    return {"source": source, "licence": "Apache-2.0", "actions": dict(sorted(actions.items())), "shapes": dict(sorted(shapes.items()))}


def _kept(name: str, model: dict[str, Any], shapes: dict[str, Any]) -> str:
    """The name of a shape, which is put into `shapes`; of a scalar without rules its type."""
    shape = model[name]
    kind = shape["type"]
    rules = {"enum": sorted(shape["enum"])} if "enum" in shape else {}
    if kind in {"integer", "long"} and "min" in shape:
        rules["min"] = shape["min"]
    if kind in _SCALARS and not rules:
        return str(kind)
    if name not in shapes:
        shapes[name] = {}
        shapes[name] |= {"type": kind, **rules, **_inner(shape, model, shapes)}
    return name


def _inner(shape: dict[str, Any], model: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    if shape["type"] == "structure":
        members = {name: _kept(one["shape"], model, shapes) for name, one in shape["members"].items()}
        return {"members": members, **({"required": shape["required"]} if shape.get("required") else {})}
    if shape["type"] == "list":
        return {"member": _kept(shape["member"]["shape"], model, shapes)}
    if shape["type"] == "map":
        return {"value": _kept(shape["value"]["shape"], model, shapes)}
    return {}


def written(table: dict[str, Any]) -> str:
    """A table as JSON, one shape a line, so that a newer version shows as what changed."""
    rows = {
        name: ",\n".join(f"  {json.dumps(key)}: {json.dumps(one)}" for key, one in table[name].items()) for name in ("actions", "shapes")
    }
    head = "".join(f" {json.dumps(name)}: {json.dumps(table[name])},\n" for name in ("source", "licence"))
    return f'{{\n{head} "actions": {{\n{rows["actions"]}\n }},\n "shapes": {{\n{rows["shapes"]}\n }}\n}}\n'


if __name__ == "__main__":
    main(Path(sys.argv[1]))
