"""Reference data: what all articles share, each datum with a key and units of its own.

A unit's path is `<kind>.<key>.<field>`: `medication.tamoxifen.genericName`, `abbreviation.dexa.short`, `.expansion`,
`.definition`, `topic.osteoporosis.name`, `contributor.<key>.biography`, and for terms `<term key>.name`
(`route.oral.name`, `drug-class.serm.name`, `role.author.name`). A citation has no units: it is bibliographic data.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Brand(Struct, frozen=True):
    """A brand name, and the ISO 3166-1 codes of where it is sold so (empty where that is not known)."""

    name: str
    regions: tuple[str, ...] = ()


class MedicalCode(Struct, frozen=True):
    """A code in a classification, such as ATC L02BA01; `system` is its name."""

    system: str
    value: str


class Medication(Struct, frozen=True, tag="medication"):
    """A medicine by its international non-proprietary name; `drug_class` and `routes` are keys of terms."""

    key: str
    drug_class: str
    routes: tuple[str, ...]
    brands: tuple[Brand, ...] = ()
    codes: tuple[MedicalCode, ...] = ()


class Citation(Struct, frozen=True, tag="citation"):
    """A source as a CSL-JSON 1.0 item."""

    key: str
    csl: dict[str, Any]


class Abbreviation(Struct, frozen=True, tag="abbreviation"):
    """A short form; units `short`, `expansion` and, where there is one, `definition`."""

    key: str


class Contributor(Struct, frozen=True, tag="contributor"):
    """A person or body that wrote, translated or reviewed; the unit `biography` is optional."""

    key: str
    full_name: str


class Topic(Struct, frozen=True, tag="topic"):
    """What articles are about, conditions among them; the unit is `name`."""

    key: str


class Term(Struct, frozen=True, tag="term"):
    """A word of a closed vocabulary (routes, drug classes, roles), which its key names first: `route.oral`."""

    key: str


class Interface(Struct, frozen=True, tag="interface"):
    """The words that front ends and the server itself say; one datum for all, a unit `<key>.text` each."""

    key: str


Reference = Medication | Citation | Abbreviation | Contributor | Topic | Term | Interface
