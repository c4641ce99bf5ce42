import { describe, expect, it } from 'vitest'
import type { ProblemName } from '../../../../src/problems.ts'
import { type Answer, admin, ask, countRecords, expectProblem, record } from '../../client.ts'

const send = (body: BodyInit, type = 'application/json'): Promise<Answer> =>
  admin('/incidents?publish=true', { body, headers: { 'Content-Type': type } })

/** A sound record as JSON with more after it, in place of a field of that name. */
const and = (more: string): string => {
  const [, name = ''] = /^"(\w+)"/.exec(more) ?? []
  return `${JSON.stringify(record({ [name]: undefined })).slice(0, -1)},${more}}`
}

const whole = JSON.stringify(record())
const utf8 = new TextEncoder()
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
const nestedObjects = (name: string, depth: number): string =>
  `{"${name}":`.repeat(depth) + 1 + '}'.repeat(depth)
const list = (length: number, item: unknown): string => JSON.stringify(Array.from({ length }, () => item))

const refused = async (answer: Answer, type: ProblemName) => {
  const document = expectProblem(answer, type)
  expect(document.detail.length).toBeLessThan(1000)
  expect(await countRecords()).toBe(0)
  return document
}

describe('a body that is not JSON', () => {
  it.each<[string, BodyInit]>([
    ['nothing', ''],
    ['spaces', ' \n '],
    ['words', 'event_type: battle'],
    ['cut off in the middle', whole.slice(0, 100)],
    ['cut off before the last bracket', whole.slice(0, -1)],
    ['followed by something', `${whole} x`],
    ['two records', `${whole}\n${whole}`],
    ['with a comma too many', and('')],
    ['with a name twice', and('"title":"a","title":"b"')],
    ['with NaN', and('"weapons":[{"fired":NaN}]')],
    ['with a comment', `/* here */${whole}`],
    ['with a bare NUL in a text', and('"title":"a\u0000b"')],
    ['with a bare line break in a text', and('"title":"a\nb"')],
    [
      'in UTF-16',
      new Uint8Array(
        [...`\ufeff${whole}`].flatMap((each) => [each.charCodeAt(0) & 0xff, each.charCodeAt(0) >> 8]),
      ),
    ],
    ['in Latin-1', new Uint8Array([...and('"title":"caf\u00e9"')].map((each) => each.charCodeAt(0)))],
    ['with half a character of UTF-8 at its end', utf8.encode(`${whole}\u00e9`).slice(0, -1)],
    [
      'with surrogates encoded as UTF-8',
      new Uint8Array([...utf8.encode('{"title":"'), 0xed, 0xa0, 0x80, ...utf8.encode('"}')]),
    ],
    ['only a BOM', '\ufeff'],
    ['two BOMs', `\ufeff\ufeff${whole}`],
    ['50,000 brackets that never close', '['.repeat(50_000)],
    ['names that never close', '{"a":'.repeat(50_000)],
  ])('is refused: %s', async (_, body) => {
    await refused(await send(body), 'body-unreadable')
  })
})

describe('JSON that is no record', () => {
  it.each<[string, string, string[]]>([
    ['null', 'null', [' record.type']],
    ['a text', '"x"', [' record.type']],
    ['a number', '1e400', [' record.type']],
    ['nested lists as a text', and(`"title":${nested(50_000)}`), ['/title field.type']],
    ['nested lists as an id', and(`"id":${nested(50_000)}`), ['/id field.server']],
    ['nested lists as an unknown field', and(`"colour":${nested(50_000)}`), ['/colour field.unknown']],
    ['nested lists as a list', and(`"weapons":${nested(50_000)}`), ['/weapons/0 field.type']],
    [
      'nested objects as a name',
      and(`"actors":[${nestedObjects('name', 10_000)}]`),
      ['/actors/0/name field.type'],
    ],
    [
      'nested objects as a column of elsewhere',
      and(`"external":{"scheme":"x","fields":${nestedObjects('a', 10_000)}}`),
      ['/external/fields/a field.type'],
    ],
    ['the name __proto__', and('"__proto__":{"title":"x"}'), ['/__proto__ field.unknown']],
    [
      'the name constructor',
      and('"constructor":{"prototype":{"title":"x"}}'),
      ['/constructor field.unknown'],
    ],
    [
      'the name __proto__ inside',
      and('"damage":{"__proto__":{"level":"minor"}}'),
      ['/damage/__proto__ field.unknown'],
    ],
    ['the name toString inside', and('"damage":{"toString":"x"}'), ['/damage/toString field.unknown']],
    ['an empty name', and('"":1'), ['/ field.unknown']],
    ['a name with / and ~', and('"a/b~c":1'), ['/a~1b~0c field.unknown']],
    ['a name of half a character', and('"\\ud800":1'), ['/\ufffd field.unknown']],
    ['a lone surrogate in a text', and('"title":"a\\ud800b"'), ['/title text.broken']],
    ['surrogates the wrong way round', and('"title":"\\udc00\\ud800"'), ['/title text.broken']],
    ['an escaped NUL', and('"title":"a\\u0000b"'), ['/title text.control']],
    [
      'a NUL in a column of elsewhere',
      and('"external":{"scheme":"x","fields":{"a":"\\u0000"}}'),
      ['/external/fields/a text.control'],
    ],
    ['the escape character', and('"summary":"\\u001b[31mred"'), ['/summary text.control']],
    ['a number as a text', and('"title":5'), ['/title field.type']],
    ['a text as a number', and('"weapons":[{"fired":"5"}]'), ['/weapons/0/fired field.type']],
    ['true as a number', and('"weapons":[{"fired":true}]'), ['/weapons/0/fired field.type']],
    ['a list as a text', and('"title":["x"]'), ['/title field.type']],
    ['a number without end', and('"weapons":[{"fired":1e400}]'), ['/weapons/0/fired number.']],
    [
      'a coordinate without end',
      and('"location":{"country":"IQ","latitude":-1e400,"longitude":1}'),
      ['/location/latitude number.'],
    ],
    [
      'a column of elsewhere without end',
      and('"external":{"scheme":"x","fields":{"a":1e400}}'),
      ['/external/fields/a '],
    ],
    ['too many sources', and(`"sources":${list(101, { publisher: 'x' })}`), ['/sources list.length']],
    ['too many tags', and(`"tags":${list(20_000, 'a')}`), ['/tags list.length']],
    [
      'entries that say nothing',
      and('"actors":[null,{},[]]'),
      ['/actors/0 item.empty', '/actors/1 item.empty', '/actors/2 '],
    ],
    [
      'thousands of unknown names',
      `{${Array.from({ length: 15_000 }, (_, i) => `"n${i}":0`)}}`,
      ['/n0 field.unknown'],
    ],
  ])('is refused where it is wrong: %s', async (_, body, wanted) => {
    const { errors = [] } = await refused(await send(body), 'invalid-record')
    const found = errors.map(({ pointer, rule }) => `${pointer} ${rule}`)
    for (const each of wanted) expect(found).toContainEqual(expect.stringContaining(each))
    expect(errors.length).toBeLessThanOrEqual(200)
    expect(Object.keys({})).toEqual([])
    expect(({} as { title?: string }).title).toBeUndefined()
  })

  it('is refused in a list by itself: 50,000 nested lists', async () => {
    expect((await send(nested(50_000))).data().results).toMatchObject([
      { status: 422, errors: [{ pointer: '', rule: 'record.type', received: 'a list' }] },
    ])
  })
})

describe('JSON that is odd and a record', () => {
  it.each<[string, string, (incident: Record<string, never>) => unknown, unknown]>([
    ['a BOM before it', `\ufeff${whole}`, (each) => each.summary, record().summary],
    ['spaces around it', ` \r\n\t${whole}\n`, (each) => each.summary, record().summary],
    ['minus zero', and('"weapons":[{"fired":-0}]'), (each) => each.weapons, [{ fired: 0 }]],
    [
      'a whole number as a fraction',
      and('"weapons":[{"fired":2.0,"hit":1e0}]'),
      (each) => each.weapons,
      [{ fired: 2, hit: 1 }],
    ],
    [
      'right-to-left text with marks',
      and('"title":"\\u202bقاعدة \\u200fعين الأسد\\u202c abc"'),
      (each) => each.title,
      '\u202bقاعدة عين الأسد\u202c abc',
    ],
    ['a character of two halves by escape', and('"title":"\\ud83d\\ude80"'), (each) => each.title, '🚀'],
    [
      'characters that are not assigned',
      and('"title":"a\\uffff\\ufdd0b"'),
      (each) => each.title,
      'a\uffff\ufdd0b',
    ],
    [
      'line breaks of every kind',
      and('"summary":"a\\r\\nb\\rc\\nd\\u2028e\\tf"'),
      (each) => each.summary,
      'a\nb\nc\nd\u2028e\tf',
    ],
    [
      'markup',
      and('"title":"<script>alert(1)</script>&amp;"'),
      (each) => each.title,
      '<script>alert(1)</script>&amp;',
    ],
    [
      'columns of elsewhere as they came',
      and('"external":{"scheme":"x","fields":{"a b":" x ","n":-1.5e-7,"t":true}}'),
      (each) => each.external,
      { scheme: 'x', fields: { 'a b': ' x ', n: -1.5e-7, t: true } },
    ],
  ])('is kept faithfully: %s', async (_, body, pick, wanted) => {
    const answer = await send(body)
    expect(answer.status, answer.text.slice(0, 400)).toBe(201)
    expect(pick(answer.data().incident)).toEqual(wanted)
    const { id } = answer.data().incident
    expect(pick((await ask(`/incidents/${id}.json`)).data())).toEqual(wanted)
    expect(pick((await ask('/incidents.json')).data().incidents[0])).toEqual(wanted)
  })
})
