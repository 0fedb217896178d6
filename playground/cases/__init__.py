"""A Scenario's cases: run, compare with what is expected, derive further ones."""
