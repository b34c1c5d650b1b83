"""A lesson as slides: one page that needs no network, with a question for the class on each slide that asks."""
