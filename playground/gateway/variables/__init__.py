"""The variables that a template begins with: `$input`, `$util`, `$context`."""
