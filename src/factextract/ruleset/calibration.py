"""The fitted numbers of rules/calibration.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from factextract.errors import RuleError
from factextract.model.calibration import Calibration
from factextract.ruleset.lists import read_lists
from factextract.ruleset.packs import builtin_rules

FILE = "calibration.yaml"


def calibration_files() -> tuple[tuple[str, Path], ...]:
    """Name and path of the calibration, where there is one."""
    path = builtin_rules() / FILE
    return ((FILE, path),) if path.is_file() else ()


@cache
def calibration() -> Calibration:
    """The calibration shipped with the rules; one that changes nothing when there is none. Raises RuleError for a broken file."""
    files = calibration_files()
    if not files:
        return Calibration()
    path = files[0][1]
    data = read_lists(path)
    try:
        return Calibration(
            kinds={kind: (float(curve["intercept"]), float(curve["slope"])) for kind, curve in data["kinds"].items()},
            rules={rule: float(offset) for rule, offset in data["rules"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RuleError(
            f"{FILE}:1: not a calibration: {error!r}", hint="fit it anew (python tests/calibrate.py)", source=str(path)
        ) from None
