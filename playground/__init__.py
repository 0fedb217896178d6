"""What an API Gateway mapping template makes of a backend's answer: status, headers and body, and why.

>>> from playground import Scenario, evaluate
>>> evaluate(Scenario(template="$input.path('$.Count')", backend={"body": '{"Count": 0}'})).body
'0'
"""

from playground.gateway import evaluate
from playground.limits import Limits
from playground.model import Result, Scenario

__all__ = ["Limits", "Result", "Scenario", "evaluate"]
