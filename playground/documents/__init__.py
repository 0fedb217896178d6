"""Documents: what is read into a Scenario, and what is written from one."""
