"""What rules ask about documents: one module per question, none of which knows a rule."""
