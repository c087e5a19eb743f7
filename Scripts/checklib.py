"""What the checks of a demo's results share: PASS and FAIL lines, reading an output package, measuring its k."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REMOVED_ROLES = {"direct-identifier", "identification-code", "drop"}


class Checks:
    """Prints one line per check and remembers whether one failed."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, name, holds, detail=""):
        holds = bool(holds)
        self.passed += holds
        self.failed += not holds
        print(f"{'PASS' if holds else 'FAIL'}  {name}{': ' + str(detail) if detail != '' else ''}", flush=True)
        return holds

    def attempt(self, name, work):
        """Runs a group of checks; an error inside it is a failed check, not the end of the others."""
        try:
            return work()
        except Exception as error:  # whatever the results look like, the remaining checks are still worth running
            self.check(name, False, f"{type(error).__name__}: {error}")
            return None

    def finish(self, title):
        print(f"{title}: {self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)


class Package:
    """One opened output package: data.csv with its report and data package."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.name = self.folder.name
        self.report = json.loads((self.folder / "report.json").read_text(encoding="utf-8"))
        self.description = json.loads((self.folder / "datapackage.json").read_text(encoding="utf-8"))
        resources = self.description.get("resources") or [{}]
        resource = next((r for r in resources if str(r.get("path", "")).endswith("data.csv")), resources[0])
        self.schema = (resource.get("schema") or {}).get("fields") or []
        self.encoding = resource.get("encoding") or "utf-8"
        self.delimiter = (resource.get("dialect") or {}).get("delimiter") or ","
        self.bytes = (self.folder / "data.csv").read_bytes()
        encoding = "utf-8-sig" if self.encoding.lower().replace("_", "-") in ("utf-8", "utf8") else self.encoding
        rows = csv.reader(io.StringIO(self.bytes.decode(encoding), newline=""), delimiter=self.delimiter)
        self.header = next(rows)
        self.rows = list(rows)

    @property
    def sha256(self):
        return hashlib.sha256(self.bytes).hexdigest()

    def columns(self, *roles):
        return [column["name"] for column in self.report["columns"] if column["role"] in roles]

    @property
    def quasi_identifiers(self):
        return [name for name in self.columns("quasi-identifier") if name in self.header]

    def promised_k(self):
        """The k that the report says was asked for, and the k it says was reached."""
        model = next(m for m in self.report["privacy"] if m["model"] == "k-anonymity")
        return int(model["k"]), int(model["reached"])

    def measured_k(self):
        """k by pyCANON, over the rows as text: it drops rows with missing values, so that none may count as missing."""
        import pandas
        from pycanon import anonymity

        table = pandas.DataFrame(self.rows, columns=self.header, dtype=str)
        assert len(table) == len(self.rows) and not table.isna().any().any()
        return int(anonymity.k_anonymity(table, self.quasi_identifiers))


def check_package(checks, package):
    """What holds for every output, whoever's data it was."""
    name = package.name
    widths = {len(row) for row in package.rows} | {len(package.header)}
    checks.check(f"{name}: every row is as wide as the header", len(widths) == 1, sorted(widths))
    asked, reached = package.promised_k()
    measured = package.measured_k()
    checks.check(f"{name}: k by pyCANON is at least the k asked for", measured >= asked, f"{measured} of {asked}")
    checks.check(f"{name}: k by pyCANON is the k reported", measured == reached, f"{measured} and {reached}")
    stated = package.report["output"]["sha256"]
    checks.check(f"{name}: SHA-256 of data.csv is the one reported", package.sha256 == stated, package.sha256[:16])
    rows = package.report["output"]["rows"]
    checks.check(f"{name}: rows are as many as reported", len(package.rows) == rows, f"{len(package.rows)} and {rows}")
    removed = [column for column in package.columns(*REMOVED_ROLES) if column in package.header]
    checks.check(f"{name}: no column whose role says removed", not removed, "、".join(removed))
    known = {column["name"] for column in package.report["columns"]}
    unknown = [column for column in package.header if column not in known]
    checks.check(f"{name}: every column has a role in the report", not unknown, "、".join(unknown))
    described = [field.get("name") for field in package.schema]
    checks.check(f"{name}: the data package describes exactly these columns", described == package.header)


def run(*command, env=None):
    """Runs a command and gives its exit status and everything it said."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env)
    return done.returncode, done.stdout.decode("utf-8", errors="replace")
