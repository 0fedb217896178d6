"""How a text stands in a document: in each style, another text is put in its place, and every byte that need not change stays."""
