"""The README's manifest for Kubernetes: what it names is there, in it and in the image, and nothing has rights to spare."""

from __future__ import annotations

import re
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from playground.cli.serve import GRACE
from playground.settings import Settings
from playground.web import create_app
from tests.places import ROOT
from tests.serving import wait_for

if TYPE_CHECKING:
    from pathlib import Path

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


@cache
def objects() -> dict[str, dict[str, Any]]:
    """The manifest's objects, by their kind."""
    (text,) = re.findall(r"### On Kubernetes\n.*?```yaml\n(.*?)\n```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    found = list(yaml.safe_load_all(text))
    assert all({"apiVersion", "kind", "metadata"} <= one.keys() for one in found)
    assert {one["metadata"]["name"] for one in found} == {"playground"}
    return {one["kind"]: one for one in found}


def pod() -> dict[str, Any]:
    found: dict[str, Any] = objects()["Deployment"]["spec"]["template"]["spec"]
    return found


def container() -> dict[str, Any]:
    (found,) = pod()["containers"]
    assert isinstance(found, dict)
    return found


def test_the_pod_has_no_rights_to_spare() -> None:
    user, group = re.findall(r"^USER (\d+):(\d+)$", DOCKERFILE, re.MULTILINE)[0]
    rights = pod()["securityContext"]
    assert (rights["runAsUser"], rights["runAsGroup"], rights["runAsNonRoot"]) == (int(user), int(group), True)
    assert rights["fsGroup"] == int(group)  # the volume is its user's
    assert rights["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod()["automountServiceAccountToken"] is False
    own = container()["securityContext"]
    assert own == {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
    assert container()["resources"]["limits"].keys() == {"memory"}  # a limit of the processor would slow what is timed by the clock
    assert container()["resources"]["requests"].keys() == {"cpu", "memory"}


def test_a_service_of_its_name_sets_no_setting() -> None:
    assert objects()["Service"]["metadata"]["name"] == "playground"
    assert pod()["enableServiceLinks"] is False


def test_the_service_and_the_policy_find_the_pod() -> None:
    labels = objects()["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert objects()["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert objects()["Service"]["spec"]["selector"] == labels
    policy = objects()["NetworkPolicy"]["spec"]
    assert policy["podSelector"]["matchLabels"] == labels
    assert set(policy["policyTypes"]) == {"Ingress", "Egress"}
    assert policy["egress"] == []
    (port,) = container()["ports"]
    assert port["containerPort"] == Settings().port
    assert f"EXPOSE {port['containerPort']}" in DOCKERFILE
    assert [one["port"] for rule in policy["ingress"] for one in rule["ports"]] == [port["containerPort"]]
    assert [one["targetPort"] for one in objects()["Service"]["spec"]["ports"]] == [port["name"]]


def test_what_is_mounted_is_there_and_the_instance_folder_is_on_the_volume() -> None:
    volumes = {one["name"]: one for one in pod()["volumes"]}
    mounts = {one["name"]: one["mountPath"] for one in container()["volumeMounts"]}
    assert volumes.keys() == mounts.keys()
    assert volumes["data"]["persistentVolumeClaim"]["claimName"] == objects()["PersistentVolumeClaim"]["metadata"]["name"]
    assert volumes["secret"]["secret"]["secretName"] == objects()["Secret"]["metadata"]["name"]
    assert f"PLAYGROUND_INSTANCE={mounts['data']}" in DOCKERFILE
    assert objects()["Deployment"]["spec"]["strategy"] == {"type": "Recreate"}
    assert objects()["Deployment"]["spec"]["replicas"] == 1


def test_the_settings_are_settings(tmp_path: Path) -> None:
    given = {one["name"]: one["value"] for one in container()["env"]}
    folder = next(one["mountPath"] for one in container()["volumeMounts"] if one["name"] == "secret")
    for name, text in given.items():
        if name.endswith("_FILE"):
            assert text.removeprefix(f"{folder}/") in objects()["Secret"]["stringData"]
            given[name] = str(tmp_path / "secret")
            (tmp_path / "secret").write_text("a secret")
    assert Settings.from_environment(given).secret == "a secret"  # noqa: S105 - the test's


@pytest.mark.processes
def test_the_probes_ask_what_there_is_and_a_pod_has_the_time_to_end(tmp_path: Path) -> None:
    probes = {name: container()[name]["httpGet"]["path"] for name in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert probes == {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}
    app = create_app(Settings(instance=str(tmp_path), children=1))
    try:
        client = app.test_client()
        assert wait_for(lambda: {client.get(path).status_code for path in probes.values()} == {HTTPStatus.OK}, 30)  # asked again and again
    finally:
        app.extensions["evaluator"].close()
    ready, settings = container()["readinessProbe"], Settings()
    assert ready["periodSeconds"] * ready["failureThreshold"] < settings.drain_seconds
    assert pod()["terminationGracePeriodSeconds"] > settings.drain_seconds + GRACE
