"""What came of the files that were read, so that those that stay as they are need not be read again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, delete, insert, select

from verbena.store.database import Database
from verbena.store.tables import loaded_file
from verbena.store.values import LoadedFile


class SqlLoadedFiles:
    """Implements that part of `verbena.store.loading.Drafts`."""

    database: Database

    def read_files(self, paths: Sequence[str]) -> dict[str, LoadedFile]:
        """What was noted of these files; of others there is nothing."""
        rows = select(loaded_file.c.path, loaded_file.c.digest, loaded_file.c.outcome)
        with self.database.asking() as connection:
            found = connection.execute(rows.where(loaded_file.c.path.in_(paths)))
            return {path: LoadedFile(digest, outcome) for path, digest, outcome in found}

    def note_files(self, files: Mapping[str, LoadedFile]) -> None:
        """Note what came of these files, in place of what was noted before."""
        if not files:
            return
        rows = [{"path": path, "digest": file.digest, "outcome": file.outcome} for path, file in sorted(files.items())]
        with self.database.writing() as connection:
            connection.execute(delete(loaded_file).where(loaded_file.c.path.in_(list(files))))
            connection.execute(insert(loaded_file), rows)

    def forget_files(self, folder: str, there: Collection[str]) -> None:
        """Forget the files whose paths begin with `folder`, all but those that are there."""
        path = loaded_file.c.path
        with self.database.writing() as connection:
            known = connection.scalars(select(path).where(path.startswith(folder, autoescape=True)))
            if gone := [{"gone": one} for one in known if one not in there]:
                connection.execute(delete(loaded_file).where(path == bindparam("gone")), gone)
