"""The courses as tests read them: the sections of all lessons once for each language."""

from classroom.lesson import LANGUAGES
from classroom.plans import courses
from viz.words import messages

COURSES = courses.names()
KNOWN = {language: courses.all_sections(language) for language in LANGUAGES}


def course_in(name, language):
    """The course of that name, in that language, which is in force from then on."""
    messages.language(language)
    return courses.course(name, language, KNOWN[language])
