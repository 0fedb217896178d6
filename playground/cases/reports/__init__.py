"""What a check found, for people and for the tools of a team: a file a form. Each makes text of events, as they come."""
