"""A server tells webhooks what is published in its database, by itself."""

from __future__ import annotations

import json
from pathlib import Path

from standardwebhooks.webhooks import Webhook

from tests.support.commands import run_verbena
from tests.support.content import write_content
from tests.support.http_receiver import run_receiver
from tests.support.servers import run_server
from tests.support.waiting import wait_until
from tests.support.whole_article import WHOLE


def test_server_tells_what_it_publishes(tmp_path: Path) -> None:
    """What a server publishes at its start is told to a webhook, by messages whose signatures and times hold."""
    settings = {
        "VERBENA_DATABASE_URL": f"sqlite:///{tmp_path / 'verbena.db'}",
        "VERBENA_CONTENT": str(write_content(tmp_path, {"articles/bones.md": WHOLE})),
        "VERBENA_WEBHOOK_NETWORKS": "127.0.0.0/8",
    }
    with run_receiver() as receiver:
        added = run_verbena("webhooks", "add", receiver.url(), "--event", "source.changed", settings=settings)
        with run_server(tmp_path, settings=settings):
            wait_until(lambda: any(json.loads(one.body)["data"]["slug"] == "bones" for one in receiver.received))

    for received in receiver.received:
        assert Webhook(added.out.strip()).verify(received.body, received.headers)["type"] == "source.changed"
