"""How fast builds are, beside what others need for the same documents: ``make bench``.

measure    a command as a whole process: seconds, CPU seconds, peak memory
corpus     the shipped documents as plain data with all their structure, for peers that know nothing of us
plain      (a) Jinja + Babel + WeasyPrint in one process, with the variable fonts as they come
typst      (b) the same documents with Typst
sphinx     (c) the same text as HTML with Sphinx and sphinx-intl
live       from a saved sentence to its page in a running preview
synthetic  publications of any size
large      how time and memory grow from 10 to 1,000 documents
review     how long it takes to tell what changed between two commits
"""
