"""The plans of the courses: each question with what its answers mean, homework with its points, misconceptions."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from classroom import lesson
from classroom.lesson import LANGUAGES, ROOT
from classroom.plans import courses, plan
from classroom.plans.misconceptions import MET, told
from exercises.topics import EXERCISES, QUESTIONS
from planned import COURSES, KNOWN, course_in
from printed_pages import printed_faults

pytestmark = pytest.mark.usefixtures("english")


def titles(language):
    return {name: lesson.read(name, language).title for name in lesson.taught()}


def unescaped(html):
    return (
        re.sub(r"<[^>]+>", "", html)
        .replace("&#x27;", "'")
        .replace("&quot;", '"')
        .replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&amp;", "&")
    )


# The page.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COURSES)
def test_a_plan_has_each_question_of_its_meetings_with_its_answer_and_each_exercise_with_its_check(name, language):
    course = course_in(name, language)
    page = unescaped(plan.page(course, titles(language), {}))
    for meeting in course.meetings:
        for work, _ in meeting.taught:
            for asked in work.questions:
                assert (
                    str(QUESTIONS[asked].question) in page
                    and str(QUESTIONS[asked].slip(QUESTIONS[asked].slips[0])) in page
                )
            for exercise in work.exercises:
                assert str(EXERCISES[exercise].task) in page and f"check.{exercise}" in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COURSES)
def test_a_plan_needs_no_network(name, language):
    page = plan.page(course_in(name, language), titles(language), {})
    assert not re.search(r"(?:src|href)=|url\(|@import|https?://(?!www\.w3\.org/)", page)
    assert f'lang="{language}"' in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COURSES)
def test_a_plan_fits_on_paper(browser, name, language, tmp_path):
    path = tmp_path / "plan.html"
    path.write_text(plan.page(course_in(name, language), titles(language), {}), encoding="utf-8")
    assert printed_faults(browser, path) == []


def test_a_plan_tells_the_slides_of_a_section_and_the_minutes_from_the_first_to_the_last():
    course = course_in("six", "en")
    section = course.meetings[1].items[0].work.section
    page = plan.page(course, titles("en"), {section.lesson: {section.name: (3, 8)}})
    assert "slides 3–8" in page
    times = re.findall(r'class="time">(\d+)–(\d+)<', page)
    assert all(first[1] == then[0] for first, then in pairwise(times) if then[0] != "0")
    assert [end for (_, end), (begin, _) in zip(times, [*times[1:], ("0", "")]) if begin == "0"] == ["50"] * 6


def test_the_points_of_the_homework_are_those_of_its_parts():
    meeting = course_in("six", "en").meetings[1]
    work = replace(meeting.homework[0], exercises=("add", "add3"), questions=("add_thrice",))
    assert plan.homework_points(replace(meeting, homework=(work,))) == 2 * 4 + 1 + 4
    assert plan.homework_points(replace(meeting, homework=(), written=None)) == 0


# Misconceptions.


def test_each_misconception_is_one_of_the_list_and_is_met_by_questions_that_the_lessons_ask():
    listed = (ROOT / "docs/misconceptions.md").read_text(encoding="utf-8")
    asked = {name for section in KNOWN["en"] for name in (*section.questions, *section.home_questions)}
    for mistake, questions in MET.items():
        assert f"| `{mistake}` |" in listed, f"docs/misconceptions.md has no {mistake!r}"
        assert set(questions) <= asked, f"classroom/plans/misconceptions.py: no lesson asks {set(questions) - asked}"
        assert str(told(mistake))


@pytest.mark.parametrize("name", COURSES)
def test_a_plan_tells_for_each_misconception_where_the_course_meets_it(name):
    course = course_in(name, "en")
    page = plan.page(course, titles("en"), {})
    table = page[page.index('class="mistakes"') :]
    assert all(
        f"<code>{mistake}</code>" in table.replace("&#x27;", "'") for mistake, questions in MET.items() if questions
    )
    told_places = re.findall(r"<td>((?:meeting|homework) \d|–)</td></tr>", table)
    assert len(told_places) == sum(map(len, MET.values()))
    assert set(told_places) - {"–"} <= {
        f"{kind} {n}" for kind in ("meeting", "homework") for n in range(1, len(course.meetings) + 1)
    }


# What the pages of docs/ say.

PAGES = {"en": "docs/teaching.md", "zh-TW": "docs/teaching.zh-TW.md"}


def at_a_glance(language):
    """The tables of all courses, Markdown, as they have to stand in the pages."""
    head, points, colon, comma = {
        "en": ("| Meeting | Lessons | Minutes | Homework |", "points", ": ", ", "),
        "zh-TW": ("| 上課 | 課 | 分鐘 | 作業 |", "分", "：", "、"),
    }[language]
    tables = []
    for name in COURSES:
        course = course_in(name, language)
        tables.append(f"**`{name}`**{colon}{course.title}\n\n{head}\n| --- | --- | --- | --- |")
        for n, meeting in enumerate(course.meetings, 1):
            lessons = comma.join(dict.fromkeys(str(int(work.section.lesson[:2])) for work, _ in meeting.taught))
            earned = f"{plan.homework_points(meeting)} {points}"
            tables[-1] += f"\n| {n} · {meeting.title} | {lessons} | {meeting.minutes} | {earned} |"
    return "\n\n".join(tables)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_for_teachers_have_the_courses_as_they_are(language):
    page = (ROOT / PAGES[language]).read_text(encoding="utf-8")
    table = re.search(r"<!-- courses -->\n(.*?)<!-- end -->", page, re.DOTALL)
    assert table and table[1].strip() == at_a_glance(language), (
        f"{PAGES[language]} should have:\n{at_a_glance(language)}"
    )


def test_every_question_in_words_and_reason_stands_in_every_language():
    for name in COURSES:
        for texts in texts_of(courses._read(name)):
            assert set(texts) == set(LANGUAGES) and all(texts.values()), f"classroom/plans/courses/{name}.toml: {texts}"


def texts_of(said):
    """Every text of a course: each is a table by languages."""
    if isinstance(said, dict):
        if "en" in said:
            yield said
        else:
            for each in said.values():
                yield from texts_of(each)
    elif isinstance(said, list):
        for each in said:
            yield from texts_of(each)
