// Imports a CSV file: node import.ts attacks.csv 'dataset=attacks&publish=true'
import { readFileSync } from 'node:fs'
import { clientOfEnvironment } from './sitrep-client.ts'

const [, , file = '', query = ''] = process.argv
const parameters = Object.fromEntries(new URLSearchParams(query))
const report = await clientOfEnvironment().importFile(readFileSync(file), 'text/csv', parameters)
console.log(
  `${report.created} created, ${report.updated} updated, ${report.unchanged} unchanged, ${report.rejected} rejected`,
)
for (const { line, column, detail } of report.errors) console.log(`line ${line}, ${column}: ${detail}`)
process.exitCode = Number(report.rejected > 0)
