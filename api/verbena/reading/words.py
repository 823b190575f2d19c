"""The words of the interface: what readers are shown or told around articles, in English.

Front ends ask for them (`labels`), and the server itself uses some. They are marked as gettext wants it, so that
Babel's extractor finds them with what their comments tell translators; the context is the unit's path. `{name}` is
filled in by the program.
"""

from __future__ import annotations

from verbena.model.finding_words import FINDING_WORDS
from verbena.model.words import pgettext

WORDS = (
    # Translators: Link at the very top of a page, for people who use a keyboard or a screen reader.
    pgettext("skip-to-content.text", "Skip to the main content"),
    # Translators: Heading of the list of an article's headings.
    pgettext("table-of-contents.text", "On this page"),
    # Translators: Heading of the one-paragraph summary at the top of an article.
    pgettext("summary.text", "Summary"),
    # Translators: Heading of the short list of what matters most in an article.
    pgettext("key-points.text", "Key points"),
    # Translators: Heading of an article's questions and answers.
    pgettext("faqs.text", "Frequently asked questions"),
    # Translators: Heading of an article's numbered list of sources.
    pgettext("sources.text", "Sources"),
    # Translators: What a screen reader says for the mark of a source in the text. {number} is the source's number.
    pgettext("source-number.text", "Source {number}"),
    # Translators: What a screen reader says for the link from a source back to the text. {number} is the source's
    # number.
    pgettext("source-back.text", "Back to where source {number} is mentioned"),
    # Translators: Beside a source written in another language than the article. {language} is that language's name.
    pgettext("source-language.text", "In {language}"),
    # Translators: Heading of the list of people and their roles.
    pgettext("credits.text", "Who made this article"),
    # Translators: Heading of the list of an article's topics.
    pgettext("topics.text", "Topics"),
    # Translators: Heading of a list of other articles on the same topics.
    pgettext("related-articles.text", "Related articles"),
    # Translators: Heading of the list of short forms, such as DEXA, with what they stand for.
    pgettext("abbreviations.text", "Abbreviations"),
    # Translators: How long an article takes to read. {minutes} is a whole number: word the text so that it suits any
    # number.
    pgettext("reading-time.text", "Reading time in minutes, {minutes}"),
    # Translators: When an article was first published in this language. {date} is a date.
    pgettext("published.text", "Published on {date}"),
    # Translators: When an article last changed. {date} is a date.
    pgettext("updated.text", "Last updated on {date}"),
    # Translators: When a medical professional last checked the article. {date} is a date.
    pgettext("reviewed.text", "Last reviewed by a clinician on {date}"),
    # Translators: Where no medical professional has checked the article so far.
    pgettext("not-reviewed.text", "Not yet reviewed by a clinician"),
    # Translators: By when a medical professional should check the article again. {date} is a date.
    pgettext("review-due.text", "Next review due by {date}"),
    # Translators: Heading of the list of corrections and other notices on an article.
    pgettext("notices.text", "Notices"),
    # Translators: Label of a notice that something in the article was wrong and has been put right.
    pgettext("notice-correction.text", "Correction", 60),
    # Translators: Label of a notice that something in the article is new.
    pgettext("notice-update.text", "Update", 60),
    # Translators: Label of a notice that the article is no longer offered as valid.
    pgettext("notice-withdrawal.text", "Withdrawal", 60),
    # Translators: Heading of the list of languages in which an article can be read.
    pgettext("languages.text", "Languages"),
    # Translators: Label of the control that switches the language.
    pgettext("language-choose.text", "Choose a language"),
    # Translators: Beside a language in the list of languages. {percent} is a formatted percentage, such as 45%.
    pgettext("language-completeness.text", "Translated so far, {percent}"),
    # Translators: Beside a text that a program translated and that no medical professional has checked.
    pgettext("translation-machine.text", "Machine translation, not yet reviewed by a clinician"),
    # Translators: Beside a text that a person translated.
    pgettext("translation-human.text", "Translated by a person"),
    # Translators: Beside a text whose original has changed since it was translated.
    pgettext("translation-outdated.text", "Translated from an older version of this text"),
    # Translators: Beside a text that is not there in the reader's language. {language} is the name of the language
    # shown instead.
    pgettext("translation-fallback.text", "This part is shown in {language}"),
    # Translators: Label of a box with an aside.
    pgettext("callout-note.text", "Note", 60),
    # Translators: Label of a box with a fact worth remembering.
    pgettext("callout-key-fact.text", "Key fact", 60),
    # Translators: Label of a box that warns of harm.
    pgettext("callout-warning.text", "Warning", 60),
    # Translators: Label of a box that advises talking with a healthcare provider.
    pgettext("callout-seek-care.text", "When to ask for care", 60),
    # Translators: Opens a detailed description of a picture in words.
    pgettext("figure-long-description.text", "Long description"),
    # Translators: Below a picture. {name} is who made it.
    pgettext("figure-credit.text", "Picture credit: {name}"),
    # Translators: Heading of the list of medicines that an article names.
    pgettext("medications.text", "Medicines in this article"),
    # Translators: Label of a medicine's international name, such as letrozole.
    pgettext("medication-generic-name.text", "Generic name"),
    # Translators: Label of the list of names under which a medicine is sold, such as Femara.
    pgettext("medication-brand-names.text", "Brand names"),
    # Translators: Beside a brand name. {regions} is a list of names of countries.
    pgettext("medication-regions.text", "Sold under this name in {regions}"),
    # Translators: Beside a brand name for which no countries are recorded.
    pgettext("medication-regions-unknown.text", "Where it is sold under this name is not known to us"),
    # Translators: Label of the class of a medicine, such as bisphosphonate.
    pgettext("medication-drug-class.text", "Kind of medicine"),
    # Translators: Label of the ways in which a medicine gets into the body, such as by mouth.
    pgettext("medication-routes.text", "How it is taken"),
    # Translators: Label of a medicine's codes in international classifications.
    pgettext("medication-codes.text", "Codes"),
    # Translators: Heading of the list of what an article says about one medicine.
    pgettext("medication-claims.text", "What this article says about it"),
    # Translators: Says what a medicine is used for. {condition} is the name of an illness, in its basic form.
    pgettext("effect-treats.text", "Treatment of: {condition}"),
    # Translators: Says what a medicine can help prevent. {condition} is the name of an illness, in its basic form.
    pgettext("effect-prevents.text", "Helps prevent: {condition}"),
    # Translators: Says what a medicine can make more likely. {condition} is the name of an illness, in its basic
    # form.
    pgettext("effect-raises-risk.text", "Can raise the risk of: {condition}"),
    # Translators: Says what a medicine can make less likely. {condition} is the name of an illness, in its basic
    # form.
    pgettext("effect-lowers-risk.text", "Can lower the risk of: {condition}"),
    # Translators: Where an article says something else of a medicine. {condition} is the name of an illness, in its
    # basic form.
    pgettext("effect-other.text", "In connection with: {condition}"),
    # Translators: What a screen reader adds to a link.
    pgettext("link-new-window.text", "opens in a new window"),
    # Translators: What a screen reader adds to a link.
    pgettext("link-external.text", "opens another website"),
    # Translators: Where there is no article at an address, or none in the languages that the reader asked for.
    pgettext("article-not-found.text", "This article is not available"),
    *FINDING_WORDS,
)
"""Every word, in the order in which `labels` gives them."""
