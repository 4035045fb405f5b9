"""``python -m generator`` is ``servicedocs``."""

from generator.cli import main

if __name__ == "__main__":
    main()
