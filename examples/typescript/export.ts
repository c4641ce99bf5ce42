// Downloads a list as CSV, page by page: node export.ts 'country=IQ&from=2022-01-01' incidents.csv
import { appendFileSync, renameSync, writeFileSync } from 'node:fs'
import { clientOfEnvironment } from './sitrep-client.ts'

const [, , filters = '', file = 'incidents.csv'] = process.argv
writeFileSync(`${file}.part`, '')
let isFirst = true
for await (const page of clientOfEnvironment().pages(`/incidents.csv?limit=500&${filters}`)) {
  const text = await page.text()
  appendFileSync(`${file}.part`, isFirst ? text : text.slice(text.indexOf('\n') + 1)) // without the header
  isFirst = false
}
renameSync(`${file}.part`, file) // A file that has its name is complete.
