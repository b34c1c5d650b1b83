"""Courses: which sections of which lessons in which minutes, and what they are about."""
