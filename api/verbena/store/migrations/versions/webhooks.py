"""Tables of webhooks: who is told of what happens, and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Written out, not imported: a migration stays what it was, whatever becomes of the tables.
_WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "webhook",
        sa.Column("id", _WORD, nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("events", sa.String(), nullable=False),
        sa.Column("locales", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String()),
        sa.Column("change_position", _NUMBER, nullable=False),
        sa.Column("unit_position", _NUMBER, nullable=False),
        sa.Column("failing_since", sa.BigInteger()),
        sa.Column("disabled_at", sa.BigInteger()),
        sa.Column("disabled_why", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_webhook"),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("webhook_id", _WORD, nullable=False),
        sa.Column("message_id", _WORD, nullable=False),
        sa.Column("event", _WORD, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger()),
        sa.Column("claimed_until", sa.BigInteger()),
        sa.Column("delivered_at", sa.BigInteger()),
        sa.Column("status", sa.Integer()),
        sa.Column("failure", sa.String()),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhook.id"], name="fk_webhook_delivery_webhook_id"),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_delivery"),
        sa.UniqueConstraint("message_id", name="uq_webhook_delivery_message_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_webhook_delivery_webhook_id_due_at", "webhook_delivery", ["webhook_id", "due_at"])
    op.create_index("ix_webhook_delivery_due_at", "webhook_delivery", ["due_at"])
    op.create_index("ix_webhook_delivery_delivered_at", "webhook_delivery", ["delivered_at"])


def downgrade() -> None:
    """Drop them, with all that they tell."""
    op.drop_index("ix_webhook_delivery_delivered_at", table_name="webhook_delivery")
    op.drop_index("ix_webhook_delivery_due_at", table_name="webhook_delivery")
    op.drop_index("ix_webhook_delivery_webhook_id_due_at", table_name="webhook_delivery")
    op.drop_table("webhook_delivery")
    op.drop_table("webhook")
