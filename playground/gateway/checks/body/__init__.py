"""What is wrong with a body that was written, and which part of a template wrote that."""
