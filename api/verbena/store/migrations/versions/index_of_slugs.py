"""An index of slugs: the draft of an article is found by its slug, however many there are."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_revision_slug", "revision", ["slug"])


def downgrade() -> None:
    """Remove it."""
    op.drop_index("ix_revision_slug", "revision")
