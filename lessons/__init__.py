"""The source of every notebook, both languages in one file each, and the builder (`python -m lessons`)."""
