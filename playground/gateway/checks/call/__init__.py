"""What one call's way through the gateway shows: of its mappings, statuses, patterns and content types."""
