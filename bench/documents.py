"""The GraphQL documents that are measured: what front ends ask for, from a whole page to one field."""

from __future__ import annotations

_TEXT = "fragment Words on Text { id path html lang dir isFallback translation { state origin isOutdated } }"

_BLOCKS = """
fragment Plain on Block {
  __typename id key
  ... on Paragraph { text { ...Words } }
  ... on ListBlock { ordered items { id key text { ...Words } } }
  ... on Figure { ...Drawing }
  ... on TableBlock {
    caption { ...Words } columns { id key text { ...Words } } rows { id key header { ...Words } cells { ...Words } }
  }
}
fragment Drawing on Figure {
  url mediaType width height alternative { ...Words } decorative longDescription { ...Words } caption { ...Words }
  credit
}
fragment Blocks on Block {
  ...Plain
  ... on ListBlock { items { blocks { ...Plain } } }
  ... on Callout { kind label { ...Words } blocks { ...Plain } }
}
"""

_SECTION = "fragment Part on Section { id key level heading { ...Words } blocks { ...Blocks } }"

_FAQS = "fragment Questions on Article { faqs { id key question { ...Words } answer { ...Blocks } } }"

FULL_ARTICLE = f"""
query ($slug: String!, $locale: Locale!) {{
  article(slug: $slug, locale: $locale) {{
    id key slug sourceLocale requestedLocale locale version publishedAt updatedAt reviewedOn isOutdated
    readingTimeMinutes
    title {{ ...Words }} summary {{ ...Words }}
    keyPoints {{ id key text {{ ...Words }} }}
    tableOfContents {{ key level heading {{ id html }} }}
    introduction {{ ...Blocks }}
    sections {{ ...Part sections {{ ...Part sections {{ ...Part }} }} }}
    ...Questions
    medications {{
      medication {{ id key genericName {{ ...Words }} brandNames {{ name regions }} drugClass {{ ...Words }} }}
      claims {{ kind condition {{ id key }} note {{ ...Words }} citations {{ number }} }}
    }}
    citations {{ number citation {{ id key workUrl formatted {{ ...Words }} }} sections {{ id key }} }}
    abbreviations {{ id key short {{ ...Words }} expansion {{ ...Words }} definition {{ ...Words }} }}
    credits {{ role {{ ...Words }} contributor {{ id key fullName biography {{ ...Words }} }} }}
    topics {{ id key name {{ ...Words }} }}
    notices {{ kind on text {{ ...Words }} }}
    alternates {{ locale autonym url completeness }}
  }}
}}
{_TEXT} {_BLOCKS} {_SECTION} {_FAQS}
"""

ONE_SECTION = f"""
query ($slug: String!, $locale: Locale!) {{
  article(slug: $slug, locale: $locale) {{ id locale section(key: "dexa") {{ ...Part }} }}
}}
{_TEXT} {_BLOCKS} {_SECTION}
"""

FAQS = f"""
query ($slug: String!, $locale: Locale!) {{
  article(slug: $slug, locale: $locale) {{ id locale ...Questions }}
}}
{_TEXT} {_BLOCKS} {_FAQS}
"""

ONE_FIELD = """
query ($slug: String!, $locale: Locale!) {
  article(slug: $slug, locale: $locale) { title { value } }
}
"""
