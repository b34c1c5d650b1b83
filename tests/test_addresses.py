"""One address in pyproject.toml: the links of the READMEs follow from it, and nothing is linked where there is none."""

import re

import pytest

from lessons import addresses
from lessons.build import build_readmes
from lessons.readmes import readme_path
from lessons.series import LANGUAGES, ROOT
from lessons.translations import LessonError

NOTEBOOK = "notebooks/en/index.ipynb"
MARKS = re.compile(r"<!-- ways in -->\n(.*)<!-- end of ways in -->", re.DOTALL)


@pytest.fixture
def stated(monkeypatch, tmp_path):
    """Lets pyproject.toml state an address, or none."""

    def state(address):
        urls = f'[project.urls]\nRepository = "{address}"\n' if address else ""
        (tmp_path / "pyproject.toml").write_text(f'[project]\nname = "notes"\n{urls}', encoding="utf-8")
        monkeypatch.setattr(addresses, "ROOT", tmp_path)

    return state


def what_can_be_opened():
    return addresses.pages(), addresses.gallery(), addresses.binder(NOTEBOOK), addresses.colab(NOTEBOOK)


@pytest.mark.parametrize("ending", ["", "/", ".git"])
def test_all_that_can_be_opened_follows_from_the_address(stated, ending):
    stated(f"https://github.com/Ada/my-notes{ending}")
    assert addresses.repository() == "https://github.com/Ada/my-notes"
    assert addresses.pages() == "https://ada.github.io/my-notes/"
    assert addresses.gallery() == "https://ada.github.io/my-notes/gallery/"
    assert addresses.binder(NOTEBOOK).endswith(f"/v2/gh/Ada/my-notes/HEAD?urlpath=lab/tree/{NOTEBOOK}")
    assert addresses.colab(NOTEBOOK).endswith(f"/github/Ada/my-notes/blob/HEAD/{NOTEBOOK}")


def test_the_site_of_a_person_is_the_root(stated):
    stated("https://github.com/Ada/ada.github.io")
    assert addresses.pages() == "https://ada.github.io/"


def test_elsewhere_than_on_github_the_repository_alone_is_known(stated):
    stated("https://git.example/courses/ada/notes")
    assert addresses.repository() == "https://git.example/courses/ada/notes"
    assert all(known is None for known in what_can_be_opened())


def test_where_no_address_is_stated_none_is_known(stated):
    stated(None)
    assert (
        addresses.repository() is addresses.pages() is addresses.binder(NOTEBOOK) is addresses.colab(NOTEBOOK) is None
    )


@pytest.mark.parametrize(
    "address",
    ["git@github.com:ada/notes", "ada/notes", "https://github.com", "https://github.com/ada/{notes}", "https://"],
)
def test_what_is_no_address_is_refused_and_named(stated, address):
    stated(address)
    with pytest.raises(LessonError, match=r"pyproject\.toml.*https://HOST/OWNER/NAME"):
        addresses.repository()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_readme_links_to_the_site_the_gallery_binder_and_colab(stated, language):
    stated("https://github.com/ada/notes")
    (row,) = MARKS.findall(build_readmes()[readme_path(language)])
    site, gallery, binder, colab = re.findall(r"\]\((\S+?)\)", row)
    assert (site, gallery) == ("https://ada.github.io/notes/", "https://ada.github.io/notes/gallery/")
    for address, before in ((binder, "urlpath=lab/tree/"), (colab, "/blob/HEAD/")):
        notebook = address.partition(before)[2]
        assert notebook.startswith(f"notebooks/{language}/") and (ROOT / notebook).exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_readme_links_nowhere_where_no_address_is_known(stated, language):
    stated(None)
    assert MARKS.findall(build_readmes()[readme_path(language)]) == [""]
