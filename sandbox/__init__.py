"""Runs untrusted code under limits and gives a byte channel to it. Knows nothing of tests or scores."""
