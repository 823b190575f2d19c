"""The texts that units had before, in the revisions that are kept."""

from __future__ import annotations

from sqlalchemy import Connection, select

from verbena.model.edition import SourceUnit, SubjectName
from verbena.store.bodies import find_unit
from verbena.store.tables import revision, subject


def find_older_source(connection: Connection, name: SubjectName, path: str, source_hash: str) -> SourceUnit | None:
    """As `verbena.store.units.Units.find_older_source`, in a transaction."""
    bodies = (
        select(revision.c.body)
        .join_from(revision, subject)
        .where(subject.c.kind == name.kind.value, subject.c.key == name.key)
        .order_by(revision.c.id.desc())
    )
    # What is asked for is mostly the text before the newest: the others needn't be fetched.
    with connection.execute(bodies, execution_options={"yield_per": _BATCH}) as found:
        units = (find_unit(body, path, source_hash) for (body,) in found)
        return next((unit for unit in units if unit is not None), None)


# Bodies fetched at once: they have some 10 kB each.
_BATCH = 10
