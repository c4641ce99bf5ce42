import { describe, expect, it } from 'vitest'
import {
  type Answer,
  admin,
  ask,
  browser,
  countRecords,
  expectProblem,
  fields,
  submitRecord,
} from '../../client.ts'

const urlencoded = 'application/x-www-form-urlencoded'
const pairs = (over: Record<string, string> = {}): string => new URLSearchParams(fields(over)).toString()

const send = (body: BodyInit, type = urlencoded): Promise<Answer> =>
  admin('/incidents', { body, headers: { 'Content-Type': type } })

const boundary = 'b0undary'
const part = (name: string, value: string, more = ''): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
const parts = (over: Record<string, string> = {}): string =>
  Object.entries(fields(over))
    .map(([name, value]) => part(name, value))
    .join('')
const end = `--${boundary}--\r\n`
const multipart = `multipart/form-data; boundary=${boundary}`

describe('a form that cannot be read', () => {
  it.each<[string, BodyInit, string]>([
    ['a broken % escape', `${pairs()}&title=100%`, urlencoded],
    ['a % escape that is not hexadecimal', `${pairs()}&title=%zz`, urlencoded],
    ['a broken % escape in a name', `${pairs()}&%E0%A4=x`, urlencoded],
    ['escaped bytes that are not UTF-8', `${pairs()}&title=caf%E9`, urlencoded],
    ['an escaped surrogate', `${pairs()}&title=%ED%A0%80`, urlencoded],
    ['bytes that are not UTF-8', new Uint8Array([0x74, 0x3d, 0xe9]), urlencoded],
    ['multipart without a boundary', parts() + end, 'multipart/form-data'],
    ['multipart with another boundary', parts() + end, 'multipart/form-data; boundary=other'],
    ['multipart cut off in a part', (parts() + end).slice(0, 200), multipart],
    ['multipart without its end', parts(), multipart],
    ['multipart that is empty', '', multipart],
    [
      'multipart with a part without a name',
      `${parts()}--${boundary}\r\nContent-Disposition: form-data\r\n\r\nx\r\n${end}`,
      multipart,
    ],
    ['multipart with a file', `${parts()}${part('summary', 'x', '; filename="a.txt"')}${end}`, multipart],
    ['multipart that is not UTF-8', new Uint8Array([...new TextEncoder().encode(parts()), 0xe9]), multipart],
  ])('is refused: %s', async (_, body, type) => {
    const { detail } = expectProblem(await send(body, type), 'body-unreadable')
    expect(detail.length).toBeLessThan(400)
    expect(await countRecords()).toBe(0)
  })
})

describe('a form whose lines end with LF alone', () => {
  it('is refused, and told what the standard wants', async () => {
    const { detail } = expectProblem(
      await send((parts() + end).replaceAll('\r\n', '\n'), multipart),
      'body-unreadable',
    )
    expect(detail).toContain('CRLF')
    expect(await countRecords()).toBe(0)
  })
})

describe('a form that contradicts itself', () => {
  it.each<[string, string, RegExp]>([
    ['a field twice', `${pairs()}&title=a&title=b`, /^\/title field\.twice$/],
    ['a field twice with the same value', `${pairs()}&date=2022-01-05`, /^\/date field\.twice$/],
    [
      'a field of an entry twice',
      `${pairs()}&weapons.0.type=rocket&weapons.0.type=mortar`,
      /^\/weapons\/0\/type field\.twice$/,
    ],
    ['a list as a text and by its entries', `${pairs()}&weapons=x&weapons.0.type=rocket`, /^\/weapons/],
    ['a list of texts in one cell and by its entries', `${pairs()}&tags=a&tags.0=b`, /^\/tags/],
    ['a group as a text and by its fields', `${pairs()}&location=Iraq`, /^\/location/],
    ['a text and fields inside it', `${pairs({ title: 'x' })}&title.en=y`, /^\/title/],
    ['a date and fields inside it', `${pairs()}&date.year=2022`, /^\/date/],
    ['fields inside a text', `${pairs()}&title.en=y`, /^\/title/],
    ['a list by names that are no numbers', `${pairs()}&weapons.first.type=rocket`, /^\/weapons/],
    ['a list by numbers and names', `${pairs()}&weapons.0.type=rocket&weapons.x.type=rocket`, /^\/weapons/],
    ['a group by numbers', `${pairs()}&location.0=IQ`, /^\/location\/0/],
    ['an index below 0', `${pairs()}&weapons.-1.type=rocket`, /^\/weapons/],
    ['an index that is huge', `${pairs()}&weapons.99999999999.type=rocket`, /^\/weapons/],
    [
      'a list with too many entries',
      `${pairs()}&${Array.from({ length: 101 }, (_, i) => `weapons.${i}.type=rocket`).join('&')}`,
      /^\/weapons list\.length$/,
    ],
    ['the name __proto__', `${pairs()}&__proto__.title=x`, /^\/__proto__ field\.unknown$/],
    [
      'the name __proto__ inside',
      `${pairs()}&location.__proto__=x`,
      /^\/location\/__proto__ field\.unknown$/,
    ],
    ['the name constructor', `${pairs()}&constructor.prototype.title=x`, /^\/constructor field\.unknown$/],
    ['an empty name', `${pairs()}&=x`, /^\/ field\.unknown$/],
    ['a name of dots', `${pairs()}&...=x`, /^\/ field\.unknown$/],
    ['a name of 100,000 dots', `${pairs()}&${'.'.repeat(100_000)}=x`, /^\/ field\.unknown$/],
    ['a field that the server sets', `${pairs()}&status=published`, /^\/status field\.server$/],
    ['words where a number is wanted', `${pairs()}&weapons.0.fired=two`, /^\/weapons\/0\/fired field\.type$/],
    ['a hexadecimal number', `${pairs()}&weapons.0.fired=0x10`, /^\/weapons\/0\/fired field\.type$/],
    ['a number without end', `${pairs()}&weapons.0.fired=${'9'.repeat(400)}`, /^\/weapons\/0\/fired number/],
  ])('is refused where it does: %s', async (_, body, wanted) => {
    const { errors = [] } = expectProblem(await send(body), 'invalid-record')
    for (const { pointer, rule } of errors) expect(`${pointer} ${rule}`).toMatch(wanted)
    expect(errors.length).toBeGreaterThan(0)
    expect(await countRecords()).toBe(0)
  })
})

describe('a form whose names are absurd', () => {
  it.each<[string, Record<string, string>]>([
    ['15,000 entries of entries', { [`weapons${'.0'.repeat(15_000)}`]: 'x' }],
    ['30,000 dots', { ['.'.repeat(30_000)]: 'x' }],
    ['3,000 lists', Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`l${i}.0`, 'x']))],
    ['3,000 entries', Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`w.${i}`, 'x']))],
  ])('is shown again within the time of a test: %s', async (_, absurd) => {
    const answer = await ask('/incidents', { form: fields(absurd), headers: browser })
    expect([answer.status, answer.type]).toEqual([422, 'text/html; charset=UTF-8'])
    expect(await countRecords()).toBe(0)
  })
})

describe('a form that is odd and a record', () => {
  const title = 'عين الأسد \u200f🚀 & + % = ; " <b> café'

  it.each<[string, BodyInit, string]>([
    ['urlencoded', pairs({ title }), urlencoded],
    ['with a charset', pairs({ title }), `${urlencoded}; charset=UTF-8`],
    ['with a content type in odd case', pairs({ title }), 'Application/X-WWW-Form-URLEncoded ;x=y'],
    ['with bare UTF-8', `${pairs()}&title=${title.replaceAll(/[%&+;=]/g, encodeURIComponent)}`, urlencoded],
    ['with empty pairs', `&&${pairs({ title })}&&`, urlencoded],
    ['multipart', parts({ title }) + end, multipart],
    [
      'multipart with a quoted boundary',
      parts({ title }) + end,
      `multipart/form-data; boundary="${boundary}"`,
    ],
    [
      'multipart with types in its parts',
      `${parts()}--${boundary}\r\nContent-Disposition: form-data; name="title"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${title}\r\n${end}`,
      multipart,
    ],
  ])('is kept faithfully: %s', async (_, body, type) => {
    const answer = await send(body, type)
    expect(answer.status, answer.text.slice(0, 400)).toBe(201)
    expect(answer.data().incident.title).toBe(title)
  })

  it('may leave the quotes of a name out, and name a column in any script', async () => {
    const bare = `--${boundary}\r\nContent-Disposition: form-data; name=title\r\n\r\nIn short.\r\n`
    const columns = { 'external.scheme': 'other', 'external.id': '1', 'external.fields.نوع': 'x' }
    const sent = await send(parts(columns) + bare + end, multipart)
    expect(sent.status, sent.text.slice(0, 400)).toBe(201)
    const { incident } = sent.data()
    expect([incident.title, incident.external.fields]).toEqual(['In short.', { نوع: 'x' }])
  })

  it('counts its entries in order, whatever their numbers, and leaves out those that are blank', async () => {
    const answer = await send(
      `${pairs()}&weapons.7.type=mortar&weapons.0.type=&weapons.12.type=missile&weapons.03.type=rocket`,
    )
    expect(answer.data().incident.weapons).toEqual([
      { type: 'rocket' },
      { type: 'mortar' },
      { type: 'missile' },
    ])
  })

  it('may write numbers with Arabic and Persian digits, signs and fractions', async () => {
    const more = {
      'weapons.0.fired': '١٢',
      'weapons.0.hit': '+۵',
      'location.latitude': '٣٣٫٥',
      'location.longitude': '44.250',
    }
    const { weapons, location } = (await send(pairs(more))).data().incident
    expect([weapons[0], location.latitude, location.longitude]).toEqual([{ fired: 12, hit: 5 }, 33.5, 44.25])
  })

  it('is refused in the same way at the receipt', async () => {
    const { receipt } = await submitRecord()
    const headers = { 'Content-Type': urlencoded }
    expectProblem(await ask(receipt, { body: 'title=100%', headers }), 'body-unreadable')
    expectProblem(
      await ask(receipt, { body: 'x', headers: { 'Content-Type': multipart } }),
      'body-unreadable',
    )
  })
})
