/** `load.py`: loads every table as a pandas DataFrame, with the types of `datapackage.json`. */
export const pythonLoader = `"""Loads every table of this package with pandas.

    from load import tables
    tables["incidents"]

An empty cell is unknown and becomes a missing value.
"""
import json
import warnings
from pathlib import Path

import pandas as pd

TYPES = {"integer": "Int64", "number": "float64"}


def as_date(text, name):
    """Days as datetime64; left as text where pandas cannot hold a year, before 1678 or after 2261."""
    try:
        return pd.to_datetime(text, format="%Y-%m-%d")
    except ValueError as error:
        warnings.warn(f"{name} stays text: {error}")
        return text


def load_table(folder, resource):
    fields = resource["schema"]["fields"]
    table = pd.read_csv(
        folder / resource["path"],
        encoding=resource["encoding"],
        dtype={field["name"]: TYPES.get(field["type"], "string") for field in fields},
        keep_default_na=False,
        na_values=[""],
    )
    for field in fields:
        name = field["name"]
        if field["type"] == "date":
            table[name] = as_date(table[name], name)
        if field["type"] == "datetime":
            table[name] = pd.to_datetime(table[name], utc=True)
    return table


def load(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: load_table(folder, resource) for resource in package["resources"]}


tables = load(Path(__file__).resolve().parent)
`
