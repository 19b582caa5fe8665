"""What Alembic runs to reach a version: the steps, over the connection that `upgrade` lends."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, version_table=context.config.attributes["versions"], transactional_ddl=False)
context.run_migrations()
