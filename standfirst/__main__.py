"""`python -m standfirst`."""

from standfirst.cli import main

main(prog_name="standfirst")
