"""The actions that an engine is asked for: those of items, and those by which tables are made and read."""

READS = frozenset({"GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems"})
WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"})
STATEMENTS = frozenset({"ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction"})
"""PartiQL: either of the two."""
ITEM_ACTIONS = READS | WRITES | STATEMENTS
"""What a Scenario's request may ask for."""
TABLE_ACTIONS = frozenset({"CreateTable", "DeleteTable"})
