"""What was done about a question that got no answer: where something was added, and what, or to whom it was handed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add them; of what was done before, nothing is known."""
    op.add_column("console_dealt", sa.Column("file", sa.String(200), nullable=False, server_default=""))
    op.add_column("console_dealt", sa.Column("detail", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("console_dealt", "detail")
    op.drop_column("console_dealt", "file")
