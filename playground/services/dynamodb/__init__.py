"""What DynamoDB refuses of a request: attribute values, expressions, keys, and what actions demand beyond their API model."""
