"""Who is asking, and what they may do: one frozen identity for each call, made by the one way to sign in that is set, or by a token."""
