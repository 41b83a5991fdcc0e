"""Rewrites the future of raw files, and compares the frames of two versions of them up to a cutoff.

    python time-travel.py rewrite CDNOW_master.txt REWRITTEN.txt CUTOFF
    python time-travel.py rewrite-all SET FOLDER REWRITTEN_FOLDER CUTOFF     a set of raw_files.py
    python time-travel.py compare FRAME.parquet FRAME_OF_REWRITTEN.parquet CUTOFF

Every purchase on or after the cutoff gets another day, customer, number and amount, and others are invented; rows of
other sets that are known from the cutoff on get each other's values. Compare ends with 1 unless all rows with a cutoff
up to the given one are the same bytes, labels aside, and labels changed.
"""

import datetime
import hashlib
import random
import sys

import duckdb

import raw_files


def rewrite(source, target, cutoff):
    """Rewrites all from the cutoff on; the last day of the file stays, since it says how far the data reach."""
    chance = random.Random(1)
    start, last = datetime.date.fromisoformat(cutoff), datetime.date(1998, 6, 30)
    header, *lines = open(source).read().splitlines()
    days = [start + datetime.timedelta(days=n) for n in range((last - start).days + 1)]
    customers = sorted({line.split()[0] for line in lines})
    # Half of them buy often, the others never again: labels change both ways.
    buyers = customers[::2]

    def invented():
        day = chance.choice(days).strftime("%Y%m%d")
        return f" {chance.choice(buyers)} {day} {chance.randint(1, 9):2d} {chance.uniform(5, 400):7.2f}"

    changed, rows = 0, []
    for line in lines:
        if line.split()[1] >= start.strftime("%Y%m%d"):
            changed += 1
            line = invented()
        rows.append(line)
    rows += [invented() for _ in range(20_000)]
    rows.append(f" {buyers[0]} {last:%Y%m%d}  1   10.00")
    rows += [f" 9{n:04d} {days[n % len(days)]:%Y%m%d}  1   10.00" for n in range(500)]
    open(target, "w").write("\n".join([header, *rows]) + "\n")
    print(f"{changed} of {len(lines)} purchases rewritten, {len(rows) - len(lines)} invented, from {cutoff} on")


def rewrite_all(name, source, target, cutoff):
    """Rewrites the future of each raw file of a set, and tells how many rows of how many."""
    chance, start = random.Random(1), raw_files.time(cutoff)
    known = rewritten = 0
    for raw in raw_files.SETS[name]:
        rows = raw.read(source)
        new, count = raw.rewrite(rows, start, chance)
        raw.write(source, target, new)
        known, rewritten = known + len(rows), rewritten + count
    print(f"{rewritten} of {known} rows of {len(raw_files.SETS[name])} files rewritten, from {cutoff} on")


def past(frame, cutoff):
    """The rows up to the cutoff without labels as bytes, and the labels, by DuckDB."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    rows = f"FROM '{frame}' WHERE cutoff <= TIMESTAMPTZ '{cutoff} 00:00:00+00' ORDER BY cutoff, entity"
    table = connection.execute(f"SELECT * EXCLUDE (label) {rows}").to_arrow_table()
    numbers = {
        name: column.fill_null(float("nan")).to_numpy().tobytes() if str(column.type) == "double" else repr(column.to_pylist()).encode()
        for name, column in zip(table.column_names, table.columns)
    }
    digests = {name: hashlib.sha256(value).hexdigest() for name, value in numbers.items()}
    return table.num_rows, digests, [row[0] for row in connection.execute(f"SELECT label {rows}").fetchall()]


def compare(ours, theirs, cutoff):
    (count, digests, labels), (other_count, other_digests, other_labels) = past(ours, cutoff), past(theirs, cutoff)
    different = sorted(name for name in digests if digests[name] != other_digests.get(name))
    changed = sum(a != b for a, b in zip(labels, other_labels))
    print(f"{count} and {other_count} rows up to {cutoff}, {len(digests)} columns; of another content: {', '.join(different) or 'none'}")
    print(f"labels that changed: {changed}")
    sys.exit(bool(count == 0 or count != other_count or different or changed == 0))


if sys.argv[1] == "rewrite":
    rewrite(*sys.argv[2:5])
elif sys.argv[1] == "rewrite-all":
    rewrite_all(*sys.argv[2:6])
else:
    compare(*sys.argv[2:5])
