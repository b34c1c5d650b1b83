"""Sheets with graphs drawn by lot, exams and practice, and their keys."""
