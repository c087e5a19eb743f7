"""The section of the benchmarks about municipal files: checking and packing a raw export, beside programs that do a part
of that work each. Used by bench_engine.py."""

import os
import subprocess
import sys

COLUMNS = 30


def peer_duckdb(path):
    """Reads a UTF-8 file with DuckDB and touches every column: run in a process of its own."""
    import duckdb

    base = duckdb.connect()
    base.execute("SET threads TO 2")
    names = [row[0] for row in base.execute(
        f"DESCRIBE SELECT * FROM read_csv('{path}', header=true, all_varchar=true)").fetchall()]
    sums = ", ".join(f'sum(length("{name}"))' for name in names)
    print(base.execute(f"SELECT count(*), {sums} FROM read_csv('{path}', header=true, all_varchar=true)").fetchone()[0])


def intake(bench, run, seconds, mebibytes):
    """Writes the section. `run` is Run.of; the two others write figures as the other sections do."""
    rows = bench.options.rows
    folder = bench.folder / "export"
    oboro = bench.options.oboro
    edge = oboro.with_name("oboro-edge")
    made = run([oboro, "bench", "export", "--rows", rows, "--out", folder])
    if made.status:
        sys.exit(f"the export cannot be made: {made.text}")
    data, layout = folder / "export.csv", folder / "layout.yaml"
    size = data.stat().st_size
    utf8, utf8_layout = folder / "export-utf8.csv", folder / "layout-utf8.yaml"
    utf8_layout.write_text(layout.read_text().replace("encoding: cp932", "encoding: utf-8"))
    package = folder / "package"
    sealed = folder / "peer.cms"

    def package_made():
        subprocess.run(["rm", "-rf", package], check=True)
        return run([
            edge, "make", "--spec", folder / "specification.yaml", "--data", data, "--as-of", "2026-04-01", "--out",
            package, "--yes"])

    def shell(command):
        return run(["bash", "-c", f"set -o pipefail; {command}"])

    pipeline = (
        f"iconv -f CP932 -t UTF-8 '{data}' | openssl cms -encrypt -binary -stream -aes-256-cbc -outform DER"
        f" -out '{sealed}' '{folder}/organization.crt'")
    programs = [
        ("Oboro: check against the layout, profile", size, lambda: run(
            [oboro, "data", "check", "--data", data, "--layout", layout, "-o", "json"])),
        ("Oboro's kit: check, profile, drop columns, hash, encrypt", size, package_made),
        ("iconv: decode only", size, lambda: shell(f"iconv -f CP932 -t UTF-8 '{data}' > '{utf8}'")),
        ("iconv and openssl cms: decode, encrypt", size, lambda: shell(pipeline)),
        ("Oboro: the same check of the file in UTF-8", None, lambda: run(
            [oboro, "data", "check", "--data", utf8, "--layout", utf8_layout, "-o", "json"])),
        ("DuckDB: read the file in UTF-8, no check", None, lambda: run(
            [sys.executable, "-B", __file__, str(utf8)])),
    ]
    bench.say(f"## A raw export: {rows:,} rows, {COLUMNS} columns, CP932, {size / 1e6:,.0f} MB")
    bench.say()
    bench.say("The kit reads the export once: it decodes, checks every cell against the layout, profiles the columns, drops")
    bench.say("what was not granted, hashes and encrypts (CMS, AES-256-GCM). The peers check nothing.")
    bench.say()
    bench.head("program", "wall s", "MB/s", "user s", "system s", "peak MiB")
    results = {}
    for name, count, work in programs:
        best = min((work() for _ in range(bench.options.repeats)), key=lambda result: result.wall)
        if best.status:
            bench.row(name, f"failed with {best.status}", "", "", "", "")
            continue
        count = count or utf8.stat().st_size
        results[name] = (best, count)
        bench.row(
            name, seconds(best.wall), f"{count / best.wall / 1e6:,.0f}", seconds(best.user), seconds(best.system),
            mebibytes(best.memory))
    bench.say()
    ratios(bench, [results.get(name) for name, _, _ in programs])
    for path in (data, utf8, sealed):
        if path.exists():
            os.remove(path)
    subprocess.run(["rm", "-rf", package], check=True)


def ratios(bench, results):
    check, kit, _, pipeline, check_utf8, duckdb = results
    if kit and pipeline:
        bench.say(f"- the kit: {kit[0].wall / pipeline[0].wall:.2f} × the wall time of iconv with openssl cms")
    if check and duckdb:
        bench.say(f"- the check: {check[0].wall / duckdb[0].wall:.2f} × the wall time of DuckDB's read")
    if check and check_utf8:
        bench.say(
            f"- CP932 against UTF-8: {check[0].wall / check_utf8[0].wall:.2f} × the wall time for the same rows")
    bench.say()


if __name__ == "__main__":
    peer_duckdb(sys.argv[1])
