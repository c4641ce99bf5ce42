"""Fetches all changes since the last run and writes the published records to mirror.ndjson: python3 follow.py"""
import json, sqlite3
from sitrep import send

mirror = sqlite3.connect("mirror.db")
mirror.execute("CREATE TABLE IF NOT EXISTS incidents (id TEXT PRIMARY KEY, record TEXT)")
mirror.execute("CREATE TABLE IF NOT EXISTS place (one INTEGER PRIMARY KEY, cursor TEXT)")
changes = True
while changes:
    place = mirror.execute("SELECT cursor FROM place").fetchone()
    page, _ = send(f"/changes.ndjson?cursor={place[0]}" if place else "/changes.ndjson?since=0")
    changes = [json.loads(line) for line in page.splitlines()]
    with mirror:  # Records and cursor change together, so the program can be stopped at any time.
        for change in changes:
            mirror.execute("DELETE FROM incidents WHERE id = ?", [change["id"]])
            if change["incident"]:
                mirror.execute("INSERT INTO incidents VALUES (?, ?)", [change["id"], json.dumps(change["incident"])])
            mirror.execute("REPLACE INTO place VALUES (1, ?)", [change["cursor"]])
with open("mirror.ndjson", "w") as file:
    file.writelines(f"{record}\n" for (record,) in mirror.execute("SELECT record FROM incidents ORDER BY id"))
