"""What a template uses while it renders: its variables, meter, notes and loop status."""
