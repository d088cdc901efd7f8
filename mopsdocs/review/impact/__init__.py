"""What each kind of change means: rules with a level, and who finds their cases."""
