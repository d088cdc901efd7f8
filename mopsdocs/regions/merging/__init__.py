"""The three-way merge of documents by stage, step, gate, checklist item and key."""
