"""``python -m copytaster``: the command line, where the command itself is not on the path."""

from copytaster.cli import main

if __name__ == "__main__":
    main()
