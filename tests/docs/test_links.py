"""Links lead somewhere, and no page speaks of the machine that it was written on."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.docs.pages import CHECKOUT, DOCS, PAGES, read_anchors, read_headings, read_links

ADRS = sorted((DOCS / "adr").glob("[0-9]*.md"))
_INDEX = DOCS / "adr" / "README.md"
_MACHINE = re.compile(r"(?<![\w.~}])/(?:work|root|home|Users|tmp/)|\.\./shared|\bfile://")


def _name(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_resolve(page: Path) -> None:
    """Every relative link leads to a file of the checkout, and every fragment to a heading there."""
    inner = [link for link in read_links(page) if not urlsplit(link).scheme]

    assert [link for link in inner if not _leads_somewhere(page, link)] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_addresses_are_whole(page: Path) -> None:
    """Every other link is an https address, or one of the reader's own machine."""
    links = [link for link in read_links(page) if urlsplit(link).scheme]

    assert [link for link in links if not re.match(r"https://|http://127\.0\.0\.1:8000\b", link)] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_no_page_names_a_machine(page: Path) -> None:
    """No page holds a path of the machine that it was written on."""
    assert _MACHINE.findall(page.read_text("utf-8")) == []


@pytest.mark.parametrize("text", ["see /" + "work/x", "cd /" + "home/me", "(../" + "shared/x)", "/" + "tmp/x"])
def test_the_pattern_finds(text: str) -> None:
    """What is looked for is found where it stands."""
    assert _MACHINE.search(text)


def test_every_page_can_be_reached() -> None:
    """From README.md, links lead to every page but the template for decisions."""
    reached: set[Path] = set()
    ahead = [CHECKOUT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page not in reached and page.suffix == ".md" and page.is_file():
            reached.add(page)
            ahead += [(page.parent / urlsplit(link).path).resolve() for link in read_links(page)]

    assert [_name(page) for page in PAGES if page not in reached] == []


def test_decisions_are_in_the_index() -> None:
    """The index lists every decision, in the order of the numbers, by its own title, and none that is not there."""
    rows = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \|$", _INDEX.read_text("utf-8"), re.MULTILINE)

    assert [(f"{number}. {title}", file) for number, title, file in rows] == [
        (read_headings(page, 1)[0], page.name) for page in ADRS
    ]
    assert [int(page.name[:4]) for page in ADRS] == list(range(1, len(ADRS) + 1))


@pytest.mark.parametrize("page", [*ADRS, DOCS / "adr" / "template.md"], ids=_name)
def test_decisions_have_one_form(page: Path) -> None:
    """Each decision says its context, what was decided, what follows and what is lost, in this order."""
    assert read_headings(page, 2) == ["Context", "Decision", "Consequences", "What is lost"]


def _leads_somewhere(page: Path, link: str) -> bool:
    parts = urlsplit(link)
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_relative_to(CHECKOUT) or not target.exists():
        return False
    return not parts.fragment or parts.fragment in read_anchors(target)
