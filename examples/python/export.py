"""Downloads a list as CSV, page by page: python3 export.py 'country=IQ&from=2022-01-01' incidents.csv

All pages are of one commit, also if records change meanwhile.
"""
import os, sys
from sitrep import send

page, path = send(f"/incidents.csv?limit=500&{sys.argv[1]}")
with open(f"{sys.argv[2]}.part", "wb") as file:
    file.write(page)
    while path:
        page, path = send(path)
        file.write(page.split(b"\r\n", 1)[1])  # without the header
os.replace(f"{sys.argv[2]}.part", sys.argv[2])  # A file that has its name is complete.
