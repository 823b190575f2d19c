"""The process that keeps the tests' shared PostgreSQL server, and ends it when nobody uses it any more.

Every user holds a shared lock on a file for as long as it lives, and the keeper waits for the exclusive one. So the
server ends with the last test process, however that ends: the system lets go of a dead process's locks.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import traceback
from pathlib import Path

from tests.support.postgresql_cluster import Cluster

USERS = "users"
READY = "ready"
FAILED = "failed"


def keep(place: Path) -> None:
    """Serve from `place` until no process holds the lock on `place`/users; then nothing of the server is left there."""
    if os.fork():
        return
    os.setsid()
    cluster = Cluster(place / "server")
    try:
        cluster.make()
        cluster.start()
        (place / READY).touch()
        with (place / USERS).open() as users:
            fcntl.flock(users, fcntl.LOCK_EX)
    except BaseException:
        (place / FAILED).write_text(traceback.format_exc())
        raise
    finally:
        cluster.stop()
        shutil.rmtree(cluster.folder, ignore_errors=True)
        (place / READY).unlink(missing_ok=True)


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
