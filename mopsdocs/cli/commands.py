"""What the program can do: its commands and the options before them.

This module imports nothing, because help and version are answered from it before anything else is loaded.
"""

from __future__ import annotations

COMMANDS = {
    "validate": ("mopsdocs.cli.validate", "Check schema, references and rules"),
    "rules": ("mopsdocs.cli.rules", "List the rules, or explain one"),
    "schema": ("mopsdocs.cli.schema", "Print or write the JSON Schemas of documents"),
    "new": ("mopsdocs.cli.new", "Start a campaign, playbook, process or region"),
    "clone": ("mopsdocs.cli.clone", "Copy playbooks for regions"),
    "status": ("mopsdocs.cli.status", "Show which regional copies are behind"),
    "sync": ("mopsdocs.cli.sync", "Bring regional copies up to date"),
    "resolve": ("mopsdocs.cli.resolve", "Settle the conflicts of a regional copy"),
    "review": ("mopsdocs.cli.review", "Say what a change means for the process"),
    "log": ("mopsdocs.cli.log", "Tell what happened to a document"),
    "schedule": ("mopsdocs.cli.schedule", "Show what of a campaign is due when"),
    "campaigns": ("mopsdocs.cli.campaigns", "Show what is due, late and blocked in every campaign"),
    "progress": ("mopsdocs.cli.progress", "Record what is done in a campaign"),
    "approve": ("mopsdocs.cli.approve", "Record a decision at a gate of a campaign"),
    "gate": ("mopsdocs.cli.gate", "Say whether the gates of a campaign are met"),
    "name": ("mopsdocs.cli.name", "Show what a campaign should be called"),
    "utm": ("mopsdocs.cli.utm", "Make links with tags, or check some"),
    "export": ("mopsdocs.cli.export", "Hand campaigns to calendars and task managers"),
    "owners": ("mopsdocs.cli.owners", "Write CODEOWNERS: who must agree to which change"),
    "merge-driver": ("mopsdocs.cli.merge_driver", "Merge documents by step when git merges"),
    "diff-driver": ("mopsdocs.cli.diff_driver", "Show what changed in a document when git shows differences"),
    "build": ("mopsdocs.cli.build", "Build the site"),
    "serve": ("mopsdocs.cli.serve", "Open the site and rebuild it as you edit"),
    "render": ("mopsdocs.cli.render", "Write the site as plain Markdown files"),
}
"""Every command: the module that has it as `command`, and what it does."""

GLOBAL_OPTIONS = {
    "--workspace": ("DIR", "Work in this folder; default: the workspace around the current folder"),
    "--quiet": ("", "Say nothing unless there is something to object to"),
    "--color": ("WHEN", "Colours: auto, always or never; default: auto"),
    "--version": ("", "Print the version"),
    "--help": ("", "Print this help"),
}
"""Options before the command: what value they take, if any, and what they do."""


def command_position(arguments: list[str]) -> int:
    """Where the command stands in `arguments`, after the global options; their number when there is none."""
    position = 0
    while position < len(arguments) and arguments[position].startswith("-"):
        takes_value = GLOBAL_OPTIONS.get(arguments[position], ("",))[0]
        position += 2 if takes_value else 1
    return min(position, len(arguments))


def help_text() -> str:
    """The help of the program as a whole."""
    options = {f"{name} {value}".rstrip(): text for name, (value, text) in GLOBAL_OPTIONS.items()}
    commands = {name: text for name, (_, text) in COMMANDS.items()}
    column = max(map(len, (*options, *commands)))
    lines = [
        "Usage: mopsdocs [OPTIONS] COMMAND [ARGS]...",
        "",
        "Marketing operations written down as code: playbooks checked, rendered to a site and kept in step.",
        "",
        "Commands:",
        *(f"  {name:<{column}}  {text}" for name, text in commands.items()),
        "",
        "Options:",
        *(f"  {name:<{column}}  {text}" for name, text in options.items()),
        "",
        "mopsdocs COMMAND --help explains a command. Exit codes: 0 done, 1 findings, 2 could not do it, 3 a bug.",
    ]
    return "\n".join(lines) + "\n"
