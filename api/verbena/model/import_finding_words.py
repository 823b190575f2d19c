"""What is told of files that somebody sends, in English, as `verbena.model.translation_finding_words`."""

from __future__ import annotations

from verbena.model.words import pgettext

IMPORT_FINDING_WORDS = (
    # Translators: Of a translation in a file that somebody sent; “here” is in the database.
    pgettext(
        "finding.unit-conflicting.text",
        "The translation was changed here since the file was made, and stays: look at what there is now",
    ),
    # Translators: Of a translation that came marked as reviewed.
    pgettext(
        "finding.review-refused.own.text",
        "Not taken as reviewed: whoever translates a text can't review it, somebody else has to",
    ),
    # Translators: Of a translation that came marked as reviewed, or no longer as that.
    pgettext(
        "finding.review-refused.grant.text",
        "The state stays as it is: whoever changes it has to be allowed to review in this language",
    ),
    # Translators: Of a translation in a file that somebody sent.
    pgettext(
        "finding.source-older.text",
        "Made from an older text than the source has now: it is taken, and counts as outdated",
    ),
    # Translators: Of what somebody wrote beside a translation. {limit} is a number.
    pgettext("finding.comment-too-long.text", "The comment is not taken: it has more than {limit} characters"),
)
