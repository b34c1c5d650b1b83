"""The executed lessons as pages to look at and to play: plain files that need no kernel, no network and no server.

`python -m lessons gallery --out FOLDER` writes them (command.py): for each lesson and language a page that carries all
that it needs (lesson_page.py), and the pages that lead to them (start_pages.py).
"""
