// Modules of the record under schemas that differ from the one of today.
import * as v from 'valibot'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as acled from '../../../schemas/crosswalk/acled.ts'
import { createCodeMap } from '../../../schemas/crosswalk/layout.ts'
import { code, field, list, required, text } from '../../../schemas/field-types.ts'
import * as incidentSchema from '../../../schemas/incident.ts'
import * as vocabularies from '../../../schemas/vocabularies.ts'
import { rowVersion, schemaVersion } from '../../../src/record/schema-version.ts'
import { toPublic } from '../../../src/record/withheld.ts'

type Fields = Record<string, v.GenericSchema>

const fieldsToday = incidentSchema.fields as unknown as Fields
const titled = { title: 'Title', help: 'Help.' }

interface AnySchema extends v.GenericSchema {
  readonly wrapped?: AnySchema
  readonly entries?: Fields
  readonly item?: AnySchema
}

/** The declarations of the fields of a group, or of the entries of a list. */
const entriesOf = (name: string): Fields => {
  const outer = fieldsToday[name] as AnySchema
  const inner = outer.wrapped ?? outer
  return (inner.item ?? inner).entries ?? {}
}

/** Fields with one more before the others, or one instead of another. */
const withFields = (more: Fields, without: string, all: Fields = fieldsToday): Fields =>
  Object.fromEntries([
    ...Object.entries(all).flatMap(([name, each]) =>
      name === without ? Object.entries(more) : [[name, each]],
    ),
  ])

const withSchema = async (fields: Fields, modules: Readonly<Record<string, object>> = {}) => {
  vi.resetModules()
  vi.doMock('../../../schemas/incident.ts', () => ({ ...incidentSchema, fields }))
  for (const [path, each] of Object.entries(modules)) vi.doMock(path, () => each)
  return {
    versions: await import('../../../src/record/schema-version.ts'),
    upgrade: await import('../../../src/record/upgrade.ts'),
    withheld: await import('../../../src/record/withheld.ts'),
    columns: await import('../../../src/record/flat-columns.ts'),
  }
}

afterEach(() => {
  for (const name of ['incident', 'vocabularies', 'crosswalk/acled'])
    vi.doUnmock(`../../../schemas/${name}.ts`)
  vi.resetModules()
})

const note = (metadata: object = {}) => field(text(200), { ...titled, column: false, ...metadata })
const claims = (entries: Fields) =>
  field(list(v.object(entries)), titled as Parameters<typeof field>[1]) as v.GenericSchema
const damage = (entries: Fields) =>
  field(v.object(entries), { ...titled, inline: '' } as Parameters<typeof field>[1]) as v.GenericSchema

describe('the version of stored rows', () => {
  it('is that of today under the schema of today', async () => {
    const { versions } = await withSchema(fieldsToday)
    expect(versions).toMatchObject({ rowVersion, schemaVersion })
  })

  const changed: readonly (readonly [string, Fields])[] = [
    ['a field without a column is renamed', withFields({ remarks: note({ formerName: 'notes' }) }, 'notes')],
    ['a field without a column has another kind', withFields({ notes: note({ column: false }) }, 'notes')],
    [
      'a field of an entry is renamed',
      withFields(
        { claims: claims(withFields({ words: note({ formerName: 'text' }) }, 'text', entriesOf('claims'))) },
        'claims',
      ),
    ],
    [
      'a field of an entry is removed',
      withFields({ claims: claims(withFields({}, 'text', entriesOf('claims'))) }, 'claims'),
    ],
    [
      'a nested field without a column is renamed',
      withFields(
        { damage: damage(withFields({ remark: note({ formerName: 'note' }) }, 'note', entriesOf('damage'))) },
        'damage',
      ),
    ],
    [
      'a field of an entry is for editors only',
      withFields(
        { claims: claims(withFields({ text: note({ editorsOnly: true }) }, 'text', entriesOf('claims'))) },
        'claims',
      ),
    ],
    [
      'fields have another order',
      Object.fromEntries(Object.entries(fieldsToday).sort(([a], [b]) => (a < b ? -1 : 1))),
    ],
  ]

  it.each(changed)('is another one if %s', async (_, fields) => {
    const { versions } = await withSchema(fields)
    expect(versions.rowVersion).not.toBe(rowVersion)
    expect(versions.schemaVersion).not.toBe(schemaVersion)
  })

  it('is another one, that of filters too, if more is withheld', async () => {
    const { withheldLevel } = vocabularies
    const place = { ...withheldLevel.place, fields: [...withheldLevel.place.fields, 'admin1'] }
    const { versions, withheld } = await withSchema(fieldsToday, {
      '../../../schemas/vocabularies.ts': { ...vocabularies, withheldLevel: { ...withheldLevel, place } },
    })
    expect(versions.filterVersion).not.toBe(rowVersion.split('-')[0])
    const record = {
      location: { country: 'IQ', admin1: 'Anbar', withheld: 'place' },
    } as incidentSchema.Incident
    expect(withheld.toPublic(record).location).toEqual({
      country: 'IQ',
      precision: 'country',
      withheld: 'place',
    })
  })

  it('is that of today if a text changes, or a code', async () => {
    const { versions } = await withSchema(
      withFields(
        {
          notes: field(text(10_000, 'lines'), {
            title: 'Other',
            help: 'Other.',
            editorsOnly: true,
            column: false,
          }),
        },
        'notes',
      ),
    )
    expect(versions.rowVersion).toBe(rowVersion)
  })
})

describe('the version of files', () => {
  it('is another one if a code of a layout is', async () => {
    const interCodes = createCodeMap([['1', 'state_forces', 'Forces of a state']])
    const { versions } = await withSchema(fieldsToday, {
      '../../../schemas/crosswalk/acled.ts': { ...acled, interCodes },
    })
    expect(versions.rowVersion).toBe(rowVersion)
    expect(versions.schemaVersion).not.toBe(schemaVersion)
  })
})

describe('a stored record', () => {
  it('is read with the names and in the order of the schema, and is the same if it has them', async () => {
    const { upgrade } = await withSchema(
      withFields(
        { claims: claims(withFields({ words: note({ formerName: 'text' }) }, 'text', entriesOf('claims'))) },
        'claims',
      ),
    )
    const stored = {
      summary: 's',
      unknown: 1,
      claims: [{ text: 'one', by: 'a' }, { by: 'b' }],
    } as unknown as incidentSchema.Incident
    const read = upgrade.upgradeRecord(stored)
    expect(JSON.stringify(read)).toBe(
      '{"claims":[{"by":"a","words":"one"},{"by":"b"}],"summary":"s","unknown":1}',
    )
    expect(upgrade.upgradeRecord(read)).toBe(read)
  })

  it('shows the public nothing of fields for editors only, at any depth', async () => {
    const { withheld } = await withSchema(
      withFields(
        {
          claims: claims(withFields({ text: note({ editorsOnly: true }) }, 'text', entriesOf('claims'))),
          damage: damage(withFields({ note: note({ editorsOnly: true }) }, 'note', entriesOf('damage'))),
          title: note({ editorsOnly: true }),
        },
        'claims',
        withFields({}, 'title', withFields({}, 'damage')),
      ),
    )
    const full = {
      title: 'hidden',
      damage: { note: 'hidden' },
      claims: [{ by: 'a', text: 'hidden' }, { by: 'b' }],
    } as unknown as incidentSchema.Incident
    const shown = withheld.toPublic(full)
    expect(shown).toEqual({ claims: [{ by: 'a' }, { by: 'b' }] })
    expect(withheld.toPublic(shown)).toBe(shown)
  })

  it('shows the public nothing that the schema has no field for: a later one may hide it', () => {
    const known = { id: 'i', warnings: [{ pointer: '/x', rule: 'r', detail: 'd' }], summary: 's' }
    const external = { scheme: 'gtd', fields: { any: 'name' } }
    const claims = [{ by: 'a' }, { text: 'b' }]
    const full = {
      ...known,
      external,
      secret: 'hidden',
      outcome: { hidden: 1 },
      damage: { secret: 'hidden' },
      claims: [{ by: 'a', secret: { deep: 'hidden' } }, { text: 'b' }],
      tags: { hidden: 2 },
    } as unknown as incidentSchema.Incident
    const shown = toPublic(full)
    expect(shown).toEqual({ ...known, external, claims })
    expect(toPublic(shown)).toBe(shown)
  })
})

describe('a schema is refused', () => {
  const refused: readonly (readonly [string, Fields, RegExp])[] = [
    [
      'whose field has the former name of another',
      withFields({ notes: note(), remarks: note({ formerName: 'notes' }) }, 'notes'),
      /remarks has the former name notes, which another field has/,
    ],
    [
      'with two fields of the same former name',
      withFields({ a: note({ formerName: 'notes' }), b: note({ formerName: 'notes' }) }, 'notes'),
      /Two fields have the former name notes/,
    ],
    [
      'whose entries have a field with the former name of another',
      withFields(
        { claims: claims({ ...entriesOf('claims'), words: note({ formerName: 'text' }) }) },
        'claims',
      ),
      /words has the former name text/,
    ],
    [
      'with a field that is named like a column',
      withFields({ notes: note(), country: field(text(9), titled) }, 'notes'),
      /Two columns of the flat row have the name country/,
    ],
    [
      'whose column has the former name of another',
      withFields({ when: field(text(9), { ...titled, column: 'moment', formerColumn: 'country' }) }, 'notes'),
      /Two columns of the flat row have the name country/,
    ],
    [
      'that hides a required field',
      withFields({ series: required(text(9), { ...titled, editorsOnly: true }) }, 'series'),
      /series is required/,
    ],
  ]

  it.each(refused)('%s', async (_, fields, message) => {
    await expect(withSchema(fields)).rejects.toThrow(message)
  })
})

describe('a column with a name of its own', () => {
  it('has a former name if its declaration states one', async () => {
    const level = field(code(vocabularies.damageLevel), { ...titled, column: 'harm', formerColumn: 'harmed' })
    const tags = field(list(text(9)), {
      ...titled,
      columns: {
        labels: { title: 'Tags', type: 'list', formerName: 'keywords', get: (items) => items.join() },
      },
    })
    const { columns } = await withSchema(withFields({ level, tags }, 'tags'))
    expect([...columns.columnsByFormerName]).toEqual([
      ['harmed', 'harm'],
      ['keywords', 'labels'],
    ])
  })
})
