"""The minutes that a lesson says it takes: 150 words, 10 lines of code and two predictions a minute, four minutes for each
thing to make, two for each to modify.
"""

import re

import pytest

from exercises.answer_texts import answer_text
from lesson_cells import notebook

pytestmark = pytest.mark.usefixtures("lessons_in_english")


@pytest.mark.parametrize("lesson", range(9))
def test_a_lesson_takes_as_long_as_it_says(lesson):
    texts = [cell["source"] for cell in notebook(lesson)[1:] if cell["cell_type"] == "markdown"]
    codes = [cell["source"] for cell in notebook(lesson)[1:] if cell["cell_type"] == "code"]
    asked = re.findall(r"^(?:%%predict |predict\.)(\w+)$", "\n".join(codes), re.M)
    words = sum(len(re.sub(r"<[^>]+>|!\[.*?\)", " ", each).split()) for each in [*texts, *map(answer_text, asked)])
    lines = [line for code in codes for line in code.splitlines() if line.strip() and not line.startswith("# ")]
    to_make, to_modify = (
        len(re.findall(f"### {heading}", "\n".join(texts))) for heading in ("(?:Make|Fill in)", "Modify")
    )
    reckoned = words / 150 + len(lines) / 10 + len(asked) / 2 + 4 * to_make + 2 * to_modify
    assert int(re.search(r"About (\d+) minutes", texts[0])[1]) == pytest.approx(reckoned, abs=5)
