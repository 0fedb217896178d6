"""All guards against injection, against one caller taking the site from the others, and against who is somebody else.

Each with what the code is without it, and the tests that must fail then.
"""

from __future__ import annotations

from tests.guards.accounts import FROM_STRANGERS_TO_PEOPLE
from tests.guards.clients import CLIENTS
from tests.guards.engine import ENGINE
from tests.guards.page import FROM_OUTPUT_TO_PAGE
from tests.guards.provider import AT_A_PROVIDER
from tests.guards.python import FROM_TEMPLATE_TO_PYTHON
from tests.guards.schemas import FROM_SCHEMA_TO_LIBRARY
from tests.guards.shares import SHARES

GUARDS = (
    *(FROM_TEMPLATE_TO_PYTHON + FROM_SCHEMA_TO_LIBRARY + FROM_OUTPUT_TO_PAGE),
    *(SHARES + ENGINE + CLIENTS + FROM_STRANGERS_TO_PEOPLE + AT_A_PROVIDER),
)
