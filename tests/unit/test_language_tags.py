import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.tags import well_formed_tags
from verbena.language.registry import read_registry
from verbena.language.tags import folder_of, maximise_tag, parse_tag, script_of, tag_of_folder
from verbena.model.errors import ErrorCode, InvalidLocale


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("EN", "en"),
        ("sr-latn", "sr-Latn"),
        ("ZH-hANT-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("iw", "he"),
        ("ji", "yi"),
        ("in-id", "id-ID"),
        ("mo", "ro"),
        ("de-dd", "de-DE"),
        ("i-klingon", "tlh"),
        ("no-nyn", "nn"),
        ("en-gb-oed", "en-GB-oxendict"),
        ("sgn-be-fr", "sfb"),
        ("zh-yue", "yue"),
        ("zh-min-nan", "nan"),
        ("zh-cmn-hans-cn", "cmn-Hans-CN"),
        ("ar-arb", "arb"),
        ("ja-latn-hepburn-heploc", "ja-Latn-hepburn-alalc97"),
        ("en-u-CO-phonebk-a-BBB-x-A-ccc", "en-a-bbb-u-co-phonebk-x-a-ccc"),
        ("X-Private", "x-private"),
    ],
)
def test_canonical_form(text: str, tag: str) -> None:
    """A tag takes the case of RFC 5646 section 2.1.1 and the values that the IANA registry prefers."""
    assert parse_tag(text) == tag


@pytest.mark.parametrize(
    "tag",
    [
        *("din", "fuv", "kr", "prs", "no", "tl", "sh", "cmn", "zh-TW", "zh-min", "i-default", "i-enochian", "en-Latn"),
        *("sl-rozaj-biske-1994", "de-1996-1901", "qaa-Qaaa-QM", "root", "klingons", "de-u-nu-latn", "ca-valencia"),
    ],
)
def test_what_the_registry_keeps_stays(tag: str) -> None:
    """What has no preferred value in the registry is canonical as it stands, whatever CLDR's aliases say."""
    assert parse_tag(tag) == tag


def test_every_preferred_value_is_canonical() -> None:
    """The registry's replacements are final: none is itself replaced, nor refused."""
    registry = read_registry()
    values = [*registry.whole_tags.values(), *registry.extlangs.values()]
    values += [value for (kind, _), value in registry.preferred.items() if kind == "language"]

    assert len(values) > 300
    assert [value for value in values if parse_tag(value) != value] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "it is empty"),
        ("x" * 101, "longer than 100"),
        ("es_419", 'so write "es-419"'),
        ("_", "not underscores"),
        (" en", "' ' cannot stand"),
        ("en\n", "'\\n' cannot stand"),
        ("fran\u00e7ais", "'\\xe7' cannot stand"),
        ("\u0661", "'\\u0661' cannot stand"),
        ("i-\u212alingon", "'\\u212a' cannot stand"),
        ("\u212ar", "'\\u212a' cannot stand"),
        ("en-\ud800", "'\\ud800' cannot stand"),
        ("en--US", "on both sides"),
        ("en-", "on both sides"),
        ("englishlanguage", "longer than 8"),
        ("a-DE", '"a" cannot begin'),
        ("x", '"x" cannot begin'),
        ("de-419-DE", '"DE" cannot stand after "de-419"'),
        ("zh-TW-Hant", '"Hant" cannot stand after "zh-TW"'),
        ("en-a", '"a" cannot stand after "en"'),
        ("ar-a-aaa-b-bbb-a-ccc", "repeats"),
        ("de-1901-1901", "repeats"),
    ],
)
def test_malformed_text_is_refused_with_its_fault(text: str, fault: str) -> None:
    """A malformed text is an INVALID_LOCALE whose message names the fault, shows an example and is printable ASCII."""
    with pytest.raises(InvalidLocale) as refusal:
        parse_tag(text)

    message = str(refusal.value)
    assert refusal.value.code is ErrorCode.INVALID_LOCALE
    assert fault in message
    assert '"es-419"' in message
    assert message.isprintable()
    assert len(message) < 250


@given(well_formed_tags())
def test_any_well_formed_tag_is_parsed_to_one_form(text: str) -> None:
    """Every well-formed tag has one canonical form, which is its own, whatever the case it is written in."""
    tag = parse_tag(text)

    assert parse_tag(tag) == tag
    assert parse_tag(text.upper()) == parse_tag(text.lower()) == tag


@given(
    st.one_of(st.text(max_size=120), st.text("enzhxi-_019U*", max_size=20), st.text(st.characters(categories=["Cs"])))
)
def test_any_other_text_is_an_invalid_locale(text: str) -> None:
    """Whatever the text, it gives a tag or an InvalidLocale with a printable message, and nothing else."""
    try:
        tag = parse_tag(text)
    except InvalidLocale as refusal:
        printed = str(refusal)
    else:
        printed = parse_tag(tag)

    assert printed.isprintable()


@pytest.mark.parametrize(
    ("tag", "maximised"),
    [
        ("zh-TW", "zh-Hant-TW"),
        ("zh", "zh-Hans-CN"),
        ("pt", "pt-Latn-BR"),
        ("en-Latn", "en-Latn-US"),
        ("pa-PK", "pa-Arab-PK"),
        ("fr-ZZ", "fr-Latn-ZZ"),
        ("kr", "kr-Latn-NG"),
        ("prs", "prs-Arab-AF"),
        ("din-Arab", "din-Arab"),
        ("gda", "gda-Deva"),
        ("und", "und"),
        ("tlh", "tlh"),
        ("x-clinic", "x-clinic"),
        ("ca-valencia-u-nu-latn", "ca-Latn-ES-valencia-u-nu-latn"),
    ],
)
def test_likely_subtags(tag: str, maximised: str) -> None:
    """Maximising adds the likely script and region where they are known, and changes nothing that is there."""
    assert maximise_tag(tag) == maximised


@given(well_formed_tags().map(parse_tag))
def test_maximising_is_total_and_final(tag: str) -> None:
    """Any tag can be maximised; doing so again adds nothing, and keeps the script that script_of tells."""
    maximised = maximise_tag(tag)

    assert maximise_tag(maximised) == maximised
    assert script_of(maximised) == script_of(tag)


@pytest.mark.parametrize(
    ("tag", "folder"), [("zh-Hans", "zh_Hans"), ("sr-Latn-RS", "sr_Latn_RS"), ("pt-BR", "pt_BR"), ("kr", "kr")]
)
def test_folders_are_tags_with_underscores(tag: str, folder: str) -> None:
    """A tag's folder has underscores, which Babel's tools need."""
    assert folder_of(tag) == folder


@given(well_formed_tags().map(parse_tag))
def test_folders_lead_back_to_their_tags(tag: str) -> None:
    """Every tag is found again from its folder."""
    assert tag_of_folder(folder_of(tag)) == tag


def test_a_folder_that_is_no_tag_is_refused() -> None:
    """A folder with another kind of name is an InvalidLocale, not a guess."""
    with pytest.raises(InvalidLocale):
        tag_of_folder("sr@latin")
