"""Java's regular expressions, with a time limit."""
