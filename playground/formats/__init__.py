"""Tools around a Scenario: cases, variants, conversions, exports and imports. Knows no HTTP."""
