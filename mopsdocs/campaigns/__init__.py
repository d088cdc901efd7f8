"""Campaigns in the calendar of their region: what is due when, who has how much to do, and when one can begin."""
