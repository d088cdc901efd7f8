"""The site: pages from the Library, search entries, the MkDocs plugin, build and serve.

Only this package knows MkDocs.
"""
