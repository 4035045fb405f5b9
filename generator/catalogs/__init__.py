"""Languages, catalogs and glossaries: everything in locales/, read and written without losing what people wrote.

A language is a folder: ``language.yaml`` says how it is called and written, ``LC_MESSAGES/<domain>.po`` holds its
translations (one catalog for each content file), ``glossary.yaml`` its terms.
"""

from generator.catalogs.catalog import Catalog, Translation, read, read_translations
from generator.catalogs.glossary import Glossary, Term, glossary_file
from generator.catalogs.languages import LanguageSettings, languages
from generator.catalogs.po import Entry, set_translation
from generator.catalogs.revise import revise
from generator.catalogs.start import init
from generator.catalogs.terms import revise_terms
from generator.catalogs.update import Changes, fill, prune, update

__all__ = [
    "Catalog",
    "Changes",
    "Entry",
    "Glossary",
    "LanguageSettings",
    "Term",
    "Translation",
    "fill",
    "glossary_file",
    "init",
    "languages",
    "prune",
    "read",
    "read_translations",
    "revise",
    "revise_terms",
    "set_translation",
    "update",
]
