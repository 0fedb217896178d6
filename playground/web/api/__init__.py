"""The JSON API, a file a group of views."""
