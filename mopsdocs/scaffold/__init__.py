"""New documents from templates: what is asked for them, what is made of the answers, and where that goes."""
