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
    """The keys of all subjects; of a kind whose file could not be read, every key passes.

    `asked` holds every name that was asked for, with the answer: what is read with the same answers is the same. (The
    interface is asked for by an empty key.)
    """

    def __init__(self, keys: Mapping[SubjectKind, frozenset[str] | None]) -> None:
        self.asked: dict[SubjectName, bool] = {}
        self._keys = keys

    def listen(self) -> Vocabulary:
        """The same keys, of which nothing was asked yet."""
        return Vocabulary(self._keys)

    def still_answers(self, asked: Mapping[SubjectName, bool]) -> bool:
        """Whether each of these names would get the same answer here."""
        return all(self._look_up(name) == answer for name, answer in asked.items())

    @property
    def has_interface(self) -> bool:
        """Whether there are words of the interface."""
        return self._ask(SubjectName(SubjectKind.INTERFACE, ""))

    def has(self, kind: SubjectKind, key: str) -> bool:
        """Whether there is certainly a subject of this key."""
        return self._ask(SubjectName(kind, key)) and self._keys.get(kind) is not None

    def check(self, kind: SubjectKind, key: str, line: int, log: ProblemLog) -> SubjectName:
        """The name of a subject that is mentioned at `line`; one that is not there is a problem."""
        if not self._ask(SubjectName(kind, key)):
            code, word, advice = _UNKNOWN[kind]
            log.add(line, code, f"there is no {word} {key!r}; mend its key, or {advice}")
        return SubjectName(kind, key)

    def check_term(self, group: str, tail: str, line: int, log: ProblemLog) -> SubjectName:
        """The name of a term (`route.oral`) by its group and the rest of its key."""
        if not self._ask(SubjectName(SubjectKind.TERM, f"{group}.{tail}")):
            code, word = _UNKNOWN_TERMS[group]
            log.add(line, code, f"there is no {word} {tail!r}; mend its key, or add it to terms.yaml under {group}")
        return SubjectName(SubjectKind.TERM, f"{group}.{tail}")

    def _ask(self, name: SubjectName) -> bool:
        answer = self.asked[name] = self._look_up(name)
        return answer

    def _look_up(self, name: SubjectName) -> bool:
        if name.kind is SubjectKind.INTERFACE:
            return name.kind in self._keys
        keys = self._keys.get(name.kind, frozenset())
        return keys is None or name.key in keys
