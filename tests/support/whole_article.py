"""An article in the source format with every kind of node and every kind of inline in it."""

WHOLE = """---
key: bones
slug: bones
locale: en
topics: [osteoporosis, cancer]
credits:
  - {role: author, contributor: ada}
reviewedOn: 2026-01-31
reviewDueOn: null
medications:
  - medication: tamoxifen
    claims:
      - {key: claim.after, effect: LOWERS_RISK, condition: osteoporosis, note: A *note*., citations: [tu-2018]}
notices:
  - {key: notice.1, kind: CORRECTION, on: 2026-11-23, text: A *notice*.}
---

# The *title*

:::{summary}
The summary.
:::

:::{key-points}
- {#kp.one} First point.
- {#kp.two} Second point.
:::

% Keep it short.

{#intro.p1}
Some *emphasis*, **strong *both***, [a charity](https://example.org/a?b=c), {article}`on bones <bones>`,
a claim [@lee-2020;
@tu-2018], {med}`letrozole`, {med}`Soltamox (tamoxifen) <tamoxifen>`, {abbr}`dexa`,
{abbr}`DEXA scans <dexa>`, [*buena*  suerte]{lang=es-latn} &amp; \\*stars\\*.

{#one}
## One

{#one.list}
1. {#one.list.i1} Item
2. {#one.list.i2} Item with blocks:

   {#one.list.i2.p1}
   A following paragraph.

   {#one.list.i2.list}
   - {#one.list.i2.list.i1} Inner

::::{callout} SEEK_CARE
:key: one.callout
:label: A label
:note: Friendly.

{#one.callout.p1}
In the callout.

:::{figure} bone.svg
:key: one.figure
:alt: A {abbr}`dexa` picture,
  in two lines
:long-description: Much *more*.
:credit: Ada & co

A caption.
:::
::::

{#one.more}
### More

:::{figure} bone.svg
:key: more.figure
:decorative: true
:::

{#two}
## Two

:::{table}
:key: two.table
:caption: A caption
:row-headers: true

| {#two.table.who} Who | {#two.table.every} How often |
| --- | --- |
| {#two.table.r1} Women \\| men | Every **two** years |
:::

:::{table}
:key: plain

| {#plain.a} A | {#plain.b} B |
|---|---|
| {#plain.r} one | two |
:::

:::{faqs}
{#faq.why}
### Why?

{#faq.why.p1}
So.
:::
"""
