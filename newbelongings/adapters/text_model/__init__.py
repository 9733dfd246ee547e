"""A text model that runs on this machine: MiniLM in NumPy, and a classifier of the ten areas above it."""
