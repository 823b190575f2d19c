import pytest
from hypothesis import given

from tests.support.tags import well_formed_tags
from verbena.language.locales import babel_locale_for
from verbena.language.names import autonym_of, name_of
from verbena.language.tags import parse_tag

_TAGS = well_formed_tags().map(parse_tag)


@pytest.mark.parametrize(
    ("tag", "autonym"),
    [
        ("ar", "العربية"),
        ("de", "Deutsch"),
        ("sw", "Kiswahili"),
        ("pt-BR", "português (Brasil)"),
        ("zh-Hans", "中文 (简体)"),
        ("prs", "دری"),
        ("ht", "Kreyòl Ayisyen"),
        ("en-x-simple", "English (x-simple)"),
        ("kr", "kr"),
        ("din", "din"),
        ("arz", "arz"),
        ("tlh-US", "tlh-US"),
        ("x-clinic", "x-clinic"),
        ("root", "root"),
    ],
)
def test_autonyms(tag: str, autonym: str) -> None:
    """A locale names itself in its own language; where CLDR has none, the tag stands, no neighbour's name."""
    assert autonym_of(tag) == autonym


@pytest.mark.parametrize(
    ("tag", "in_tag", "name"),
    [
        ("ar", "en", "Arabic"),
        ("ar", "sw-TZ", "Kiarabu"),
        ("en", "ar-EG", "الإنجليزية"),
        ("pt-BR", "de", "Portugiesisch (Brasilien)"),
        ("sr-Latn-RS", "en", "Serbian (Latin, Serbia)"),
        ("ca-valencia", "en", "Catalan (Valencian)"),
        ("prs", "en", "Dari"),
        ("ar", "kr", "Arabic"),
        ("fuv", "ar", "fuv"),
        ("arz", "ar", "Egyptian Arabic"),
        ("en-QQ", "en", "English (QQ)"),
    ],
)
def test_names(tag: str, in_tag: str, name: str) -> None:
    """A locale's name is told in the language asked for, else in English, else as the tag; its parts alike."""
    assert name_of(tag, in_tag) == name


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("zh-TW", "zh_Hant_TW"),
        ("ar-FR", "ar"),
        ("nb", "nb"),
        ("prs", "fa_AF"),
        ("cmn-Hans-SG", "zh_Hans_SG"),
        ("arz", "ar"),
        ("ca-ES-valencia", "ca_ES_VALENCIA"),
        ("de-u-nu-latn", "de"),
        ("en-GB-x-simple", "en_GB"),
        ("hi-Latn", "hi_Latn"),
        ("sr-Latn", "sr_Latn"),
        ("ku-Arab", "root"),
        ("kr", "root"),
        ("root", "root"),
        ("x-clinic", "root"),
    ],
)
def test_nearest_locale(tag: str, locale: str) -> None:
    """Babel's locale for a tag is the nearest that CLDR has, never in another script, and the root's at last."""
    assert str(babel_locale_for(tag)) == locale


@given(_TAGS, _TAGS)
def test_every_tag_has_names(tag: str, in_tag: str) -> None:
    """Any tag has an autonym and a name in any other, and neither is empty."""
    assert autonym_of(tag)
    assert name_of(tag, in_tag)
