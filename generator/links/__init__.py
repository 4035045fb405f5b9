"""A built site -> whether everything in it leads where it says: proved on the files themselves, after they were made.

page    what one page names, read off its HTML
rules   what must hold between pages
"""

from generator.links.rules import check

__all__ = ["check"]
