// `node bench/code-lines.ts`: prints the number of lines of code in src and schemas, room by room, without blank
// lines, comments and imports.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const files = execFileSync('git', ['ls-files', 'src', 'schemas'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file))

const anImport = /^import\b[^'"]*['"][^'"]+['"]$/gm
const aComment = /^\s*(?:\{\s*)?\/\*[\s\S]*?\*\/\s*\}?\s*$/gm

/** Returns the number of lines of code of a source. */
const countLines = (source: string): number =>
  source
    .replace(anImport, '')
    .replace(aComment, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length

const roomOf = (file: string): string => {
  const [top = '', room = ''] = file.split('/')
  return top === 'schemas' ? top : `${top}/${room}`
}

const rooms = new Map<string, number>()
const counts = { over300: 0, under30: 0 }
for (const file of files) {
  const source = readFileSync(file, 'utf8')
  rooms.set(roomOf(file), (rooms.get(roomOf(file)) ?? 0) + countLines(source))
  const length = source.trimEnd().split('\n').length
  if (length > 300) counts.over300++
  if (length < 30) counts.under30++
}
for (const [room, lines] of rooms) console.log(String(lines).padStart(6), room)
console.log(String([...rooms.values()].reduce((sum, lines) => sum + lines, 0)).padStart(6), 'in all')
console.log(
  `${files.length} files, ${counts.over300} of more than 300 lines, ${counts.under30} of fewer than 30`,
)
