"""Prints a table as the code on the page has it."""
import json
import sys

names = {}
exec(sys.argv[1], names)
table = names["incidents"]
table = table.astype(object).where(table.notna(), None)
print(json.dumps(table.to_dict("records")))
