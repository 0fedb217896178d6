"""API Gateway: a Scenario goes in, what the client would get comes out. Knows no HTTP server and does no I/O."""

from playground.gateway.pipeline import evaluate

__all__ = ["evaluate"]
