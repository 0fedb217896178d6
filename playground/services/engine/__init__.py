"""A DynamoDB engine that answers over the tables of a Scenario: what is asked of it, and what is made of its answers. Opens no socket."""
