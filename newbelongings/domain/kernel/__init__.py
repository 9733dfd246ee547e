"""What every room stands on: who asks, what was done, what may be shown."""
