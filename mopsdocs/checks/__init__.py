"""Governance rules over loaded documents: the rules, the runner and the waivers."""
