"""All guards against injection: each with what the code is without it, and the tests that must fail then."""

from __future__ import annotations

from tests.guards.page import FROM_OUTPUT_TO_PAGE
from tests.guards.python import FROM_TEMPLATE_TO_PYTHON
from tests.guards.schemas import FROM_SCHEMA_TO_LIBRARY

GUARDS = FROM_TEMPLATE_TO_PYTHON + FROM_SCHEMA_TO_LIBRARY + FROM_OUTPUT_TO_PAGE
