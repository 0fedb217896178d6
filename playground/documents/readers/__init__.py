"""What is pasted → a Scenario's document: a file for each kind of document."""
