"""From a template's tree to functions that render."""
