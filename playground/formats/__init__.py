"""What goes between a Scenario and the world around it: cases, variants, conversions, exports and imports. Knows no HTTP."""
