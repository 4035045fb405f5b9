"""Service descriptions in many languages, as web pages and PDFs, from one structured source.

``generator.build.build`` runs the whole walk; ``generator/README.md`` draws the house.
"""
