"""What a change means for the people who work by the documents: facts, then judgement."""
