"""The benchmark's 40 features in DuckDB and in Polars, each in the fastest form that was found.

Both expand each event to the cutoffs at which some window counts it (known before the cutoff, at most 180 days old), group by
lead and cutoff, and aggregate with conditions on the age. Different pages and active days group twice, first down to the
youngest occurrence of each page or day. Features of the whole past are aggregated by the first cutoff that knows an event and
then run forward. Slower were: RANGE frames over the union of events and cutoffs, one join a window, one list a lead, running
sums of entries into windows and exits, sums a step between cutoffs that windows are put together from.

The leads are done in --batches ranges of codes, by which the log is sorted, so that only their row groups are read: more
batches leave the hash tables in the cache and bound the memory. The frame is not written; each column's sum and its number of
values are printed, and bench.py requires that all engines agree.
"""

import argparse
import json
import os
import resource
import time

DAY = 86_400_000_000
LONGEST = 180 * DAY
PAGE, ORDER = "kind = 'page.viewed'", "kind = 'order.placed'"

# name: (aggregate, value, condition, windows in days)
WINDOWED = {
    "events": ("count", None, "true", (7, 30, 90, 180)),
    "pages": ("count", None, PAGE, (7, 30, 90, 180)),
    "pricing": ("count", None, PAGE + " AND page = 'pricing'", (7, 30, 90)),
    "orders": ("count", None, ORDER, (30, 90, 180)),
    "order-value": ("sum", "amount", ORDER, (30, 90, 180)),
    "quotes": ("count", None, "kind = 'quote.sent'", (30, 90)),
    "uses": ("count", None, "kind = 'feature.used'", (7, 30, 90)),
    "emails": ("count", None, "kind = 'email.clicked'", (30, 90)),
    "chats": ("count", None, "kind = 'chat.message'", (30, 90)),
    "tickets": ("count", None, "kind = 'ticket.opened'", (30, 90)),
    "page-seconds": ("avg", "seconds", PAGE, (30, 90)),
    "calls": ("sum", "seconds", "kind = 'call.made'", (90,)),
    "largest-order": ("max", "amount", ORDER, (180,)),
    "recent": ("count", None, "true", (14, 74)),
}
NAMES = (
    [f"{name}-{w}" for name, (_, _, _, windows) in WINDOWED.items() if name != "recent" for w in windows]
    + ["different-pages-30", "different-pages-90", "active-days-30", "active-days-90"]
    + ["pace", "since-event", "since-order", "since-first"]
)
NEVER_MISSING = {"events", "pages", "pricing", "orders", "order-value", "quotes", "uses", "emails", "chats", "tickets", "calls",
                 "different-pages", "active-days"}


def never_missing(name):
    return name.rsplit("-", 1)[0] in NEVER_MISSING


class DuckDB:
    def __init__(self, arguments):
        import duckdb

        self.arguments = arguments
        self.connection = duckdb.connect()
        self.connection.execute(f"SET threads = {arguments.threads}; SET preserve_insertion_order = false; SET TimeZone = 'UTC'")

    def expanded(self, relation, known, last):
        a = self.arguments
        return f"""SELECT *, {a.first} + k * {a.step} - occurred AS age FROM (SELECT *, unnest(range(
              greatest(0, floor(({known} - {a.first}) / {a.step})::BIGINT + 1),
              least({a.count}, floor(({last} + {LONGEST} - {a.first}) / {a.step})::BIGINT + 1))) AS k FROM {relation})"""

    def batch(self, low, high):
        a = self.arguments
        aggregates = ", ".join(
            f'{function}({value or "*"}) FILTER (age <= {w * DAY} AND {condition}) AS "{name}-{w}"'
            for name, (function, value, condition, windows) in WINDOWED.items()
            for w in windows
        )
        within = lambda name: ", ".join(f'count(*) FILTER (age <= {w * DAY}) AS "{name}-{w}"' for w in (30, 90))
        columns = ", ".join(
            f'{"coalesce(" if never_missing(n) else ""}"{n}"{", 0)" if never_missing(n) else ""} AS "{n}"'
            for n in NAMES if not n.startswith(("pace", "since"))
        )
        sums = ", ".join(f'sum("{n}"), count("{n}")' for n in NAMES)
        query = f"""
        WITH events AS NOT MATERIALIZED (
          SELECT entity AS lead, kind, "number.amount" AS amount, "text.page" AS page, "number.seconds" AS seconds,
            occurred, greatest(occurred, recorded) AS known
          FROM read_parquet({a.files}) WHERE entity >= {low} AND entity < {high}),
        counted AS (SELECT lead, k, {aggregates} FROM ({self.expanded("events", "known", "occurred")}) GROUP BY lead, k),
        viewed AS (SELECT lead, k, {within("different-pages")} FROM (
          SELECT lead, k, page, min(age) AS age FROM (
            {self.expanded("(SELECT lead, page, occurred, known FROM events WHERE page IS NOT NULL AND " + PAGE + ")",
                           "known", "occurred")})
          GROUP BY lead, k, page) GROUP BY lead, k),
        -- Cutoffs and windows begin at midnight, so a day is in a window whole or not at all.
        active AS (SELECT lead, k, {within("active-days")} FROM (
          {self.expanded(f"(SELECT lead, occurred // {DAY} * {DAY} AS occurred, min(known) AS known FROM events GROUP BY 1, 2)",
                         "known", "occurred")}) GROUP BY lead, k),
        grid AS (SELECT lead, k FROM (SELECT DISTINCT lead FROM events), range({a.count}) steps(k)),
        firsts AS (SELECT lead, greatest(0, floor((known - {a.first}) / {a.step})::BIGINT + 1) AS k,
            max(occurred) AS latest, min(occurred) AS earliest, max(occurred) FILTER (WHERE {ORDER}) AS ordered
          FROM events GROUP BY 1, 2),
        run AS (SELECT lead, k, {a.first} + k * {a.step} AS cutoff, max(latest) OVER past AS latest,
            min(earliest) OVER past AS earliest, max(ordered) OVER past AS ordered
          FROM grid LEFT JOIN firsts USING (lead, k) WINDOW past AS (PARTITION BY lead ORDER BY k)),
        frame AS (SELECT lead, k, {columns},
            CASE WHEN "recent-74" - "recent-14" > 0 THEN ("recent-14" / 14) / (("recent-74" - "recent-14") / 60) END AS pace,
            (cutoff - latest) / {DAY} AS "since-event", (cutoff - ordered) / {DAY} AS "since-order",
            (cutoff - earliest) / {DAY} AS "since-first"
          FROM run LEFT JOIN counted USING (lead, k) LEFT JOIN viewed USING (lead, k) LEFT JOIN active USING (lead, k))
        """
        if a.values:
            return self.connection.execute(query + "SELECT * FROM frame").pl()
        return self.connection.execute(query + f"SELECT count(*), {sums} FROM frame").fetchone()


class Polars:
    def __init__(self, arguments):
        import polars

        self.pl = polars
        self.arguments = arguments

    def expanded(self, frame, known, last):
        pl, a = self.pl, self.arguments
        first = pl.max_horizontal(pl.lit(0), (known - a.first) // a.step + 1)
        end = pl.min_horizontal(pl.lit(a.count), (last + LONGEST - a.first) // a.step + 1)
        return (
            frame.with_columns(k=pl.int_ranges(first, end)).explode("k", empty_as_null=False)
            .with_columns(age=a.first + pl.col("k") * a.step - pl.col("occurred"))
        )

    def batch(self, low, high):
        pl, a = self.pl, self.arguments
        lead, k, age, occurred, known = (pl.col(c) for c in ("lead", "k", "age", "occurred", "known"))
        events = (
            pl.scan_parquet(a.files).filter((pl.col("entity") >= low) & (pl.col("entity") < high))
            .select("kind", "occurred", lead="entity", amount="number.amount", page="text.page", seconds="number.seconds",
                    known=pl.max_horizontal("occurred", "recorded"))
        )
        flags = {}
        for _, (_, _, condition, _) in WINDOWED.items():
            parts = [part.replace("'", "").split(" = ") for part in condition.split(" AND ") if part != "true"]
            flag = pl.lit(True)
            for column, value in parts:
                flag = flag & (pl.col(column) == value).fill_null(False)
            flags[condition] = flag
        codes = {condition: f"is{i}" for i, condition in enumerate(flags) if condition != "true"}
        flagged = events.with_columns([flags[condition].alias(code) for condition, code in codes.items()])
        narrow = flagged.select("lead", "occurred", "known", "amount", "seconds", *codes.values())
        aggregates = []
        for name, (function, value, condition, windows) in WINDOWED.items():
            for w in windows:
                inside = age <= w * DAY
                if condition != "true":
                    inside = inside & pl.col(codes[condition])
                if function == "count":
                    made = inside.sum()
                else:
                    chosen = pl.when(inside).then(pl.col(value))
                    made = {"sum": chosen.sum, "avg": chosen.mean, "max": chosen.max}[function]()
                aggregates.append(made.alias(f"{name}-{w}"))
        within = lambda name: [(age <= w * DAY).sum().alias(f"{name}-{w}") for w in (30, 90)]
        counted = self.expanded(narrow, known, occurred).group_by("lead", "k").agg(aggregates)
        pages = events.filter(pl.col("page").is_not_null() & flags[PAGE]).select("lead", "page", "occurred", "known")
        viewed = (
            self.expanded(pages, known, occurred).group_by("lead", "k", "page").agg(age.min())
            .group_by("lead", "k").agg(within("different-pages"))
        )
        days = events.group_by("lead", (occurred // DAY * DAY).alias("occurred")).agg(known.min())
        active = self.expanded(days, known, occurred).group_by("lead", "k").agg(within("active-days"))
        grid = events.select("lead").unique().join(
            pl.LazyFrame({"k": range(a.count)}, schema={"k": pl.Int64}), how="cross")
        firsts = flagged.group_by("lead", pl.max_horizontal(pl.lit(0), (known - a.first) // a.step + 1).alias("k")).agg(
            occurred.max().alias("latest"), occurred.min().alias("earliest"),
            pl.when(pl.col(codes[ORDER])).then(occurred).max().alias("ordered"))
        run = grid.join(firsts, on=["lead", "k"], how="left").sort("lead", "k").with_columns(
            pl.col("latest").cum_max().forward_fill().over("lead"), pl.col("earliest").cum_min().forward_fill().over("lead"),
            pl.col("ordered").cum_max().forward_fill().over("lead"), cutoff=a.first + k * a.step)
        frame = run
        for part in (counted, viewed, active):
            frame = frame.join(part, on=["lead", "k"], how="left")
        earlier = pl.col("recent-74") - pl.col("recent-14")
        frame = frame.with_columns(
            [pl.col(n).fill_null(0) for n in NAMES if never_missing(n)]
            + [
                pl.when(earlier > 0).then((pl.col("recent-14") / 14) / (earlier / 60)).alias("pace"),
                ((pl.col("cutoff") - pl.col("latest")) / DAY).alias("since-event"),
                ((pl.col("cutoff") - pl.col("ordered")) / DAY).alias("since-order"),
                ((pl.col("cutoff") - pl.col("earliest")) / DAY).alias("since-first"),
            ]
        )
        if a.values:
            return frame.select("lead", "k", *NAMES).collect(engine="streaming")
        sums = [pl.len()]
        for n in NAMES:
            sums += [pl.col(n).cast(pl.Float64).sum().alias("s" + n), pl.col(n).count().alias("n" + n)]
        return frame.select(sums).collect(engine="streaming").row(0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", choices=["duckdb", "polars"])
    parser.add_argument("log", help="the folder of an imported log: docs/formats/log.md")
    parser.add_argument("--first", type=int, required=True, help="first cutoff, microseconds UTC, a midnight")
    parser.add_argument("--step", type=int, default=14 * DAY)
    parser.add_argument("--count", type=int, default=26)
    parser.add_argument("--batches", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--values", help="write the frame to this Parquet file in place of the sums")
    arguments = parser.parse_args()
    with open(arguments.log + "/manifest.json") as file:
        partitions = json.load(file)["partitions"]
    arguments.files = [f"{arguments.log}/{part['events']['path']}" for part in partitions]
    arguments.leads = max(part["firstEntity"] + part["entityCount"] for part in partitions)
    os.environ["POLARS_MAX_THREADS"] = str(arguments.threads)
    engine = {"duckdb": DuckDB, "polars": Polars}[arguments.engine](arguments)
    begin = time.perf_counter()
    totals = None
    frames = []
    for batch in range(arguments.batches):
        row = engine.batch(arguments.leads * batch // arguments.batches, arguments.leads * (batch + 1) // arguments.batches)
        if arguments.values:
            frames.append(row)
            continue
        row = [0 if value is None else value for value in row]
        totals = row if totals is None else [x + y for x, y in zip(totals, row)]
    if arguments.values:
        import polars

        polars.concat(frames).write_parquet(arguments.values)
        return
    seconds = time.perf_counter() - begin
    usage = resource.getrusage(resource.RUSAGE_SELF)
    columns = {n: {"sum": float(totals[1 + 2 * i]), "values": int(totals[2 + 2 * i])} for i, n in enumerate(NAMES)}
    print(json.dumps({
        "engine": arguments.engine, "seconds": seconds, "processorSeconds": usage.ru_utime + usage.ru_stime,
        "peakBytes": usage.ru_maxrss * 1024, "rows": int(totals[0]), "columns": columns}))


main()
