"""`python -m bot`: the command `laureat`, for the processes that it starts itself."""

from bot.cli import main

main(prog_name="laureat")
