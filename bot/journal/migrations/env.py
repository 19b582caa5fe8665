"""What Alembic asks for beside the versions; `upgrade` runs them over a connection of its own."""
