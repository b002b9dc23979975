"""Grades coding assessments with the hidden tests outside the candidate's process."""

__version__ = "0.1.0"
