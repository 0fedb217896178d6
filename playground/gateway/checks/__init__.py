"""Lints: what is told about a template, a method or a body beside the answer."""
