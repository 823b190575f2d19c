"""Texts go to machines and come back whole: every tag is put back from what was sent, or the text is refused."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.support.inline_trees import INLINES
from tests.support.libre_translate import pretend
from verbena.model.inline import Inline
from verbena.model.markup import normalise, read_markup, tags_of, write_markup
from verbena.translating.machine_text import Mangled, read_sendable, write_sendable

SOURCE = (
    "Ask <strong>your <em>doctor</em></strong> &amp; take <number.1200/> mg of <m.tamoxifen/> or"
    " <m.tamoxifen>your pills</m.tamoxifen><c.a/>, <lang.es>calcio</lang.es>: {count}."
)


@given(INLINES)
def test_what_is_not_changed_comes_back(inlines: tuple[Inline, ...]) -> None:
    """A text that a machine gives back as it was is the same text, whatever it is made of."""
    sent = write_sendable(normalise(inlines))

    assert write_markup(read_sendable(sent.html, sent)) == write_markup(inlines)


def test_words_alone_are_translated() -> None:
    """Words in and out of tags are translated; marks, values, names, other languages and blanks stay as they were."""
    sent = write_sendable(read_markup(SOURCE, {}))

    came = write_markup(read_sendable(pretend(sent.html), sent))

    assert came == (
        "ASK <strong>YOUR <em>DOCTOR</em></strong> &amp; TAKE <number.1200/> MG OF <m.tamoxifen/> OR"
        " <m.tamoxifen>YOUR PILLS</m.tamoxifen><c.a/>, <lang.es>calcio</lang.es>: {count}."
    )


def test_tags_may_move() -> None:
    """A machine may put parts in another order, write entities and quotes otherwise, and translate what was to stay."""
    sent = write_sendable(read_markup("<strong>one</strong> {count}<c.a/> &amp; two", {}))

    moved = (
        "&#50; &amp; <span translate=no id=v2>[2!]</span><span translate='no' id='v1'>conteo</span>"
        ' <span id="v0">uno</span>'
    )

    assert write_markup(read_sendable(moved, sent)) == "2 &amp; <c.a/>{count} <strong>uno</strong>"


@pytest.mark.parametrize(
    "came",
    [
        "",
        "uno dos",
        '<span id="v0">uno</span>',
        '<span id="v1" translate="no">[1]</span> uno',
        '<span id="v0">uno</span><span id="v0">uno</span><span id="v1">[1]</span>',
        '<span id="v0">uno<span id="v1">[1]</span>',
        '<span id="v0">uno</span></span><span id="v1">[1]</span>',
        '<span id="v0"></span><span id="v1">[1]</span>',
        '<span id="v0">uno</span><span id="v1">[1]</span><span id="v2">x</span>',
        '<span id="v0">uno</span><span id="v1">[1]</span><b>x</b>',
        '<span id="v0">uno</span><span id="v1">[1]</span><script>alert(1)</script>',
        '<span>uno</span><span id="v1">[1]</span>',
        '<b id="v0">uno</b><span id="v1">[1]</span>',
        '<span id="v1">[1]<span id="v0">uno</span></span>',
        '<span id="v0">uno</span><span id="v1">[1]</span><!-- x -->',
        '<span id="v0">uno</span><span id="v1">[1]</span><?php ?>',
        '<span id="v0">uno</span><span id="v1">[1]</span><!DOCTYPE html>',
    ],
)
def test_mangled_tags_are_refused(came: str) -> None:
    """Whatever is lost, doubled, invented or wrongly nested has the whole text refused."""
    sent = write_sendable(read_markup("<strong>one</strong> two<c.a/>", {}))

    with pytest.raises(Mangled):
        read_sendable(came, sent)


def test_every_tag_is_sent() -> None:
    """Each tag of the source has an id of its own."""
    inlines = read_markup(SOURCE, {})

    sent = write_sendable(inlines)

    assert len(sent.parts) == len(tags_of(inlines)) + len(["{count}"])
    assert all(sent.html.count(f'id="{name}"') == 1 for name in sent.parts)
