import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { mapping } from '../../../schemas/column-mapping.ts'
import { mappingJsonSchema } from '../../../scripts/describe/mapping-schema.ts'
import { openapiDocument } from '../../../scripts/describe/openapi.ts'
import { builtFiles } from '../../../scripts/describe/write-files.ts'
import { joinDefinitions } from '../../../src/web/site/reference/join-definitions.ts'
import { foundingRecords, record } from '../support/founding-case.ts'
import { compileRecordSchema, recordSchema } from '../support/record-schema.ts'
import { root } from '../support/server.ts'

const files = Object.entries(builtFiles())

describe('the descriptions of the API', () => {
  it.each(files)('are those in public/; if not, `npm run build:api` makes them again: %s', (name, text) => {
    expect(readFileSync(join(root, 'public', name), 'utf8')).toBe(text)
  })
})

describe('the OpenAPI document', () => {
  const text = (name: string): string => files.find(([each]) => each === name)?.[1] ?? ''
  const document = JSON.parse(joinDefinitions(text('openapi.txt'), text('incident-schema.txt')))

  it('is complete with the definitions of the JSON Schema', () => {
    expect(document).toEqual(JSON.parse(JSON.stringify(openapiDocument({ isComplete: true }))))
  })

  it('is one for a validator of others', async () => {
    expect(await new Validator().validate(document)).toEqual({ valid: true })
  })

  it('has no error for a linter of others', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'sitrep-openapi-')), 'openapi.json')
    writeFileSync(path, JSON.stringify(document))
    const program = join(root, 'node_modules/@redocly/cli/bin/cli.js')
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
    const { stdout } = spawnSync(process.execPath, [program, 'lint', path, '--format=json'], {
      env,
      encoding: 'utf8',
    })
    rmSync(dirname(path), { recursive: true })
    expect(JSON.parse(stdout).totals).toMatchObject({ errors: 0 })
  })
})

describe('the JSON Schema of a record', () => {
  const validate = compileRecordSchema({ allErrors: true })
  const errorsOf = (value: unknown): string[] => {
    validate(value)
    return [...new Set((validate.errors ?? []).map((each) => `${each.instancePath} ${each.keyword}`))]
  }

  it('accepts the records of the founding case', () => {
    expect(foundingRecords.map(errorsOf)).toEqual(foundingRecords.map(() => []))
  })

  it.each([
    [{ event_type: 'war' }, ['/event_type enum']],
    [{ dataset: 'Reports' }, ['/dataset pattern']],
    [{ colour: 'red' }, [' additionalProperties']],
    [{ date: '2022-02-30' }, ['/date pattern']],
    [{ date: '5 January' }, ['/date pattern']],
    [{ date: '0000-01-01' }, ['/date pattern']],
    [{ date: '2022-01-05/..' }, ['/date pattern']],
    [{ title: 'x'.repeat(201) }, ['/title maxLength']],
    [{ sources: [] }, ['/sources minItems']],
    [{ sources: [{ url: 'ftp://example.org' }] }, ['/sources/0/url pattern']],
    [{ sources: [{ title: 'A', language: 'Arabic (Iraq)' }] }, ['/sources/0/language pattern']],
    [{ weapons: [{ fired: -1 }] }, ['/weapons/0/fired minimum']],
    [{ weapons: [{ fired: 1.5 }] }, ['/weapons/0/fired type']],
    [{ location: { country: 'IQ', latitude: 91, longitude: 44 } }, ['/location/latitude maximum']],
    [{ location: {} }, ['/location required']],
    [{ status: 'public' }, ['/status enum']],
    [{ event_type: undefined, event_subtype: undefined }, [' required', ' anyOf']],
    [{ event_type: 'battle' }, ['/event_subtype enum', ' if']],
    [{ location: { country: 'IQ', latitude: 33 } }, ['/location dependentRequired']],
    [{ title: 'a\u0007b' }, ['/title pattern']],
    [{ title: 'a\u0085b' }, ['/title pattern']],
    [{ actors: [{}] }, ['/actors/0 minProperties']],
    [{ actors: [{ with: [''] }] }, ['/actors/0/with/0 minLength']],
    [
      { external: { scheme: 'ucdp', fields: { a: 'a\0' } } },
      ['/external/fields/a pattern', '/external/fields/a type', '/external/fields/a anyOf'],
    ],
    [
      { external: { scheme: 'ucdp', fields: { a: [] } } },
      ['/external/fields/a type', '/external/fields/a anyOf'],
    ],
    [
      { external: { scheme: 'ucdp', fields: { constructor: 1 } } },
      ['/external/fields not', '/external/fields propertyNames'],
    ],
    [{ sources: [{ said_by: 'an officer' }] }, ['/sources/0 required', '/sources/0 anyOf']],
    [
      { casualties: { reported: 'none', deaths: { best: 1 } } },
      ['/casualties/deaths/best maximum', '/casualties if'],
    ],
    [
      { casualties: { reported: 'unknown', groups: [{ actor: 'A', injuries: { low: 0 } }] } },
      ['/casualties/groups/0/injuries/low false schema', '/casualties if'],
    ],
    [{ casualties: { groups: [{ group: 'civilians', actor: 'A' }] } }, ['/casualties/groups/0 oneOf']],
  ])('refuses %j', (over, expected) => {
    expect(errorsOf({ ...record(3), ...over })).toEqual(expected)
  })

  it.each([
    '2022',
    '2022-01~',
    '2022-01-05T19:30+03:00',
    '2022-01-03/2022-01-05?',
    '[2022-01-03..2022-01-05]',
  ])('accepts the date %s', (date) => {
    expect(errorsOf({ ...record(3), date })).toEqual([])
  })

  it('needs a type of event, or a specific type, which implies it', () => {
    const { event_type: _, event_subtype: subtype, ...rest } = record(3)
    expect(errorsOf({ ...rest, event_subtype: subtype })).toEqual([])
    expect(errorsOf(rest)).toContain(' anyOf')
  })

  it('says what each code means', () => {
    const { EventType, Country } = recordSchema.$defs
    expect(EventType.description).toContain('- `battle`: Battle. Two armed sides fight each other')
    expect(Country.enum).toContain('XK')
  })

  it('has nothing of the metadata from which forms and columns derive', () => {
    const names = JSON.stringify(recordSchema).match(/"(?:help|acceptsFast|vocabulary|columns?|x-\w+)":/g)
    expect(names).toBe(null)
  })
})

describe('the JSON Schema of a mapping', () => {
  const schema = mappingJsonSchema()
  const accepts = new Ajv2020({ strict: true }).compile(JSON.parse(JSON.stringify(schema)))
  const columns = { day: 'date' }
  const rule = (more: object) => ({ columns: { day: { to: 'date', ...more } } })

  const fixtures = join(root, 'test/fixtures/mappings')
  const guide = readFileSync(join(root, 'docs/importing.md'), 'utf8')
  const known: readonly (readonly [string, string])[] = [
    ...readdirSync(fixtures)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, readFileSync(join(fixtures, name), 'utf8')] as const),
    ...[...guide.matchAll(/^```json mapping\n(.*?)^```/gms)].map(
      ([, text = ''], i) => [`the guide's mapping ${i + 1}`, text] as const,
    ),
  ]

  it.each(known)('accepts %s', (_, text) => {
    expect([accepts(JSON.parse(text)), accepts.errors]).toEqual([true, null])
  })

  it.each([
    [{}, false],
    [[], false],
    [{ columns: {} }, true],
    [{ columns, extra: 1 }, false],
    [{ columns: { day: '' } }, false],
    [{ columns: { day: 5 } }, false],
    [{ columns: { day: [] } }, false],
    [{ columns: { day: ['date', { to: 'reference' }] } }, true],
    [{ columns: { day: [['date']] } }, false],
    [{ columns: { day: {} } }, false],
    [rule({ dat: 'DD' }), false],
    [rule({ values: { a: null, b: 1, c: true } }), true],
    [rule({ values: { a: [] } }), false],
    [rule({ otherwise: 'keep' }), true],
    [rule({ otherwise: null }), true],
    [rule({ otherwise: { to: 'date_note' } }), true],
    [rule({ otherwise: { into: 'date_note' } }), false],
    [rule({ missing: 'NA' }), false],
    [rule({ century: 0 }), false],
    [rule({ century: 1950 }), true],
    [rule({ offset: 'Asia/Baghdad' }), false],
    [rule({ decimal: ';' }), false],
    [rule({ thousands: "'" }), true],
    [rule({ with: { a: null } }), false],
    [{ columns, templates: { title: '' } }, false],
    [{ columns, constants: { title: 1 } }, true],
    [{ columns, rest: 'keep' }, false],
  ])('judges %j as the parser does', (json, expected) => {
    expect([accepts(json), v.safeParse(mapping, json).success]).toEqual([expected, expected])
  })

  it('says what each key means', () => {
    const { properties, $defs } = JSON.parse(JSON.stringify(schema))
    for (const [key, { description }] of Object.entries<{ description?: string }>({
      ...properties,
      ...$defs.Rule.properties,
    }))
      expect([key, description]).toEqual([key, expect.stringMatching(/\w.*\.$/)])
  })
})
