"""Jayway's JSONPath."""
