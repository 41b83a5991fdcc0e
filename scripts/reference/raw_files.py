"""The raw files of some data sets, and how to rewrite what they come to know from a time on."""

import csv
import datetime
import gzip
import io
import json
import os
import shutil
import sqlite3

import duckdb


def time(text):
    """A time as these files write it; one without a zone is taken as UTC."""
    for pattern in (None, "%d.%m.%Y", "%Y%m%d"):
        try:
            parsed = datetime.datetime.strptime(text, pattern) if pattern else datetime.datetime.fromisoformat(text)
        except ValueError:
            continue
        return parsed if parsed.tzinfo else parsed.replace(tzinfo=datetime.timezone.utc)
    raise ValueError(f"{text} is no time")


class Rows:
    """A raw file as rows, each a dictionary of texts or values.

    known: when a row comes to be known. occurred: when what it says happened, if the file has that beside.
    key: what tells rows apart, if they have it. fixed: columns that stay with their row, since with another
    row's value two rows would be one.
    """

    def __init__(self, path, known, occurred=None, key=None, fixed=()):
        self.path, self.known, self.occurred, self.key, self.fixed = path, known, occurred, key, fixed

    def rewrite(self, rows, start, chance):
        """Gives the rows known from a time on each other's values, leaves some out and makes some up.

        Half of those that have a time of occurrence say that it happened in the past. The last one stays, since it
        says how far the data reach.
        """
        future = [row for row in rows if time(str(row[self.known])) >= start]
        past = [row for row in rows if time(str(row[self.known])) < start]
        if len(future) < 2:
            return rows, 0
        last = max(future, key=lambda row: time(str(row[self.known])))
        rest = [dict(row) for row in future if row is not last]
        count = len(rest)
        for column in rest[0]:
            if column not in (self.known, self.occurred, self.key, *self.fixed):
                values = [row[column] for row in rest]
                chance.shuffle(values)
                for row, value in zip(rest, values):
                    row[column] = value
        if self.key or not self.fixed:
            rest = [row for row in rest if chance.random() < 0.9]
            rest += [dict(chance.choice(rest)) for _ in range(count // 5 if rest else 0)]
        for number, row in enumerate(rest):
            if self.occurred and past and chance.random() < 0.5:
                row[self.occurred] = chance.choice(past)[self.occurred]
            if self.key:
                row[self.key] = 1_000_000 + number if isinstance(row[self.key], int) else f"new-{number}"
        # In the order in which they come to be known, as such files are written.
        return past + sorted(rest + [last], key=lambda row: time(str(row[self.known]))), count


class Delimited(Rows):
    """A CSV file, which may be compressed."""

    delimiter = ","

    def read(self, folder):
        with self._open(folder, "r") as file:
            return list(csv.DictReader(file, delimiter=self.delimiter))

    def write(self, source, target, rows):
        with self._open(source, "r") as file:
            columns = next(csv.reader(file, delimiter=self.delimiter))
        with self._open(target, "w") as file:
            writer = csv.DictWriter(file, columns, delimiter=self.delimiter)
            writer.writeheader()
            writer.writerows(rows)

    def _open(self, folder, mode):
        path = os.path.join(folder, self.path)
        if path.endswith(".gz"):
            return io.TextIOWrapper(gzip.open(path, mode + "b"), encoding="utf-8", newline="")
        return open(path, mode, encoding="utf-8", newline="")


class Semicolons(Delimited):
    delimiter = ";"


class Lines(Rows):
    """A JSON document a line."""

    def read(self, folder):
        with open(os.path.join(folder, self.path), encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def write(self, source, target, rows):
        with open(os.path.join(target, self.path), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


class Widths(Rows):
    """Lines of columns that have fixed widths, after a heading."""

    columns = (("lead", 0, 6), ("partner", 6, 14), ("day", 14, 22), ("tier", 22, None))

    def read(self, folder):
        with open(os.path.join(folder, self.path), encoding="utf-8") as file:
            return [{name: line[start:end] for name, start, end in self.columns} for line in file.read().splitlines()[1:]]

    def write(self, source, target, rows):
        with open(os.path.join(source, self.path), encoding="utf-8") as file:
            heading = file.readline()
        with open(os.path.join(target, self.path), "w", encoding="utf-8") as file:
            file.write(heading)
            file.writelines("".join(row.values()) + "\n" for row in rows)


class Parquet(Rows):
    def read(self, folder):
        table = duckdb.sql(f"FROM '{os.path.join(folder, self.path)}'")
        return [dict(zip(table.columns, row)) for row in table.fetchall()]

    def write(self, source, target, rows):
        connection = duckdb.connect()
        connection.execute(f"CREATE TABLE rows AS FROM '{os.path.join(source, self.path)}' LIMIT 0")
        connection.executemany(f"INSERT INTO rows VALUES ({', '.join('?' * len(rows[0]))})", [list(row.values()) for row in rows])
        connection.execute(f"COPY rows TO '{os.path.join(target, self.path)}' (FORMAT parquet)")


class Table(Rows):
    """A table of an SQLite file."""

    def __init__(self, path, table, *arguments, **named):
        super().__init__(path, *arguments, **named)
        self.table = table

    def read(self, folder):
        answer = sqlite3.connect(os.path.join(folder, self.path)).execute(f"SELECT * FROM {self.table}")
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row)) for row in answer]

    def write(self, source, target, rows):
        path = os.path.join(target, self.path)
        # One file has several tables: the first that is rewritten brings the others along.
        if not os.path.exists(path):
            shutil.copy(os.path.join(source, self.path), path)
        with sqlite3.connect(path) as connection:
            connection.execute(f"DELETE FROM {self.table}")
            places = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {self.table} VALUES ({places})", [list(row.values()) for row in rows])


def of_company(kind, path):
    return kind(path, "recorded_at", "occurred_at", "id")


SETS = {
    "bpi-2012": [Delimited("events.csv.gz", "ts"), Delimited("cases.csv.gz", "REG_DATE", fixed=["case"])],
    "channels": [
        Lines("chat.jsonl", "stored_at", "at", "message"),
        Lines("telemetry.jsonl", "received", "ts", "uuid"),
        Lines("web-form.jsonl", "submitted", key="form_id"),
        Semicolons("email.csv", "timestamp", key="message_id"),
        Delimited("firmographics.csv", "delivered", fixed=["account"]),
        Delimited("marketing.csv", "day", key="touch"),
        Delimited("survey.csv", "answered", key="response"),
        Delimited("survey-2024.csv", "answered", key="response"),
        Delimited("ticket.csv", "opened", key="ticket"),
        Widths("partner.txt", "day"),
        Parquet("web-mobile.parquet", "loaded", "started", "session"),
        Table("office.db", "stage_history", "changed_at", key="id"),
        Table("office.db", "subscriptions", "booked", "started", "contract"),
    ],
    "company": [
        *(
            of_company(Delimited, f"{name}.csv")
            for name in "forms email crm marketing tickets subscriptions surveys partners enrichment identity".split()
        ),
        of_company(Lines, "chat.jsonl"),
        of_company(Lines, "web.jsonl"),
        Delimited("product.csv", "occurred_at", key="id"),
        Delimited("leads.csv", "created_at", fixed=["lead"]),
    ],
}
