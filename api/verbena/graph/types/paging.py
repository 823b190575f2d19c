"""What all connections have."""

from __future__ import annotations

import strawberry


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="More entries come after this page.")
    has_previous_page: bool = strawberry.field(description="Entries come before this page.")
    start_cursor: str | None = strawberry.field(
        description="The cursor of the page's first entry; null on an empty page."
    )
    end_cursor: str | None = strawberry.field(
        description="The cursor of the page's last entry, from which the list goes on; null on an empty page."
    )
