"""The source of every notebook, all languages in one file each, and the builder (`python -m lessons`)."""
