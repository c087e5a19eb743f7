"""Checks the census extract's figures: `oboro anonymize` gives the known optimum, and the cycle gives the same."""

import argparse
import os
import tempfile
from collections import Counter
from pathlib import Path

from checklib import ROOT, Checks, Package, check_package, run

# The exact optimum for k = 5 and a suppression limit of 0.02 over nine quasi-identifiers, known from ARX.
LEVELS = {
    "sex": 0, "age": 3, "race": 0, "marital-status": 2, "education": 2,
    "native-country": 1, "workclass": 1, "occupation": 2, "salary-class": 0,
}
LOSS = 0.3137130352819242
SUPPRESSED = 506
ROWS = 30162


def arguments():
    shared = Path(os.environ.get("OBORO_SHARED_DATA", ROOT / "../shared/data"))
    parser = argparse.ArgumentParser(prog="Scripts/check-adult", description=__doc__)
    parser.add_argument("--home", default="demo-home", type=Path, help="what `make demo DATA=... RECIPE=...` left")
    parser.add_argument("--data", default=shared / "adult/adult.csv", type=Path)
    parser.add_argument("--recipe", default=ROOT / "Tests/Fixtures/adult/recipe.yaml", type=Path)
    parser.add_argument("--oboro", default=ROOT / ".build/release/oboro", type=Path)
    return parser.parse_args()


def check_figures(checks, origin, package):
    report = package.report
    levels = report["transformation"]["levels"]
    checks.check(f"{origin}: levels are the optimum's", levels == LEVELS, list(levels.values()))
    checks.check(f"{origin}: it is proven optimal", report["search"]["optimal"] is True)
    loss = report["transformation"]["loss"]
    checks.check(f"{origin}: loss", abs(loss - LOSS) <= 1e-12, loss)
    suppressed = report["suppressed"]["rows"]
    checks.check(f"{origin}: rows suppressed", suppressed == SUPPRESSED, suppressed)
    checks.check(f"{origin}: rows read", report["input"]["rows"] == ROWS, report["input"]["rows"])
    checks.check(f"{origin}: rows written", len(package.rows) == ROWS - SUPPRESSED, len(package.rows))


def main():
    options = arguments()
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="oboro-adult-") as scratch:
        out = Path(scratch) / "adult"
        status, said = run(
            options.oboro.resolve(), "anonymize", "--data", options.data, "--recipe", options.recipe, "--out", out)
        if not checks.check("oboro anonymize succeeds", status == 0, f"exit {status}" + (f": {said}" if status else "")):
            checks.finish("check-adult")
        alone = Package(out)
    checks.attempt("stand-alone: the figures can be read", lambda: check_figures(checks, "stand-alone", alone))
    checks.attempt("stand-alone: the package can be checked", lambda: check_package(checks, alone))

    def of_the_cycle():
        folders = [path for path in sorted((options.home / "outputs").glob("*")) if (path / "report.json").is_file()]
        packages = [package for package in map(Package, folders) if set(LEVELS) <= set(package.header)]
        if not checks.check("the cycle has one output made from this file", len(packages) == 1, len(packages)):
            return
        [cycle] = packages
        check_figures(checks, "cycle", cycle)
        check_package(checks, cycle)
        same = cycle.header == alone.header and Counter(map(tuple, cycle.rows)) == Counter(map(tuple, alone.rows))
        checks.check("the cycle and the stand-alone command write the same rows, in any order", same)

    checks.attempt("the cycle's output can be checked", of_the_cycle)
    checks.finish("check-adult")


if __name__ == "__main__":
    main()
