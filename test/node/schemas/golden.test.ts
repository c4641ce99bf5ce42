// What code makes of a record may not change unless a version does: stored rows and pinned addresses name it.
import { describe, expect, it } from 'vitest'
import { filterVersion } from '../../../src/record/schema-version.ts'
import { compareGolden, makeGolden, readGolden } from '../support/golden.ts'

const golden = readGolden()

describe('what is made of a record', () => {
  it('has changed with a version only', async () => {
    expect(compareGolden(golden, await makeGolden())).toEqual([])
  })

  it('names the number to raise, and the line for CHANGELOG.md, if code has changed it', () => {
    const changes = {
      rowCodeVersion: { ...golden, rows: 'other' },
      filterCodeVersion: { ...golden, filters: 'other', rowVersion: `${filterVersion}-other` },
      renderingVersion: { ...golden, files: { ...golden.files, csv: 'other' } },
    }
    for (const [name, changed] of Object.entries(changes)) {
      const before = name === 'filterCodeVersion' ? { ...changed, filters: golden.filters } : golden
      const faults = compareGolden(before, changed)
      expect(faults).toHaveLength(1)
      expect(faults[0]).toContain(`Raise ${name} in src/record/schema-version.ts`)
      expect(faults[0]).toContain('add to CHANGELOG.md: "- ')
    }
  })

  it('asks for a line of CHANGELOG.md if the schema declares something else', () => {
    const [fault] = compareGolden(golden, { ...golden, schemaVersion: 'other', files: {} })
    expect(fault).toContain(`Addresses pinned to schema=${golden.schemaVersion} answer 410.`)
  })
})
