"""The peers' work in a process of their own: bench_peers.py PEER DATA FOLDER RESULT LEVELS. Prints the rows written."""

import sys
from pathlib import Path

COLUMNS = ["sex", "age", "town", "household", "occupation", "nationality", "marital"]
SENSITIVE = "disease"
PEERS = {
    "duckdb": "DuckDB: read, recode, group, write",
    "polars": "polars: read, recode, group, write",
    "pycanon-k": "pyCANON: k only",
    "pycanon-l": "pyCANON: l only",
    "anjana-k": "ANJANA: k = 10, half of the rows may go",
}


def hierarchy(folder, column):
    return [line.split(";") for line in Path(folder, f"hierarchy_{column}.csv").read_text().splitlines()]


def duckdb(data, folder, result, levels):
    import duckdb

    base = duckdb.connect()
    base.execute("SET threads TO 2")
    joins, names = [], []
    for column, level in zip(COLUMNS, levels):
        table = f"h_{column}"
        base.execute(f"CREATE TABLE {table} (value VARCHAR, label VARCHAR)")
        base.executemany(f"INSERT INTO {table} VALUES (?, ?)", [(row[0], row[level]) for row in hierarchy(folder, column)])
        joins.append(f"JOIN {table} ON {table}.value = r.{column}")
        names.append(f"{table}.label AS {column}")
    base.execute(
        f"CREATE TABLE recoded AS SELECT {', '.join(names)}, r.{SENSITIVE} FROM "
        f"read_csv('{data}', delim=';', header=true, all_varchar=true) r {' '.join(joins)}")
    keys = ", ".join(COLUMNS)
    base.execute(f"CREATE TABLE kept AS SELECT {keys} FROM recoded GROUP BY {keys} HAVING count(*) >= 5")
    written = base.execute(
        f"COPY (SELECT r.* FROM recoded r SEMI JOIN kept USING ({keys})) TO '{result}' (HEADER, DELIMITER ';')").fetchone()
    return written[0]


def polars(data, folder, result, levels):
    import polars

    table = polars.scan_csv(data, separator=";", infer_schema=False)
    recoded = table.with_columns(
        polars.col(column).replace_strict({row[0]: row[level] for row in hierarchy(folder, column)})
        for column, level in zip(COLUMNS, levels)).collect()
    kept = recoded.filter(polars.len().over(COLUMNS) >= 5)
    kept.write_csv(result, separator=";")
    return kept.height


def pandas_table(data):
    import pandas

    return pandas.read_csv(data, sep=";", dtype=str)


def pycanon(measure, data):
    from pycanon import anonymity

    table = pandas_table(data)
    if measure == "k":
        return anonymity.k_anonymity(table, COLUMNS)
    return anonymity.l_diversity(table, COLUMNS, [SENSITIVE])


def anjana(data, folder):
    from anjana.anonymity import k_anonymity

    hierarchies = {}
    for column in COLUMNS:
        rows = hierarchy(folder, column)
        hierarchies[column] = {level: [row[level] for row in rows] for level in range(len(rows[0]))}
    return len(k_anonymity(pandas_table(data), [], COLUMNS, 10, 50, hierarchies))


def main():
    name, data, folder, result, levels = sys.argv[1:6]
    numbers = [int(level) for level in levels.split(",")] if levels else []
    if name == "duckdb":
        print(duckdb(data, folder, result, numbers))
    elif name == "polars":
        print(polars(data, folder, result, numbers))
    elif name == "anjana-k":
        print(anjana(data, folder))
    else:
        print(pycanon(name.removeprefix("pycanon-"), data))


if __name__ == "__main__":
    main()
