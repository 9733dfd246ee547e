"""Scripts for those who build the service; the service itself needs none of them."""
