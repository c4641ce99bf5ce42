import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { openapiDocument } from '../../../scripts/describe/openapi.ts'
import { builtFiles } from '../../../scripts/describe/write-files.ts'
import { joinDefinitions } from '../../../src/web/site/reference/join-definitions.ts'
import { foundingRecords, record } from '../support/founding-case.ts'
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
  const schema = JSON.parse(files.find(([name]) => name === 'incident-schema.txt')?.[1] ?? '')
  const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema)
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
    [{ sources: [{ language: 'Arabic (Iraq)' }] }, ['/sources/0/language pattern']],
    [{ weapons: [{ fired: -1 }] }, ['/weapons/0/fired minimum']],
    [{ weapons: [{ fired: 1.5 }] }, ['/weapons/0/fired type']],
    [{ location: { country: 'IQ', latitude: 91 } }, ['/location/latitude maximum']],
    [{ location: {} }, ['/location required']],
    [{ status: 'published' }, [' additionalProperties']],
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
    const { EventType, Country } = schema.$defs
    expect(EventType.description).toContain('- `battle`: Battle. Two armed sides fight each other')
    expect(Country.enum).toContain('XK')
  })

  it('has nothing of the metadata from which forms and columns derive', () => {
    const names = JSON.stringify(schema).match(/"(?:help|acceptsFast|vocabulary|columns?|x-\w+)":/g)
    expect(names).toBe(null)
  })
})
