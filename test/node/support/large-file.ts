/** Records that come in as one file, of which ten have words to be redacted. */

export const record = (over: object) => ({
  event_type: 'unrest',
  date: '2022-01-05',
  location: { country: 'IQ', place: 'عين الأسد' },
  sources: [{ publisher: 'Example News' }],
  ...over,
})

/** So many records that their files are kept, and so long that they are kept in parts. */
export const large = 1000
const titleOf = (i: number): string => (i < 10 ? `By zqgone${i}` : `Title ${i}`)
export const largeFile = Array.from({ length: large }, (_, i) => {
  const links = i % 2 ? [] : [{ type: 'related', incident: `large-${(i + 1) % large}` }]
  const summary = `Report ${i}: rockets were fired. `.repeat(170).trim()
  const notes = i % 50 ? undefined : `note ${i}`
  return JSON.stringify(record({ reference: `large-${i}`, title: titleOf(i), summary, links, notes }))
})

/** So many of them change together. */
export const some = 200
export const tagFile = (tag: string): string =>
  `reference,tags\n${Array.from({ length: some }, (_, i) => `large-${i},${tag}`).join('\n')}\n`
