"""Files the report in a JSON file: python3 post.py report.json"""
import json, sys, uuid
from sitrep import send

with open(sys.argv[1], "rb") as file:
    report = file.read()
# The key makes a second attempt safe: if the first answer was lost, the server sends it again and files nothing.
answer, _ = send("/incidents", report, Content_Type="application/json", Idempotency_Key=str(uuid.uuid4()))
filed = json.loads(answer)
print(filed["incident"]["id"], filed["incident"]["status"], filed["receipt"])
for warning in filed["warnings"]:
    print(warning["pointer"], warning["detail"])
