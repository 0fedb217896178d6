"""What reading and rendering one template shows of it."""
