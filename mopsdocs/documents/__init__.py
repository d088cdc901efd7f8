"""Documents: strict YAML in, places and text edits out, JSON Schemas, the typed model and the Library."""
