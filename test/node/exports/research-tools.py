"""Prints a table as the recipe of the front page has it."""
import json
import sys

import pandas

table = eval(sys.argv[1], {"pandas": pandas})
table = table.astype(object).where(table.notna(), None)
print(json.dumps(table.to_dict("records")))
