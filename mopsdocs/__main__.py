"""`python -m mopsdocs` does what the `mopsdocs` command does."""

from mopsdocs.cli import main

if __name__ == "__main__":
    main()
