// Files the report in a JSON file: node post.ts report.json
import { readFileSync } from 'node:fs'
import { clientOfEnvironment } from './sitrep-client.ts'

const report = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const { incident, warnings, receipt } = await clientOfEnvironment().create(report)
console.log(incident.id, incident.status, receipt)
for (const { pointer, detail } of warnings) console.log(pointer, detail)
