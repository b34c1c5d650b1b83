"""The slides of every lesson in every language: nothing is asked of a network, nothing is off the screen, all can be
read from the last row.
"""

import pytest

from classroom.lesson import LANGUAGES, taught
from decks import faults, opened, turn_to, write_deck

MOST_SLIDES = 40
DECKS = [  # both languages of a lesson side by side, in turn: a sample has both
    (name, language) for n, name in enumerate(taught()) for language in (LANGUAGES[::-1] if n % 2 else LANGUAGES)
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def deck_of(tmp_path_factory):
    """(name, language) -> what write_deck gives; made once for all tests of the file."""
    folder, made = tmp_path_factory.mktemp("decks"), {}

    def deck(name, language):
        if (name, language) not in made:
            made[name, language] = write_deck(name, language, folder)
        return made[name, language]

    return deck


def slide_of(slides, kind):
    """The place of the first slide of that kind."""
    return next(n for n, slide in enumerate(slides) if slide.kind == kind)


@pytest.mark.multiplies(len(DECKS) // 2)
@pytest.mark.parametrize(("name", "language"), DECKS)
def test_a_deck_needs_no_network_and_every_slide_of_it_can_be_read(browser, deck_of, name, language):
    path, slides = deck_of(name, language)
    assert len(slides) <= MOST_SLIDES
    with opened(browser, path) as (page, asked, errors):
        assert page.evaluate("Reveal.getTotalSlides()") == len(slides)
        assert faults(page) == {}
        assert not page.locator("aside.notes details").count(), "a note is folded"
        assert asked == [] and errors == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_speakers_window_shows_the_notes_the_clock_and_the_next_slide(browser, deck_of, language):
    path, slides = deck_of("02_add", language)
    second = next(n for n, slide in enumerate(slides) if n and slide.notes)
    with opened(browser, path) as (page, asked, errors):
        with page.context.expect_page() as popup:
            page.keyboard.press("s")
        speaker = popup.value
        notes, left = speaker.locator(".speaker-controls-notes .value"), speaker.locator(".pacing")
        speaker.wait_for_function("document.querySelectorAll('iframe').length === 2")
        turn_to(page, second)
        said = page.evaluate("Reveal.getCurrentSlide().querySelector('aside.notes').textContent")
        speaker.wait_for_function(
            "said => document.querySelector('.value').textContent.trim() === said.trim()", arg=said
        )
        assert notes.is_visible() and left.is_visible() and not notes.locator("details").count()
        if language != "en":
            labels = " ".join(speaker.locator(".label, .overlay-element").all_inner_texts())
            assert not [
                word for word in ("Upcoming", "Time", "Pacing", "Notes", "Layout") if word.upper() in labels.upper()
            ]
        assert asked == [] and errors == []


def test_a_class_is_asked_and_answered_by_keys_and_a_player_plays(browser, deck_of):
    path, slides = deck_of("02_add", "en")
    with opened(browser, path) as (page, _, errors):
        turn_to(page, slide_of(slides, "question"))
        for key in ("c", "c", "d", "a", "Enter"):
            page.keyboard.press(key)
        question = page.locator("section.present .mg-poll")
        assert "3" in question.inner_text() and question.get_by_text("✓").is_visible()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "n => Reveal.getSlides().indexOf(Reveal.getCurrentSlide()) === n", arg=slide_of(slides, "question") + 1
        )
        turn_to(page, next(n for n, slide in enumerate(slides) if "viz.record plays" in "".join(slide.blocks)))
        bar = page.locator("section.present .mg-bar")
        assert "step 0 of 4" in bar.inner_text()
        bar.get_by_role("button").nth(3).click()  # a step forwards
        page.wait_for_function("document.querySelector('section.present .mg-bar').innerText.includes('step 1 of 4')")
        assert errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out_from_the_slide_in_light_and_in_dark(browser, deck_of, scheme):
    path, _ = deck_of("02_add", "en")
    with opened(browser, path, color_scheme=scheme) as (page, *_):
        letters, paper = page.evaluate(
            """() => [getComputedStyle(document.querySelector("section.present h1")).color,
                      getComputedStyle(document.body).backgroundColor]
              .map(colour => colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + +part, 0) / 3)"""
        )
        assert abs(letters - paper) > 170 and (paper < 100) == (scheme == "dark")
