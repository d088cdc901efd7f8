"""Regional copies: made from library playbooks, kept in step with them, and never at the cost of a local edit."""
