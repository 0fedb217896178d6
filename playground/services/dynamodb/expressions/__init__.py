"""DynamoDB's expressions: condition, filter and key condition, projection, update (developer guide, "Using expressions")."""
