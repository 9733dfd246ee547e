"""The service itself: Python and the ORM, no web code. Arrows point downward; see docs/adr/0002."""
