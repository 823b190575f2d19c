"""What is told of a translation that a check has found something in, in English.

The path of a word is `finding.<code>.text`, or `finding.<code>.<variant>.text` where a code has several.
"""

from __future__ import annotations

from verbena.model.words import pgettext

TRANSLATION_FINDING_WORDS = (
    # Translators: A unit is one text of an article, with its translations.
    pgettext("finding.unit-unknown.text", "No source has this unit: it was removed, or the file is another article's"),
    # Translators: {tag} is a tag such as <strong>.
    pgettext("finding.tag-lost.text", "{tag} is missing: put it where it belongs"),
    # Translators: {tag} is a tag such as <strong>, {count} is a number greater than 1.
    pgettext("finding.tag-lost.often.text", "{tag} is missing {count} times: put it where it belongs"),
    # Translators: {tag} is a tag such as <strong>.
    pgettext("finding.tag-invented.text", "{tag} is not in the source text: take it out"),
    # Translators: {tag} is a tag such as <strong>, {count} is a number greater than 1.
    pgettext(
        "finding.tag-invented.often.text", "{tag} is there {count} times more than in the source text: take it out"
    ),
    # Translators: {tag} is a tag such as <strong>. It stands around nothing.
    pgettext("finding.tag-empty.text", "{tag} has no words in it: put it around those that it belongs to"),
    # Translators: {tag} is the tag of a link.
    pgettext(
        "finding.tag-empty.link.text",
        "{tag} has no words in it: a link without words leads nowhere, say what it leads to",
    ),
    # Translators: {inner} and {tag} are tags; {tag} is that of a link.
    pgettext("finding.tag-nested.text", "{inner} stands inside {tag}: put it beside, a link has only words in it"),
    # Translators: {reason} says in English what is wrong, {position} is a number, {near} the text around that place.
    pgettext(
        "finding.markup-malformed.text",
        "The tags can't be read: {reason}, at character {position} (“{near}”). Copy the tags from the source text",
    ),
    # Translators: {reason} says in English what is wrong.
    pgettext("finding.markup-malformed.source.text", "The source text can't be read: {reason}"),
    # Translators: {tag} is the tag of a link. An entry is a text with its translation in a file.
    pgettext(
        "finding.link-unknown.text",
        "{tag} is a link that the source has no more, and no comment of the entry tells its address: bring the entry up"
        " to date (msgmerge does it), or put its comments back",
    ),
    # Translators: {address} is the address of a website.
    pgettext(
        "finding.link-outdated.text",
        "The source text has no link to {address} any more, and readers still get it: bring it up to date",
    ),
    # Translators: {tag} is a tag, {key} the English name of what it stands for.
    pgettext(
        "finding.mention-unknown.text",
        "{tag} stands for {key}, which the source names no more: bring the entry up to date",
    ),
    # Translators: Said of a translation.
    pgettext("finding.text-empty.text", "The translation has no words: translate the text, or leave it empty"),
    # Translators: {length} and {limit} are numbers.
    pgettext(
        "finding.text-too-long.text",
        "The translation has {length} characters, and there is room for {limit}: find shorter words",
    ),
    # Translators: {found} is a part of the translation. Markdown is a way to mark up text.
    pgettext(
        "finding.markdown-shown.text",
        "“{found}” would be shown as it is: translations have the source text's tags and no Markdown",
    ),
    # Translators: {found} is a part of the translation. The sign is that for per cent.
    pgettext(
        "finding.sign-doubled.text",
        "“{found}” would be read with two signs: the tag brings that of your language along",
    ),
    # Translators: {character} is the name of a character, such as U+E000.
    pgettext(
        "finding.character-forbidden.text",
        "{character} is an invisible or private character that readers can't be shown: delete it",
    ),
    # Translators: Some invisible characters set the direction of writing from their place on, until another ends that.
    pgettext(
        "finding.control-unpaired.text",
        "A control of writing direction is opened and not closed, or the reverse: delete it",
    ),
    # Translators: {blank} is a name in braces, for which the program puts in something else.
    pgettext("finding.blank-lost.text", "{blank} is missing: the source text has it"),
    # Translators: {blank} is a name in braces, for which the program puts in something else.
    pgettext("finding.blank-invented.text", "{blank} is not in the source text: nothing would fill it"),
    # Translators: {wanted} and {found} are amounts of medicine, such as 1.5 mg.
    pgettext(
        "finding.dose-differs.text", "The source text says {wanted}, the translation {found}: a dose must be the same"
    ),
    # Translators: {wanted} is an amount of medicine, such as 1.5 mg.
    pgettext("finding.dose-differs.lost.text", "The source text says {wanted}, and the translation leaves it out"),
    # Translators: {found} is an amount of medicine, such as 1.5 mg.
    pgettext("finding.dose-differs.invented.text", "The translation says {found}, and the source text does not"),
    # Translators: {wanted} and {found} are percentages, such as 80%.
    pgettext("finding.percent-differs.text", "The source text says {wanted}, the translation {found}"),
    # Translators: {wanted} is a percentage, such as 80%.
    pgettext("finding.percent-differs.lost.text", "The percentage {wanted} is missing"),
    # Translators: {found} is a percentage, such as 80%.
    pgettext("finding.percent-differs.invented.text", "The percentage {found} is not in the source text"),
    # Translators: {wanted} and {found} are one number with two units, such as 5 mg and 5 g.
    pgettext("finding.unit-differs.text", "The source text says {wanted}, the translation {found}: the unit differs"),
    # Translators: {wanted} and {found} are numbers.
    pgettext("finding.number-differs.text", "The source text says {wanted}, where the translation says {found}"),
    # Translators: {wanted} is a number.
    pgettext("finding.number-lost.text", "The number {wanted} is missing, in digits and in words"),
    # Translators: {found} is a number.
    pgettext("finding.number-invented.text", "The number {found} is not in the source text"),
    # Translators: {found} is a number, such as 1.5 or 1,5.
    pgettext("finding.number-format.text", "{found} has the separators of another language"),
    # Translators: {wanted} is the name of a medicine.
    pgettext("finding.drug-lost.text", "The source text names {wanted}, and the translation does not"),
    # Translators: {wanted} is the name of a medicine, {found} a word like it.
    pgettext("finding.drug-lost.misspelled.text", "“{found}” is no name that is known: {wanted} is meant"),
    # Translators: {found} is the name of a medicine.
    pgettext("finding.drug-differs.text", "{found} is a medicine that the source text does not name here"),
    # Translators: {wanted} is a word such as "not" or "never".
    pgettext("finding.negation-lost.text", "The source text says “{wanted}”, and nothing in the translation says no"),
    # Translators: {found} is a word such as "not" or "never".
    pgettext(
        "finding.negation-invented.text", "The translation says “{found}”, and nothing in the source text says no"
    ),
    # Translators: {wanted} tells how often, such as "every day".
    pgettext(
        "finding.frequency-lost.text", "The source text says “{wanted}”, and the translation does not say how often"
    ),
    # Translators: {wanted} and {found} tell how often, such as "every day" and "weekly".
    pgettext("finding.frequency-differs.text", "The source text says “{wanted}”, the translation “{found}”"),
    # Translators: {term} is a term of the source text, {wanted} its translation in the glossary.
    pgettext("finding.term-missing.text", "The glossary translates “{term}” as “{wanted}”"),
    # Translators: {term} is a term of the source text, {found} a translation that the glossary forbids.
    pgettext("finding.term-forbidden.text", "The glossary does not allow “{found}” for “{term}”"),
    # Translators: Said of a whole translation.
    pgettext("finding.text-untranslated.text", "The translation is the source text"),
    # Translators: {found} is a part of the translation.
    pgettext("finding.text-untranslated.part.text", "“{found}” is not translated"),
    # Translators: {length} and {wanted} are numbers; {wanted} is the length of the source text.
    pgettext(
        "finding.length-unusual.text",
        "With {length} characters for {wanted}, the translation is much shorter than usual: is something missing?",
    ),
    # Translators: {length} and {wanted} are numbers; {wanted} is the length of the source text.
    pgettext(
        "finding.length-unusual.long.text",
        "With {length} characters for {wanted}, the translation is much longer than usual: is something added?",
    ),
    # Translators: {found} is a word in letters of another script, such as Greek letters in an English text.
    pgettext("finding.script-wrong.text", "“{found}” is not in the script of this language"),
    # Translators: {found} is a word in which letters of two scripts are mixed.
    pgettext("finding.script-wrong.mixed.text", "“{found}” mixes letters of two scripts that look alike"),
    # Translators: {found} is a character, {wanted} the one that the language has for it.
    pgettext("finding.script-wrong.letter.text", "“{found}” is a letter of another language: write “{wanted}”"),
    # Translators: Said of a translation.
    pgettext("finding.space-outside.text", "There is a space at the beginning or the end"),
    # Translators: Said of a translation.
    pgettext("finding.space-doubled.text", "There are two spaces in a row"),
    # Translators: {wanted} and {found} are punctuation marks.
    pgettext("finding.end-differs.text", "The source text ends with “{wanted}”, the translation with “{found}”"),
    # Translators: {wanted} is a punctuation mark.
    pgettext(
        "finding.end-differs.lost.text", "The source text ends with “{wanted}”, the translation without such a mark"
    ),
    # Translators: {found} is a punctuation mark.
    pgettext(
        "finding.end-differs.invented.text", "The translation ends with “{found}”, the source text without such a mark"
    ),
    # Translators: {found} and {wanted} are punctuation marks.
    pgettext("finding.punctuation-wrong.text", "Write “{wanted}” instead of “{found}” in this language"),
    # Translators: {wanted} is the mark that opens a question or an exclamation in Spanish.
    pgettext("finding.punctuation-wrong.opening.text", "“{wanted}” is missing at its beginning"),
    # Translators: {found} is a mark that stands twice in a row, such as two commas.
    pgettext("finding.punctuation-wrong.repeated.text", "“{found}” stands there more than once"),
    # Translators: {found} is a punctuation mark.
    pgettext("finding.space-wrong.text", "“{found}” needs a narrow space that does not break"),
    # Translators: {found} is a punctuation mark.
    pgettext("finding.space-wrong.none.text", "No space stands before “{found}” in this language"),
    # Translators: {character} is the name of a character, such as U+200B.
    pgettext("finding.character-invisible.text", "{character} is an invisible character that does nothing here"),
    # Translators: {found} is a word.
    pgettext("finding.words-repeated.text", "“{found}” stands there twice"),
    # Translators: {found} is a bracket.
    pgettext("finding.bracket-unpaired.text", "“{found}” has no counterpart"),
    # Translators: {found} is a quotation mark.
    pgettext("finding.quote-unpaired.text", "“{found}” has no counterpart of this language's own"),
)
"""Words of the checks on single translations."""
