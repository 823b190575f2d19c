"""Which keys there are to be named: what every mention is checked against."""

from __future__ import annotations

from collections.abc import Mapping

from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.model.edition import SubjectKind, SubjectName

_UNKNOWN = {
    SubjectKind.CITATION: (ProblemCode.UNKNOWN_CITATION, "citation", "add it to citations.json"),
    SubjectKind.MEDICATION: (ProblemCode.UNKNOWN_MEDICATION, "medication", "add it to medications.yaml"),
    SubjectKind.ABBREVIATION: (ProblemCode.UNKNOWN_ABBREVIATION, "abbreviation", "add it to abbreviations.yaml"),
    SubjectKind.ARTICLE: (ProblemCode.UNKNOWN_ARTICLE, "article", "name it by the key in its front matter"),
    SubjectKind.TOPIC: (ProblemCode.UNKNOWN_TOPIC, "topic", "add it to topics.yaml"),
    SubjectKind.CONTRIBUTOR: (ProblemCode.UNKNOWN_CONTRIBUTOR, "contributor", "add it to contributors.yaml"),
}
_UNKNOWN_TERMS = {
    "role": (ProblemCode.UNKNOWN_CREDIT_ROLE, "role"),
    "route": (ProblemCode.UNKNOWN_ROUTE, "route"),
    "drug-class": (ProblemCode.UNKNOWN_DRUG_CLASS, "drug class"),
}


class Vocabulary:
    """The keys of all subjects; of a kind whose file could not be read, every key passes."""

    def __init__(self, keys: Mapping[SubjectKind, frozenset[str] | None]) -> None:
        self._keys = keys

    @property
    def has_interface(self) -> bool:
        """Whether there are words of the interface."""
        return SubjectKind.INTERFACE in self._keys

    def has(self, kind: SubjectKind, key: str) -> bool:
        """Whether there is certainly a subject of this key."""
        return key in (self._keys.get(kind) or ())

    def check(self, kind: SubjectKind, key: str, line: int, log: ProblemLog) -> SubjectName:
        """The name of a subject that is mentioned at `line`; one that is not there is a problem."""
        keys = self._keys.get(kind, frozenset())
        if keys is not None and key not in keys:
            code, word, advice = _UNKNOWN[kind]
            log.add(line, code, f"there is no {word} {key!r}; mend its key, or {advice}")
        return SubjectName(kind, key)

    def check_term(self, group: str, tail: str, line: int, log: ProblemLog) -> SubjectName:
        """The name of a term (`route.oral`) by its group and the rest of its key."""
        keys = self._keys.get(SubjectKind.TERM, frozenset())
        if keys is not None and f"{group}.{tail}" not in keys:
            code, word = _UNKNOWN_TERMS[group]
            log.add(line, code, f"there is no {word} {tail!r}; mend its key, or add it to terms.yaml under {group}")
        return SubjectName(SubjectKind.TERM, f"{group}.{tail}")
