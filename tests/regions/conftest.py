"""Calls of the program, as for the tests of its commands."""

from __future__ import annotations

from tests.cli.conftest import call

__all__ = ["call"]
