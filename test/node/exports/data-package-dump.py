"""Prints the tables that load.py makes in each folder, with their types and what it warned of, as JSON."""
import json
import runpy
import sys
import warnings


def plain(column):
    kind = str(column.dtype)
    if kind.startswith("datetime64") and "UTC" in kind:
        column = (column.astype("int64") // 1_000_000).where(column.notna())
    elif kind.startswith("datetime64"):
        column = column.dt.strftime("%Y-%m-%d")
    return column.astype(object).where(column.notna(), None).tolist()


def dump(folder):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        tables = runpy.run_path(f"{folder}/load.py")["tables"]
    return {
        "warned": [str(each.message) for each in caught],
        "types": {name: {key: str(kind) for key, kind in table.dtypes.items()} for name, table in tables.items()},
        "tables": {name: {key: plain(table[key]) for key in table} for name, table in tables.items()},
    }


print(json.dumps([dump(folder) for folder in sys.argv[1:]]))
