"""Checks what `make demo` left behind: k by an independent program, hashes, refused columns, markers, the log."""

import argparse
import base64
import json
import os
import re
import shutil
import sqlite3
import tempfile
from pathlib import Path

from checklib import ROOT, Checks, Package, check_package, run

LOG_COLUMNS = {"position", "stream", "version", "type", "payload", "hash"}
INTEGRITY_FAILURE = 9


def arguments():
    parser = argparse.ArgumentParser(prog="Scripts/check-demo", description=__doc__)
    parser.add_argument("home", nargs="?", default="demo-home", type=Path)
    parser.add_argument("--markers", type=Path, help="a file with one planted marker value per line")
    parser.add_argument("--oboro", default=ROOT / ".build/release/oboro", type=Path)
    return parser.parse_args()


def check_outputs(checks, home):
    folders = sorted(path for path in (home / "outputs").glob("*") if path.is_dir())
    checks.check("there are outputs", folders, len(folders))
    summary = json.loads((home / "summary.json").read_text(encoding="utf-8"))
    if isinstance(summary, dict):
        summary = summary.get("municipalities", [])
    decided = {str(entry["municipality"]): entry for entry in summary}
    for folder in folders:
        def one(folder=folder):
            package = Package(folder)
            check_package(checks, package)
            entry = decided.pop(package.name, None)
            if checks.check(f"{package.name}: the summary has this municipality", entry is not None):
                check_against_summary(checks, package, entry)
        checks.attempt(f"{folder.name}: the package can be read", one)
    left_over = [code for code, entry in decided.items() if entry.get("output")]
    checks.check("every output of the summary was found", not left_over, "、".join(left_over))


def check_against_summary(checks, package, entry):
    name = package.name
    refused = [item for item in entry["refusedItems"] if item in package.header]
    checks.check(f"{name}: no column that the municipality refused", not refused, "、".join(refused))
    figures = {
        "rows in": (entry["rowsIn"], package.report["input"]["rows"]),
        "rows out": (entry["rowsOut"], len(package.rows)),
        "k": (entry["k"], package.promised_k()[1]),
        "loss": (entry["loss"], package.report["transformation"]["loss"]),
    }
    differing = {figure: pair for figure, pair in figures.items() if pair[0] != pair[1]}
    checks.check(f"{name}: the summary's figures are the report's", not differing, differing or "")
    checks.check(f"{name}: there is a certificate of erasure", entry.get("certificate"), entry.get("certificate", ""))


def spellings(marker):
    """The bytes under which a marker could hide: plain in three encodings, JSON-escaped, and base64 at any offset."""
    found = {marker.encode("utf-8"), marker.encode("utf-16-le"), json.dumps(marker)[1:-1].encode("ascii")}
    try:
        found.add(marker.encode("cp932"))
    except UnicodeEncodeError:
        pass
    for plain in list(found):
        for offset in range(3):
            # The first and last groups of four depend on the neighbours; the groups between do not.
            encoded = base64.b64encode(b"\0" * offset + plain)[4:-4]
            if len(encoded) >= 8:
                found.add(encoded)
    return found


def check_markers(checks, home, file):
    markers = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    checks.check("there are markers to look for", markers, len(markers))
    searched = 0
    for path in sorted(home.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        if re.fullmatch(r"outputs/[^/]+/data\.csv", path.relative_to(home).as_posix()):
            continue  # its columns are those that every party permitted, which is a check of its own
        searched += 1
        content = path.read_bytes()
        for number, marker in enumerate(markers, 1):
            if any(spelling in content for spelling in spellings(marker)):
                checks.check(f"marker {number} is not in {path.relative_to(home)}", False)
    checks.check("files were searched for markers", searched, searched)


def event_table(database):
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        if LOG_COLUMNS <= {row[1] for row in database.execute(f'PRAGMA table_info("{name}")')}:
            return name
    raise LookupError(f"no table of log.sqlite has the columns {', '.join(sorted(LOG_COLUMNS))}")


def flip_a_byte(database, table, position, column):
    """Changes one byte of one stored value, as somebody would who can write to the file: guards in SQL do not count."""
    for name, kind in database.execute("SELECT name, type FROM sqlite_master WHERE tbl_name = ?", (table,)).fetchall():
        if kind == "trigger":
            database.execute(f'DROP TRIGGER "{name}"')
    [value] = database.execute(f'SELECT "{column}" FROM "{table}" WHERE position = ?', (position,)).fetchone()
    if isinstance(value, str):
        at = max((i for i, character in enumerate(value) if character.isascii() and character.isalnum()), default=0)
        # In a stream's name a sign that no name has, since the schema refuses a second event of the same name and version.
        other = "~" if column == "stream" else "1" if value[at] != "1" else "2"
        changed = value[:at] + other + value[at + 1:]
    else:
        at = len(value) // 2
        changed = value[:at] + bytes([value[at] ^ 1]) + value[at + 1:]
    database.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE position = ?', (changed, position))
    database.commit()


def check_log(checks, home, oboro):
    status, said = run(oboro, "log", "verify", "--home", home)
    checks.check("the log verifies", status == 0, f"exit {status}" + (f": {said}" if status else ""))
    with tempfile.TemporaryDirectory(prefix="oboro-tampered-") as scratch:
        untouched = Path(scratch) / "untouched"
        untouched.mkdir()
        for path in home.iterdir():
            if path.is_dir() and path.name not in ("outputs", "vault"):
                shutil.copytree(path, untouched / path.name, ignore=lambda _, names: [n for n in names if n.endswith(".sock")])
            elif path.is_file():
                shutil.copy2(path, untouched / path.name)
        status, said = run(oboro, "log", "verify", "--home", untouched)
        checks.check("a faithful copy of the log verifies", status == 0, f"exit {status}" + (f": {said}" if status else ""))
        database = sqlite3.connect(untouched / "log.sqlite")
        table = event_table(database)
        positions = [row[0] for row in database.execute(f'SELECT position FROM "{table}" ORDER BY position')]
        database.close()
        checks.check("the log has events", positions, len(positions))
        first, middle, last = positions[0], positions[len(positions) // 2], positions[-1]
        for position, column in [(first, "payload"), (middle, "payload"), (last, "payload"),
                                 (middle, "type"), (middle, "stream"), (middle, "hash")]:
            tampered = Path(scratch) / f"{position}-{column}"
            shutil.copytree(untouched, tampered)
            database = sqlite3.connect(tampered / "log.sqlite")
            flip_a_byte(database, table, position, column)
            database.close()
            status, said = run(oboro, "log", "verify", "--home", tampered)
            checks.check(
                f"a changed byte in the {column} of event {position} is found", status == INTEGRITY_FAILURE, f"exit {status}")
            named = re.search(rf"(?<!\d){position}(?!\d)", said.replace(str(tampered), "").replace(",", ""))
            checks.check(f"and event {position} is named", named, said.strip().splitlines()[0] if said.strip() else "silence")


def main():
    options = arguments()
    home = options.home.resolve()
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    checks = Checks()
    checks.check("the demo left its log", (home / "log.sqlite").is_file())
    checks.attempt("the outputs can be checked", lambda: check_outputs(checks, home))
    if options.markers:
        checks.attempt("the markers can be searched for", lambda: check_markers(checks, home, options.markers))
    checks.attempt("the log can be checked", lambda: check_log(checks, home, options.oboro.resolve()))
    checks.finish("check-demo")


if __name__ == "__main__":
    main()
