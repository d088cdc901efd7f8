"""The search: what is found, by which words, and the files that a browser reads of it, a few at a time."""
