"""A second article, as a writer would hand it in: every kind of node and inline, and reference data of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from verbena.authoring.keys import add_keys

SLUG = "steady-on-your-feet"

ARTICLE = """---
key: steady-on-your-feet
slug: steady-on-your-feet
locale: en
topics: [falls, osteoporosis]
credits:
  - {role: author, contributor: ada-example}
  - {role: checker, contributor: falls-board}
reviewedOn: 2026-05-04
reviewDueOn: 2028-05-04
medications:
  - medication: colecalciferol
    claims:
      - {key: claim.d.treats, effect: TREATS, condition: falls, note: Where it is *lacking*., citations: [mora-2019]}
      - {key: claim.d.prevents, effect: PREVENTS, condition: falls}
      - {key: claim.d.lowers, effect: LOWERS_RISK, condition: osteoporosis, citations: [mora-2019, saito-2021]}
  - medication: melatonin
    claims:
      - {key: claim.m.raises, effect: RAISES_RISK, condition: falls, note: "{med}`melatonin` makes people sleepy."}
      - {key: claim.m.other, effect: OTHER, condition: falls}
notices:
  - {key: notice.sum, kind: CORRECTION, on: 2026-06-01, text: A sum was *wrong*.}
  - {key: notice.news, kind: UPDATE, on: 2026-07-01, text: "A study on {med}`colecalciferol` came out."}
  - {key: notice.back, kind: WITHDRAWAL, on: 2026-08-01, text: What we said of slippers holds no longer.}
---

# Steady *on* your feet & safe at home

:::{summary}
Fewer falls with {med}`colecalciferol`, good shoes & a {abbr}`tug` test.[@mora-2019]
:::

:::{key-points}
- {#kp.shoes} Wear **firm** shoes.
- {#kp.light} Keep a light on at night.
:::

% Friendly, please.

{#start}
Most falls are *harmless*, **some *are* not** [@saito-2021; @mora-2019]. A {abbr}`tug` shows who may fall, and
{abbr}`timed tests <tug>` show it {abbr}`best <tug>`. Take {med}`colecalciferol` or {med}`Vigantol <colecalciferol>`
if you lack it; see [the **falls** board's pages](https://example.org/falls?a=1&b=2) and {article}`how bones and
treatment go together <breast-cancer-and-osteoporosis>`. In Kyōto they say [*o-daiji* ni]{lang=ja-Latn}, in Cairo
[سلامتك]{lang=ar} & in Madrid [cuídate]{lang=es}: 1 < 2 \\*really\\*.

Write to the [falls board](mailto:falls@example.org).

:::{figure} steps.svg
:key: start.figure
:alt: Three steps, the {abbr}`tug` chair at their end.
:long-description: A stair with **three** steps and a rail.
:credit: Ada & co

Where {med}`melatonin` is no help.[@mora-2019]
:::

{#home}
## At *home* with {abbr}`tug`

:::{figure} steps.svg
:key: home.figure
:decorative: true
:::

{#home.list}
1. {#home.rugs} Take up rugs.
2. {#home.rail} Put up a rail:

   {#home.rail.why}
   It holds you.

   {#home.rail.list}
   - {#home.rail.inner} Left **and** right
   - {#home.rail.other} Both at once

   ::::{callout} NOTE
   :key: home.rail.note

   {#home.rail.note.p1}
   Ask the landlord.

   :::{table}
   :key: home.rail.prices

   | {#prices.what} What | {#prices.much} How much |
   | --- | --- |
   | {#prices.rail} A rail | **50** a metre |
   :::
   ::::

::::{callout} KEY_FACT
:key: home.fact
:label: A {abbr}`tug` *fact*

{#home.fact.p1}
Twelve seconds are a limit.[@saito-2021]

{#home.fact.list}
- {#home.fact.up} Up
- {#home.fact.go} Go

:::{figure} steps.svg
:key: home.fact.figure
:alt: A chair.
:::
::::

{#home.night}
### At night

{#home.night.p1}
Leave the light on.

{#home.night.pills}
#### Pills

:::{callout} WARNING
:key: pills.warning

{#pills.warning.p1}
{med}`melatonin` and {med}`sleeping pills <melatonin>` make you unsteady.
:::

{#home.night.pills.when}
##### When

{#home.night.pills.when.p1}
Not before a walk.

{#home.night.pills.when.later}
###### Later

{#home.night.pills.when.later.p1}
Nor after it.

## Without a key of its own

:::{table}
:key: tests.table
:caption: Tests & *what* they take[@mora-2019]
:row-headers: true

| {#tests.table.test} Test | {#tests.table.time} Time | {#tests.table.with} With |
| --- | --- | --- |
| {#tests.table.tug} {abbr}`tug` | **12** seconds | {med}`colecalciferol` [@saito-2021] |
| {#tests.table.chair} Chair \\| stand | {number}`30..60` seconds | [nada]{lang=es} |
:::

:::{callout} SEEK_CARE
:key: care
:label: When to *call*

After a fall on the head.
:::

:::{faqs}
{#faq.shoes}
### Which *shoes* with {abbr}`tug`?

{#faq.shoes.p1}
Firm ones.[@mora-2019]

- {#faq.shoes.low} Low heels
- {#faq.shoes.laces} Laces
:::
"""

REFERENCE_DATA: dict[str, Any] = {
    "medications.yaml": [
        {
            "key": "colecalciferol",
            "genericName": "colecalciferol",
            "drugClass": "vitamin",
            "routes": ["oral", "spray"],
            "brands": [{"name": "Vigantol", "regions": ["DE"]}, {"name": "Dekristol"}],
            "codes": [{"system": "ATC", "value": "A11CC05"}],
        },
        {"key": "melatonin", "genericName": "*mela*tonin", "drugClass": "hypnotic", "routes": ["oral"]},
    ],
    "abbreviations.yaml": [
        {"key": "tug", "short": "TUG", "expansion": "timed up & go", "definition": "A *test* from {med}`melatonin` on."}
    ],
    "contributors.yaml": [
        {
            "key": "ada-example",
            "fullName": "Ada Example",
            "biography": "Writes about [falls](https://example.org/ada).",
        },
        {"key": "falls-board", "fullName": "The Falls Board"},
    ],
    "topics.yaml": [{"key": "falls", "name": "Falls & stumbles"}],
    "terms.yaml": {
        "route": [{"key": "spray", "name": "As a spray"}],
        "drug-class": [{"key": "vitamin", "name": "Vitamin"}, {"key": "hypnotic", "name": "Sleep & calm"}],
        "role": [{"key": "checker", "name": "Checked by"}],
    },
}
CITATIONS = [
    {"id": "mora-2019", "type": "article-journal", "title": "Caer y levantarse", "language": "es"},
    {
        "id": "saito-2021",
        "type": "webpage",
        "title": "Timed up and go",
        "author": [{"family": "Saito", "given": "Aya"}],
        "issued": {"date-parts": [[2021, 3, 4]]},
        "URL": "https://example.org/tug",
    },
]


def add_second_article(content: Path) -> None:
    """Put the article and its reference data into a content folder that has some already, and give it its keys.

    Its figure has a drawing of its own for Hebrew.
    """
    (content / "articles" / f"{SLUG}.md").write_text(add_keys(ARTICLE), encoding="utf-8")
    for name, added in REFERENCE_DATA.items():
        there = yaml.safe_load((content / name).read_text(encoding="utf-8"))
        together = {part: there[part] + added[part] for part in there} if isinstance(there, dict) else there + added
        (content / name).write_text(yaml.safe_dump(together, allow_unicode=True, sort_keys=False), encoding="utf-8")
    sources = content / "citations.json"
    sources.write_text(json.dumps(json.loads(sources.read_text(encoding="utf-8")) + CITATIONS), encoding="utf-8")
    for name, width in (("steps.svg", 40), ("steps.he.svg", 44)):
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="30"><rect width="4" height="3"/></svg>'
        )
        (content / "figures" / name).write_text(drawing, encoding="utf-8")
