"""Exam sheets with graphs drawn by lot, and their keys."""
