"""Requests to Sitrep. It needs Python 3.8 or newer and nothing else."""
import http.client, os, re, sys, time, urllib.error, urllib.request

url, token = os.environ.get("SITREP_URL"), os.environ.get("SITREP_TOKEN")
if not url:
    sys.exit("Set SITREP_URL to the address of the site, such as http://localhost:8787.")
max_attempts = 5


def send(path, body=None, **headers):
    """Returns the body of the answer and the path of the next page, which is None at the end.

    Asks again after a broken connection, 429 or 503, and ends the program after any other error.
    """
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    for attempt in range(1, max_attempts + 1):
        try:
            with urllib.request.urlopen(urllib.request.Request(url + path, body, headers), timeout=300) as answer:
                link = re.search('<([^>]*)>; rel="next"', answer.headers["Link"] or "")
                return answer.read(), link and link[1]
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503) or attempt == max_attempts:
                sys.exit(error.read().decode())
            wait = int(error.headers["Retry-After"] or 2 ** (attempt - 1))
        except (OSError, http.client.HTTPException):
            if attempt == max_attempts:
                raise
            wait = 2 ** (attempt - 1)
        time.sleep(wait)
