"""What the playground's speed is compared with: a Flask view that gives an empty JSON object, and nothing else."""

from __future__ import annotations

from flask import Flask

app = Flask("empty")


@app.get("/healthz")
@app.post("/")
def empty() -> dict[str, object]:
    return {}
