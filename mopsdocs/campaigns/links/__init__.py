"""Links with tags: made from a campaign, and lists of them held against the taxonomy."""
