"""JSON as text: as json-smart reads and writes it, strict JSON, JSON with places, JSON Pointer."""
