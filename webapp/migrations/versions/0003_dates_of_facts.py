"""dates of facts and of terms"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("until", sa.Date(), nullable=True))
    with op.batch_alter_table("findings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("held_to", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("findings", schema=None) as batch_op:
        batch_op.drop_column("held_to")
        batch_op.drop_column("held_from")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_column("until")
