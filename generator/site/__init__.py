"""Editions -> website: which page lies where, what it leads to, and what dresses it.

addresses    where every page lies, and the way from one to another
graph        the same page in other languages, and the pages around a document: the one source of all links
dress        style sheets and fonts
pages        the place of a document's page; homes, the chooser of languages, errors
comparison   offerings side by side            } what `history` shows
bilingual    two languages side by side        } around a document,
changes      what became different             } with its editions
record       what an edition said, to keep     }
archive      released editions as they were published
moved        pages that lead on to where something lies now
indexes      all that is about no single document: lists, feeds, the site map, the archive's files
linked_data  what a page is, for programs

Links are relative, so that the folder works under any host and path, and from a disk; only where publication.yaml names
the site's address do pages name their own. Nothing is loaded from elsewhere, and names of assets carry the hash of their
content, so that browsers may keep them for ever.
"""

from generator.site.addresses import Base, file_name, home_path, path, permanent_path
from generator.site.archive import FOLDER as ARCHIVE
from generator.site.archive import Archive, changed, keep
from generator.site.archive import read as read_archive
from generator.site.bilingual import LINE, Column, column
from generator.site.dress import Dress, WebFace, bold_characters, characters, dress
from generator.site.graph import Graph, site_languages
from generator.site.history import about, known_records, paths_about, permanent_copies
from generator.site.indexes import indexes
from generator.site.moved import moved
from generator.site.pages import DOWNLOADS, Weight, chooser, document_page, home
from generator.site.record import record

__all__ = [
    "ARCHIVE",
    "DOWNLOADS",
    "LINE",
    "Archive",
    "Base",
    "Column",
    "Dress",
    "Graph",
    "WebFace",
    "Weight",
    "about",
    "bold_characters",
    "changed",
    "characters",
    "chooser",
    "column",
    "document_page",
    "dress",
    "file_name",
    "home",
    "home_path",
    "indexes",
    "keep",
    "known_records",
    "moved",
    "path",
    "paths_about",
    "permanent_copies",
    "permanent_path",
    "read_archive",
    "record",
    "site_languages",
]
