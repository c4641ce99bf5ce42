/** LibreOffice without a window, as a reader of tables. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'

const soffice = '/usr/bin/soffice'

/** Why there can be no LibreOffice here; undefined where there can. CI has one, or fails. */
export const missingOffice: string | undefined =
  existsSync(soffice) || process.env.CI ? undefined : `there is no ${soffice}`

/** CSV in UTF-8, numbers to 15 digits, each sheet a file (LibreOffice, "CSV filter parameters"). */
const everySheet = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1'

export type Row = Readonly<Record<string, string>>

/** The sheets of files as LibreOffice computes and shows them, by the name of the file and the sheet: `a-incidents`. */
export const readSheets = async (dir: string, files: readonly string[]): Promise<Record<string, Row[]>> => {
  const out = join(dir, 'sheets')
  const profile = `-env:UserInstallation=${pathToFileURL(join(dir, 'profile'))}`
  const args = [profile, '--headless', '--norestore', '--convert-to', everySheet, '--outdir', out, ...files]
  await promisify(execFile)(soffice, args, { timeout: 120_000 })
  const read = async (name: string) => {
    const rows: Row[] = parse(await readFile(join(out, name)), { columns: true })
    return [name.replace(/\.csv$/, ''), rows] as const
  }
  return Object.fromEntries(await Promise.all((await readdir(out)).map(read)))
}
