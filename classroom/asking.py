"""A question to the class, on a slide."""

from html import escape

from exercises.topics import QUESTIONS
from exercises.truth import options, slips, told_truth


def class_question(name: str) -> str:
    """The HTML of a question with its answers to choose from."""
    asked = QUESTIONS[name]
    listed = "".join(f"<li>{escape(text)}</li>" for _, text in options(asked))
    return f'<div class="text"><h2>{escape(str(asked.question))}</h2><ul>{listed}</ul></div>'


def what_they_mean(name: str) -> str:
    """The HTML of what the speaker knows of a question: the answer, and what stands behind the usual wrong ones."""
    asked = QUESTIONS[name]
    return "".join(f"<p>{escape(line)}</p>" for line in (told_truth(asked), *(said for _, said in slips(asked))))
