"""Frames and values: the only code that host, judge and runner share."""
