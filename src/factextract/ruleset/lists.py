"""Reads a file of word lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from factextract.errors import RuleError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, five times as fast, wherever PyYAML was built with it."""


def read_lists(path: Path) -> dict[str, Any]:
    """The mapping that a YAML file of the lexicon holds. Raises RuleError for a file that cannot be read or holds no mapping."""
    try:
        return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER))
    except (OSError, yaml.YAMLError, TypeError, ValueError) as error:
        raise RuleError(f"{path}: {error}", hint="reinstall factextract", source=str(path)) from error
