"""Campaigns for the tools where people work: calendars, spreadsheets and task managers. Nothing here writes a file."""
