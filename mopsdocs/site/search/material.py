"""Material's search field without Material's search: its index would be fetched whole, on every page."""

from __future__ import annotations

from typing import Any, Final

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

_NAME: Final = "material/search"
"""The plugin for which Material's templates show the search field."""


class _FieldSettings(Config):
    enabled = Type(bool, default=True)


class _Field(BasePlugin[_FieldSettings]):
    """Stands where the templates look for the plugin, and does nothing."""


def show_field(config: MkDocsConfig) -> bool:
    """Gives every page the search field, and keeps Material's plugin, where mkdocs.yml has it, from its index.

    False where that plugin is switched off there: then nobody wants a search.
    """
    listed: Any = config.plugins.get(_NAME)
    if listed is not None and not isinstance(listed, _Field):
        if not listed.config.enabled:
            return False
        listed.config.enabled = False
    field = _Field()
    field.load_config({})
    config.plugins[_NAME] = field
    return True
