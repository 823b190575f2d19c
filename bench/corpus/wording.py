"""Texts in the words of a language: of given lengths, in sentences, around what they mention."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from random import Random

from msgspec import Struct

from bench.corpus.languages import LANGUAGES, Language, parts_of
from verbena.model.characters import tidy_text
from verbena.model.inline import CitationMark, Inline, TextRun, reads_alone, with_children


class TextPlan(Struct, frozen=True):
    """What a text is to be in every language: so many words of English, around these values in their order.

    A value that has children gets words of the language there. A phrase is one clause without a full stop.
    """

    words: int
    mentions: tuple[Inline, ...] = ()
    is_phrase: bool = False


def write_text(voice: Voice, plan: TextPlan, random: Random) -> tuple[Inline, ...]:
    """A text in a language, with the mentions of its plan; equal states of `random` give equal texts."""
    language = voice.language
    count = max(1, round(plan.words * language.length * random.uniform(0.85, 1.15)))
    share = max(2, count // (len(plan.mentions) + 1))
    written: list[Inline] = []
    for at, mention in enumerate(plan.mentions):
        written += _write_around(voice, mention, share, random, continues=at > 0)
    left = count - share * len(plan.mentions)
    if left > 0 or not plan.mentions:
        gap = language.gap if plan.mentions else ""
        written.append(TextRun(gap + _write_sentences(voice, max(left, 1), random, is_phrase=plan.is_phrase)))
    return tidy_text(tuple(written))


class Voice(Struct, frozen=True):
    """A language as one subject is written about in it: its words, and how often each comes, summed up."""

    language: Language
    words: list[str]
    weights: list[float]


def make_voice(tag: str, subject: Sequence[int] = ()) -> Voice:
    """The voice of a language in which the words of these ranks, those of a subject, come again and again."""
    vocabulary = make_vocabulary(tag)
    total = vocabulary.weights[-1]
    own = [vocabulary.words[rank % len(vocabulary.words)] for rank in subject]
    added = [total * (1 + _OWN * at / len(own)) for at in range(1, len(own) + 1)]
    return Voice(find_language(tag), vocabulary.words + own, vocabulary.weights + added)


def choose_subject(random: Random) -> tuple[int, ...]:
    """The ranks of words that one article uses again and again, in whatever language."""
    return tuple(random.sample(range(100, _WORDS), 40))


@cache
def find_language(tag: str) -> Language:
    """The language of that tag."""
    return next(language for language in LANGUAGES if language.tag == tag)


class Vocabulary(Struct, frozen=True):
    """Words from frequent to rare, and how often each comes, summed up: by Zipf's law."""

    words: list[str]
    weights: list[float]


@cache
def make_vocabulary(tag: str) -> Vocabulary:
    """The words of a language: some of its own, the others put together from its syllables, longer ones rarer."""
    language = find_language(tag)
    random = Random(f"words of {tag}")
    onsets, vowels, codas = (parts_of(text) for text in (language.onsets, language.vowels, language.codas))
    words = dict.fromkeys(language.common.split())
    least, most = language.syllables
    tries = 0
    while len(words) < _WORDS and tries < 4 * _WORDS:
        tries += 1
        length = min(most, least + int((most - least + 1) * (tries / _WORDS) ** 0.5 * random.random()))
        word = "".join(random.choice(onsets) + random.choice(vowels) + random.choice(codas) for _ in range(length))
        if word:
            words[word] = None
    chosen = list(words)
    return Vocabulary(chosen, list(accumulate(1 / (rank + 4) for rank in range(len(chosen)))))


def _write_around(voice: Voice, mention: Inline, count: int, random: Random, *, continues: bool) -> tuple[Inline, ...]:
    """A sentence with a value within it, or before its mark where it is a citation."""
    language = voice.language
    before = language.gap if continues else ""
    if isinstance(mention, CitationMark):
        return TextRun(before + _write_sentences(voice, count, random)), mention
    words = _choose(voice, count, random)
    middle = max(1, round(count * random.uniform(0.2, 0.8)))
    if not reads_alone(mention):
        own = language.gap.join(_choose(voice, random.randint(2, 4), random))
        mention = with_children(mention, (TextRun(own),))
    opening = before + language.gap.join([_capitalise(words[0]), *words[1:middle]]) + language.gap
    closing = language.gap.join(words[middle:])
    return TextRun(opening), mention, TextRun((language.gap + closing if closing else "") + language.stop)


def _write_sentences(voice: Voice, count: int, random: Random, *, is_phrase: bool = False) -> str:
    language = voice.language
    words = _choose(voice, count, random)
    if is_phrase:
        return language.gap.join([_capitalise(words[0]), *words[1:]])
    sentences = []
    while words:
        length = random.randint(8, 20)
        # What would be left over as a sentence of a word or two belongs to this one.
        sentence, words = (words[:length], words[length:]) if len(words) > length + 3 else (words, [])
        if len(sentence) > 9:
            sentence[5] += language.comma
        sentence[0] = _capitalise(sentence[0])
        sentences.append(language.gap.join(sentence) + language.stop)
    return (language.gap or "").join(sentences)


def _choose(voice: Voice, count: int, random: Random) -> list[str]:
    return random.choices(voice.words, cum_weights=voice.weights, k=count)


def _capitalise(word: str) -> str:
    return word[:1].upper() + word[1:]


_WORDS = 6000
# How often the words of a subject come, for each other word.
_OWN = 0.35
