"""DynamoDB: attribute values and plain JSON, its actions, the shapes of its answers and errors."""
