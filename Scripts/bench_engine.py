"""Measures `oboro anonymize` beside DuckDB, polars, pyCANON and ANJANA on the generated register, in one run.

Every figure is of a whole process: wall time, user and system time and peak resident memory as the kernel counts them.
Of several repeats the one with the least wall time is shown.
"""

import argparse
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_intake import intake
from bench_peers import PEERS

ROOT = Path(__file__).resolve().parent.parent
QUASI_IDENTIFIERS = ["sex", "age", "town", "household", "occupation", "nationality", "marital"]
ADULT = ["sex", "age", "race", "marital-status", "education", "native-country", "workclass", "occupation", "salary-class"]
LOCAL_AIMS = {2: (0.0205, 0.0195), 5: (0.0495, 0.0487), 10: (0.0725, 0.0716), 20: (0.0995, 0.0976), 50: (0.1425, 0.139)}


class Run:
    """One process: what it took and what it printed."""

    def __init__(self, wall, user, system, memory, status, text):
        self.wall, self.user, self.system, self.memory, self.status, self.text = wall, user, system, memory, status, text
        self.report = {}

    @classmethod
    def of(cls, command):
        with tempfile.TemporaryFile() as output:
            started = time.monotonic()
            process = subprocess.Popen([str(part) for part in command], stdout=output, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.monotonic() - started
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            text = output.read().decode(errors="replace")
        return cls(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss * 1024, process.returncode, text)


class Bench:
    def __init__(self, options):
        self.options = options
        self.folder = Path(tempfile.mkdtemp(prefix="oboro-bench-", dir=options.directory))
        self.lines = []

    def say(self, line=""):
        print(line, flush=True)
        self.lines.append(line)

    def row(self, *cells):
        self.say("| " + " | ".join(str(cell) for cell in cells) + " |")

    def head(self, *cells):
        self.row(*cells)
        self.say("|" + "---|" * len(cells))

    def register(self, rows):
        folder = self.folder / f"register-{rows}"
        if not folder.exists():
            made = Run.of([self.options.oboro, "bench", "register", "--rows", rows, "--out", folder])
            if made.status:
                sys.exit(f"the register cannot be made: {made.text}")
        return folder

    def recipe(self, folder, name, columns, sensitive, hierarchy, privacy, limit=0.02, **more):
        lines = ["recipe: 1", f"title: {name}", 'input: {encoding: utf-8, delimiter: ";", header: true}', "columns:"]
        for column in columns:
            lines.append(
                f"  - {{name: {column}, role: quasi-identifier, hierarchy: "
                f'{{file: {hierarchy.format(column)}, delimiter: ";"}}}}')
        for column in sensitive:
            lines.append(f"  - {{name: {column}, role: sensitive}}")
        lines.append("privacy:")
        lines += [f"  - {model}" for model in privacy]
        lines.append(f"suppression: {{limit: {limit}, mode: remove}}")
        lines += [f"{key}: {value}" for key, value in more.items()]
        path = folder / f"{name}.yaml"
        path.write_text("\n".join(lines) + "\n")
        return path

    def anonymize(self, data, recipe, *more, repeats=None):
        best = None
        for _ in range(repeats or self.options.repeats):
            out = self.folder / "out"
            shutil.rmtree(out, ignore_errors=True)
            run = Run.of([
                self.options.oboro, "anonymize", "--data", data, "--recipe", recipe, "--out", out, "--progress", "none",
                "-o", "json", *more])
            if run.status:
                sys.exit(f"oboro anonymize failed with {run.status}: {run.text}")
            run.report = json.loads((out / "report.json").read_text())
            if best is None or run.wall < best.wall:
                best = run
        return best


def seconds(value):
    return f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def mebibytes(value):
    return f"{value / 1048576:.0f}"


def measured(run):
    return seconds(run.wall), seconds(run.user), seconds(run.system), mebibytes(run.memory)


def whole_run(bench):
    rows = bench.options.rows
    folder = bench.register(rows)
    data = folder / "register.csv"
    bench.say(f"## The whole run: {rows:,} rows, 7 quasi-identifiers, 4,320 transformations, k = 5, limit 0.02")
    bench.say()
    bench.say(f"The file has {data.stat().st_size / 1e6:.0f} MB. Oboro reads it, finds the exact optimum, recodes, writes")
    bench.say("the file and its reports; DuckDB and polars read it, recode it at the levels that Oboro found (they do not")
    bench.say("search), group by the seven columns, drop classes below 5 and write the file.")
    bench.say()
    bench.head("program", "wall s", "user s", "system s", "peak MiB", "of which search s", "rows out")
    models = {
        "k-anonymity": ["{model: k-anonymity, k: 5}"],
        "k-anonymity, distinct 3-diversity": [
            "{model: k-anonymity, k: 5}", "{model: l-diversity, column: disease, variant: distinct, l: 3}"],
        "k-anonymity, t-closeness 0.2": [
            "{model: k-anonymity, k: 5}", "{model: t-closeness, column: disease, distance: equal, t: 0.2}"],
    }
    runs = {}
    for index, (name, privacy) in enumerate(models.items()):
        recipe = bench.recipe(folder, f"whole-{index}", QUASI_IDENTIFIERS, ["disease"], "hierarchy_{}.csv", privacy)
        for label, flags in [("", []), (", order kept", ["--keep-order"])]:
            run = bench.anonymize(data, recipe, *flags)
            runs[name + label] = run
            timings = run.report["timings"]
            bench.row(
                f"Oboro, {name}{label}", *measured(run), seconds(timings["search"]), f"{run.report['output']['rows']:,}")
    first = runs["k-anonymity"]
    levels = [first.report["transformation"]["levels"][name] for name in QUASI_IDENTIFIERS]
    for name in ["duckdb", "polars"]:
        result = bench.folder / f"{name}.csv"
        best = None
        for _ in range(bench.options.repeats):
            run = Run.of([
                sys.executable, "-B", ROOT / "Scripts/bench_peers.py", name, data, folder, result,
                ",".join(map(str, levels))])
            if run.status:
                sys.exit(f"{name} failed: {run.text}")
            best = run if best is None or run.wall < best.wall else best
        runs[name] = best
        bench.row(PEERS[name], *measured(best), "does not search", f"{int(best.text.split()[-1]):,}")
    bench.say()
    loss = first.report["transformation"]["loss"]
    bench.say(f"Optimum: levels {levels}, loss {loss}, {first.report['suppressed']['rows']:,} rows suppressed,")
    bench.say(f"{first.report['search']['checked']} of {first.report['search']['nodes']:.0f} transformations computed.")
    bench.say()
    duck = runs["duckdb"].wall
    for name in models:
        bench.say(f"- {name}: {runs[name].wall / duck:.2f} × DuckDB's wall time; {runs[name].user:.2f} s of user CPU")
    base = first.wall
    bench.say(f"- distinct 3-diversity {runs['k-anonymity, distinct 3-diversity'].wall / base:.2f} ×, t-closeness "
              f"{runs['k-anonymity, t-closeness 0.2'].wall / base:.2f} × the run with k-anonymity alone (wall)")
    bench.say()


def measures(bench):
    rows = min(bench.options.rows, 1_000_000)
    folder = bench.register(rows)
    bench.say(f"## Measuring k, l and t of a file: Oboro beside pyCANON, and ANJANA's k-anonymity ({rows:,} rows)")
    bench.say()
    bench.head("program", "wall s", "user s", "system s", "peak MiB")
    recipe = bench.recipe(
        folder, "measure", QUASI_IDENTIFIERS, ["disease"], "hierarchy_{}.csv",
        ["{model: k-anonymity, k: 5}", "{model: l-diversity, column: disease, variant: distinct, l: 3}",
         "{model: t-closeness, column: disease, distance: equal, t: 0.2}"])
    run = Run.of([bench.options.oboro, "measure", "--data", folder / "register.csv", "--recipe", recipe, "-o", "json"])
    bench.row("Oboro measure: k, l, t, risks", *measured(run))
    for name in ["pycanon-k", "pycanon-l", "anjana-k"]:
        run = Run.of([sys.executable, "-B", ROOT / "Scripts/bench_peers.py", name, folder / "register.csv", folder, "-", ""])
        bench.row(PEERS[name], *(measured(run) if run.status == 0 else ("failed", "", "", "")))
    bench.say()


def adult(bench):
    shared = Path(os.environ.get("OBORO_SHARED_DATA", ROOT / "../shared/data")).resolve() / "adult"
    if not (shared / "adult.csv").is_file():
        bench.say("The census extract is not at hand: its figures are left out.")
        return
    folder = bench.folder / "adult"
    folder.mkdir()
    hierarchy = str(shared / "adult_hierarchy_{}.csv")
    bench.say("## Census extract (adult), 30,162 rows, 9 quasi-identifiers, 12,960 transformations, k = 5")
    bench.say()
    bench.head("suppression limit", "search s", "transformations computed", "loss", "rows suppressed")
    for limit in [0, 0.02, 1.0]:
        recipe = bench.recipe(folder, f"adult-{limit}", ADULT, [], hierarchy, ["{model: k-anonymity, k: 5}"], limit)
        run = bench.anonymize(shared / "adult.csv", recipe)
        report = run.report
        bench.row(limit, seconds(report["timings"]["search"]), report["search"]["checked"],
                  report["transformation"]["loss"], report["suppressed"]["rows"])
    bench.say()
    bench.say("Local coding: loss (least is best; aims in brackets), whole process's user CPU.")
    bench.say()
    bench.head("k", "1.5 s", "user s", "10 s", "user s", "attacker, all alike", "attacker, most specific")
    for k, (fast, slow) in LOCAL_AIMS.items():
        cells = [k]
        for limit, aim in [(1.5, fast), (10, slow)]:
            recipe = bench.recipe(
                folder, f"local-{k}-{limit}", ADULT, [], hierarchy, [f"{{model: k-anonymity, k: {k}}}"], 0.02,
                coding="local", search=f"{{algorithm: best-effort, seconds: {limit}}}")
            run = bench.anonymize(shared / "adult.csv", recipe, repeats=1)
            cells += [f"{run.report['transformation']['loss']:.4f} ({aim})", seconds(run.user)]
        attack = run.report["risk"].get("attack") or {}
        cells += [f"{(attack.get(key) or {}).get('value', float('nan')):.3f}" for key in ["allMatching", "mostSpecific"]]
        bench.row(*cells)
    bench.say()


def local_and_cells(bench):
    bench.say("## Local coding and cell suppression on the register")
    bench.say()
    bench.head("task", "wall s", "user s", "system s", "peak MiB", "loss", "cells suppressed")
    rows = min(bench.options.rows, 1_000_000)
    folder = bench.register(rows)
    for k in [5, 10]:
        recipe = bench.recipe(
            folder, f"local-{k}", QUASI_IDENTIFIERS, ["disease"], "hierarchy_{}.csv",
            [f"{{model: k-anonymity, k: {k}}}"], coding="local", search="{algorithm: best-effort, seconds: 5}")
        run = bench.anonymize(folder / "register.csv", recipe, repeats=1)
        bench.row(f"local, {rows:,} rows, k = {k}, 5 s", *measured(run), f"{run.report['transformation']['loss']:.5f}", "")
    folder = bench.register(bench.options.rows)
    recipe = bench.recipe(
        folder, "cells", QUASI_IDENTIFIERS, ["disease"], "hierarchy_{}.csv", ["{model: k-anonymity, k: 5}"],
        coding="cells")
    for name, flags in [("at the optimum's levels", []), ("at level 0", ["--levels", "0,0,0,0,0,0,0"])]:
        run = bench.anonymize(folder / "register.csv", recipe, *flags, repeats=1)
        bench.row(
            f"cells, {bench.options.rows:,} rows, k = 5, {name}", *measured(run),
            f"{run.report['transformation']['loss']:.5f}", f"{run.report['suppressed']['cells']:,}")
    bench.say()


def curve(bench):
    bench.say("## Cost by rows at fixed domains (k = 5, limit 0.02)")
    bench.say()
    bench.head("rows", "file MB", "wall s", "user s", "system s", "peak MiB", "search s")
    sizes = [10_000, 100_000, 1_000_000, bench.options.rows, 10_000_000, 20_000_000]
    for rows in sorted({size for size in sizes if size <= bench.options.largest}):
        folder = bench.register(rows)
        data = folder / "register.csv"
        recipe = bench.recipe(
            folder, "curve", QUASI_IDENTIFIERS, ["disease"], "hierarchy_{}.csv", ["{model: k-anonymity, k: 5}"])
        run = bench.anonymize(data, recipe, repeats=2)
        bench.row(f"{rows:,}", f"{data.stat().st_size / 1e6:.0f}", *measured(run), seconds(run.report["timings"]["search"]))
        if rows not in (bench.options.rows, 1_000_000):
            shutil.rmtree(folder)
    bench.say()


def machine():
    model = "unknown processor"
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB of memory, {platform.system()} {platform.release()}"


def main():
    parser = argparse.ArgumentParser(prog="Scripts/bench-engine", description=__doc__)
    parser.add_argument("--rows", type=int, default=3_700_000)
    parser.add_argument("--largest", type=int, default=20_000_000, help="rows of the last point of the curve")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--directory", default=ROOT / ".build", help="where scratch files go; takes about 6 GB")
    parser.add_argument("--oboro", type=Path, default=ROOT / ".build/release/oboro")
    parser.add_argument("--write", type=Path, help="the document to write, such as Docs/Benchmarks.md")
    parser.add_argument("--only", nargs="*", help="sections: whole measures adult local curve intake")
    bench = Bench(parser.parse_args())
    sections = {
        "whole": whole_run, "measures": measures, "adult": adult, "local": local_and_cells, "curve": curve,
        "intake": lambda bench: intake(bench, Run.of, seconds, mebibytes)}
    try:
        bench.say("# Benchmarks")
        bench.say()
        bench.say("Written by `make bench`, all figures from one run. Data: the project's generated register (`oboro bench")
        bench.say("register`), and the census extract where it is at hand. Figures are of whole processes, the best of")
        bench.say("several runs; files are in the page cache.")
        bench.say()
        bench.say(f"{datetime.date.today().isoformat()}, {machine()}.")
        bench.say()
        for name, section in sections.items():
            if not bench.options.only or name in bench.options.only:
                section(bench)
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    if bench.options.write:
        bench.options.write.write_text("\n".join(bench.lines).rstrip() + "\n")


if __name__ == "__main__":
    main()
