"""Imports a CSV file: python3 import.py attacks.csv 'dataset=attacks&publish=true'

A second attempt is safe: rows that are stored already change nothing.
"""
import json, sys
from sitrep import send

with open(sys.argv[1], "rb") as file:
    answer, _ = send(f"/imports?{sys.argv[2]}", file.read(), Content_Type="text/csv")
report = json.loads(answer)
print(*(f"{report[name]} {name}" for name in ("created", "updated", "unchanged", "rejected")), sep=", ")
for error in report["errors"]:
    print(f"line {error.get('line')}, {error.get('column')}: {error['detail']}")
sys.exit(report["rejected"] > 0)
