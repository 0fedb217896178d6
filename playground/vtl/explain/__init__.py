"""Words for what a template does that its author hardly meant."""
