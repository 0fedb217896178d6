"""What stands behind an integration: which service that is, and what it refuses of a request. It knows no gateway and no template."""
