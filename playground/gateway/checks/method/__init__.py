"""What reading a method and its API shows, whatever the call."""
