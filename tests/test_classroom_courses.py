"""The courses: sections of lessons, minutes that add up, a place for every section."""

from dataclasses import replace

import pytest

from classroom import lesson
from classroom.lesson import LANGUAGES, Lesson, Part
from classroom.plans import courses
from classroom.plans.sections import sections, shortened, slide_numbers
from classroom.slides.deck import slides
from planned import COURSES, KNOWN, course_in

pytestmark = pytest.mark.usefixtures("english")


# The sections of a lesson.


def text(source, section=None, minutes=0, **noted):
    return Part(source[:8], False, source, section=section, minutes=minutes, **noted)


SMALL = Lesson(
    "02_add",
    "en",
    (
        text("# 2 · Add", "opening", 3),
        text("Some words."),
        Part("code1", True, "a + b", predict=("add_reuse",)),
        text("Without a heading.", "middle", 4, slide={"text": "## The middle\nof it"}),
        Part("code2", True, "...", exercise="add"),
        text("## Last", "last", 0),
    ),
)


def test_a_section_has_what_stands_below_its_heading():
    opening, middle, last = sections(SMALL)
    assert (opening.key, opening.heading, opening.minutes, opening.questions) == (
        "02 opening",
        "2 · Add",
        3,
        ("add_reuse",),
    )
    assert (middle.heading, middle.exercises, last.minutes) == ("The middle", ("add",), 0)


def test_the_slides_of_a_section_are_those_from_its_first_to_the_one_before_the_next_section():
    found = slides(SMALL)
    numbers = slide_numbers(found)
    assert list(numbers) == ["opening", "middle", "last"]
    assert [first for first, _ in numbers.values()] == [1 + n for n, slide in enumerate(found) if slide.begins]
    assert [last for _, last in numbers.values()][-1] == len(found)


def test_a_lesson_that_is_shortened_has_the_sections_of_the_course_with_its_minutes():
    short = shortened(SMALL, {"opening": 2, "last": 1})
    assert [(section.name, section.minutes) for section in sections(short)] == [("opening", 2), ("last", 1)]
    assert "code2" not in [part.id for part in short.parts]


# The courses.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COURSES)
def test_the_minutes_of_each_meeting_add_up(name, language):
    course = course_in(name, language)
    assert [meeting.minutes for meeting in course.meetings] == [course.minutes] * len(course.meetings)


@pytest.mark.parametrize("name", COURSES)
def test_every_section_is_taught_or_homework_or_left_out_with_a_reason(name):
    course = course_in(name, "en")
    left_out = {section.key for group, _ in course.left_out for section in group}
    taught = [work for meeting in course.meetings for work, _ in meeting.taught]
    placed = {work.section.key for work in [*taught, *(work for each in course.meetings for work in each.homework)]}
    without = [section.key for section in KNOWN["en"] if section.key not in placed | left_out]
    assert not without, f"classroom/plans/courses/{name}.toml has no place for {without}"


@pytest.mark.parametrize("name", COURSES)
def test_a_course_is_the_same_in_every_language(name):
    shapes = []
    for language in LANGUAGES:
        course = course_in(name, language)
        items = [
            [(item.work and item.work.section.key, item.minutes) for item in each.items] for each in course.meetings
        ]
        homework = [[(work.section.key, work.exercises) for work in each.homework] for each in course.meetings]
        shapes.append((items, homework, [[each.key for each in group] for group, _ in course.left_out]))
    assert all(shape == shapes[0] for shape in shapes)


def test_the_course_of_six_meetings_has_all_lessons_and_the_afternoon_two_breaks():
    six, afternoon, three = (course_in(name, "en") for name in ("six", "afternoon", "three"))
    assert six.lessons == lesson.taught() and not six.left_out and len(six.meetings) == 6
    assert len(three.meetings) == 3 and "07_a_network_learns" in three.lessons
    assert [item.work for item in afternoon.meetings[0].items].count(None) == 2 and len(afternoon.meetings) == 1


def test_a_course_that_there_is_not_is_refused_by_name():
    with pytest.raises(ValueError, match="seven.*three"):
        courses.course("seven", "en")


def test_a_course_has_no_slides_of_a_lesson_that_it_leaves_out():
    course = course_in("three", "en")
    assert sum(sum(course.minutes_in(name).values()) for name in course.lessons) == 3 * 50
    with pytest.raises(ValueError, match="three.*04_pow"):
        course.minutes_in("04_pow")


def written_as(monkeypatch, said):
    course = {
        "minutes": 50,
        "title": {"en": "x"},
        "about": {"en": "x"},
        "meetings": [{"title": {"en": "x"}, "hint": {"en": "x"}} | said],
    }
    monkeypatch.setattr(courses, "_read", lambda name: course)
    return courses.course("three", "en", sections(SMALL))


@pytest.mark.parametrize(
    "items, complaint",
    [
        (["02 nowhere"], "02 nowhere"),
        (["02 last", "02 last"], "two places"),
        (["03"], "lesson 03"),
        (["02 last", "02 opening", "02 last 5"], "two places"),
    ],
)
def test_a_course_that_names_what_there_is_not_or_one_thing_twice_is_refused(items, complaint, monkeypatch):
    with pytest.raises(ValueError, match=complaint):
        written_as(monkeypatch, {"items": items})


def test_a_lesson_stands_for_its_sections_with_minutes_and_its_rest_for_homework(monkeypatch):
    meeting = written_as(monkeypatch, {"items": ["break 5", "02", "02 middle 9"], "homework": ["02"]}).meetings[0]
    assert [(item.work and item.work.section.name, item.minutes) for item in meeting.items] == [
        (None, 5),
        ("opening", 3),
        ("middle", 9),
    ]
    assert [work.section.name for work in meeting.homework] == ["last"]


def with_an_exercise_on_no_slide():
    cell = Part("code3", True, "...", exercise="add3", predict=("add_thrice",), slide={"show": "nothing"})
    return replace(SMALL, parts=(*SMALL.parts[:3], cell, *SMALL.parts[3:]))


@pytest.mark.parametrize("machines", [False, True])
def test_what_is_on_no_slide_is_homework_unless_the_learners_sit_at_machines(machines, monkeypatch):
    said = {"minutes": 50, "title": {"en": "x"}, "about": {"en": "x"}, "machines": machines}
    said["meetings"] = [{"title": {"en": "x"}, "hint": {"en": "x"}, "items": ["02"], "homework": ["02"]}]
    monkeypatch.setattr(courses, "_read", lambda name: said)
    course = courses.course("three", "en", sections(with_an_exercise_on_no_slide()))
    (opening, _), _ = course.meetings[0].taught
    assert opening.questions == (("add_reuse", "add_thrice") if machines else ("add_reuse",))
    assert course.asked["add_thrice"] == (1, not machines)
    at_home = [(work.section.name, work.exercises) for work in course.meetings[0].homework]
    assert at_home == ([("last", ())] if machines else [("opening", ("add3",)), ("last", ())])
