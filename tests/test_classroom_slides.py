"""The slides of every lesson in every language: nothing is asked of a network, nothing is off the screen, all can be
read from the last row.
"""

import pytest

from classroom.lesson import LANGUAGES, names
from decks import faults, opened, write_deck

MOST_SLIDES = 40

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", names())
def test_a_deck_needs_no_network_and_every_slide_of_it_can_be_read(browser, tmp_path, name, language):
    path, slides, _ = write_deck(name, language, tmp_path)
    assert len(slides) <= MOST_SLIDES
    with opened(browser, path) as (page, asked, errors):
        assert page.evaluate("Reveal.getTotalSlides()") == len(slides)
        assert faults(page) == {}
        assert not page.locator("aside.notes details").count(), "a note is folded"
        assert asked == [] and errors == []
