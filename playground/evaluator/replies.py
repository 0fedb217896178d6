"""What crosses between the server and the sandbox's child: the first byte of a request, and of a reply."""

TRACED, PLAIN, TOOL = b"t", b"-", b"+"
RESULT, MALFORMED, INVALID = b"R", b"M", b"I"
"""The first byte of a child's reply, which says what the JSON is that begins after its first line. Behind RESULT that line names the limits
that the evaluation came to, with blanks between."""
