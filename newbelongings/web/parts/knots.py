"""The drawings: knots of the thread, RAG shapes, icons. One sprite file; here are its names."""

RAG_WORDS = {"red": "Red", "amber": "Amber", "green": "Green", "done": "Done", "none": "Not started"}
REPLY_KNOTS = {"did": "did", "doing": "doing", "cannot": "tied"}
