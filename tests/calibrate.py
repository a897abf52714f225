"""Fits rules/calibration.yaml from the judge's verdicts, and tells how well left-out predictions hold.

    python tests/calibrate.py OUT [--write]

OUT is the folder that `make gold` filled: pairs.jsonl (the judge's verdict of each found fact) and scores.json (document → its
publisher and the scores of its facts before calibration). Every prediction in the reliability table is made by numbers fitted
without any document of its publisher. `--write` fits all and writes the file.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np
import yaml

from factextract.calibration import confidence
from factextract.model.calibration import Calibration
from factextract.records import KINDS

TARGET = Path(__file__).resolve().parent.parent / "rules" / "calibration.yaml"
RIDGE = 4.0  # how strongly a rule's offset is drawn to 0: about as many facts outweigh the prior
STEPS = 60
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
HEAD = """# Confidence from scores: fitted by `python tests/calibrate.py OUT --write` on the verdicts of the development gold.
# A logistic curve a kind over logit(score), an offset a rule drawn to 0 (ridge {ridge:g}).
# Facts: {facts}; publishers: {publishers}.
# With the numbers fitted leaving each publisher out: {reliability}.
"""


@dataclass(frozen=True)
class Verdict:
    """A found fact, its score before calibration, and whether the judge called it right."""

    publisher: str
    kind: str
    rule: str
    score: float
    right: bool


def read(out: Path) -> list[Verdict]:
    """Verdicts in the order of the judge; optional facts count as neither and are left out."""
    scores = json.loads((out / "scores.json").read_text("utf-8"))
    found = []
    for line in (out / "pairs.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        known = scores[row["document"]]
        if row["verdict"] != "optional":
            found.append(
                Verdict(
                    known["publisher"], row["kind"], row["rule"], known["scores"][row["id"]], row["verdict"] == "right"
                )
            )
    return found


def fit(rows: list[Verdict]) -> Calibration:
    """Ridge logistic regression by Newton's method: intercept and slope a kind, offset a rule."""
    kinds: dict[str, tuple[float, float]] = {}
    offsets: dict[str, float] = {}
    for kind in KINDS:
        mine = [row for row in rows if row.kind == kind]
        if not mine:
            continue
        rules = sorted({row.rule for row in mine})
        x = np.zeros((len(mine), 2 + len(rules)))
        for i, row in enumerate(mine):
            score = min(0.99, max(0.01, row.score))
            x[i, 0], x[i, 1], x[i, 2 + rules.index(row.rule)] = 1.0, log(score / (1 - score)), 1.0
        y = np.array([row.right for row in mine], dtype=float)
        penalty = np.array([0.05, 1.0, *[RIDGE / 4] * len(rules)])
        prior = np.array([0.0, 1.0, *[0.0] * len(rules)])
        w = prior.copy()
        for _ in range(STEPS):
            p = 1 / (1 + np.exp(-x @ w))
            slope = x.T @ (y - p) - penalty * (w - prior)
            curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
            step = np.linalg.solve(curve, slope)
            w += step
            if np.abs(step).max() < 1e-9:
                break
        kinds[kind] = round(float(w[0]), 3), round(float(w[1]), 3)
        offsets |= {rule: round(float(v), 3) for rule, v in zip(rules, w[2:], strict=True)}
    return Calibration(kinds, offsets)


def left_out(rows: list[Verdict]) -> list[tuple[Verdict, float]]:
    """Each fact with the confidence that numbers fitted without its publisher give it."""
    found = []
    for publisher in sorted({row.publisher for row in rows}):
        fitted = fit([row for row in rows if row.publisher != publisher])
        found += [(r, confidence(r.kind, r.rule, r.score, fitted)) for r in rows if r.publisher == publisher]
    return found


def reliability(predicted: list[tuple[Verdict, float]]) -> list[str]:
    """A line a kind and bin: facts, mean confidence, share right; then the mean gap (expected calibration error) a kind."""
    lines = [f"{'kind':13} {'confidence':>11} {'facts':>6} {'predicted':>10} {'right':>6}"]
    for kind in KINDS:
        mine = [(p, v.right) for v, p in predicted if v.kind == kind]
        for low, high in pairwise(BINS):
            inside = [(p, right) for p, right in mine if low <= p < high]
            if inside:
                mean = sum(p for p, _ in inside) / len(inside)
                right = sum(r for _, r in inside) / len(inside)
                lines.append(f"{kind:13} {low:5.2f}-{min(high, 1):4.2f} {len(inside):7} {mean:10.2f} {right:6.2f}")
        if mine:
            lines.append(f"{kind:13} mean gap {gap(mine):.3f}")
    return lines


def gap(mine: list[tuple[float, bool]]) -> float:
    """Expected calibration error over the bins."""
    total = 0.0
    for low, high in pairwise(BINS):
        inside = [(p, right) for p, right in mine if low <= p < high]
        if inside:
            total += abs(sum(p for p, _ in inside) - sum(r for _, r in inside))
    return total / len(mine)


def write(rows: list[Verdict]) -> None:
    fitted = fit(rows)
    by_kind = defaultdict(list)
    for verdict, p in left_out(rows):
        by_kind[verdict.kind].append((p, verdict.right))
    told = ", ".join(f"{kind} mean gap {gap(mine):.3f}" for kind, mine in by_kind.items())
    head = HEAD.format(ridge=RIDGE, facts=len(rows), publishers=len({r.publisher for r in rows}), reliability=told)
    data = {
        "kinds": {kind: {"intercept": a, "slope": b} for kind, (a, b) in fitted.kinds.items()},
        "rules": dict(sorted(fitted.rules.items())),
    }
    TARGET.write_text(head + yaml.safe_dump(data, sort_keys=False), "utf-8")


if __name__ == "__main__":
    verdicts = read(Path(sys.argv[1]))
    print(*reliability(left_out(verdicts)), sep="\n")
    if "--write" in sys.argv:
        write(verdicts)
        print(f"written: {TARGET}")
