// What somebody types is text on every page that shows it: no element, no attribute, no script, in every language.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { deriveSecret } from '../../../../src/auth/hash.ts'
import { hostileLines, hostileTexts } from '../../../pure/hostile-texts.ts'
import {
  type Answer,
  admin,
  application,
  ask,
  browser,
  fields,
  patchRecord,
  publishRecord,
  record,
  submitRecord,
} from '../../client.ts'
import { controlsOf, openableGroups, submittedFields } from '../../page-forms.ts'

const addresses = new Set(['href', 'src', 'action', 'formaction', 'srcdoc', 'poster', 'data'])
/** The elements of our own pages. */
const tags = new Set(
  'html head meta title link script body a header div nav ul li main h1 h2 h3 h4 p form input button label select option optgroup textarea fieldset legend details summary span bdi abbr code pre table caption thead tbody tr th td dl dt dd section article aside footer time ol strong em small b del ins time figure figcaption hr br datalist output data svg g path text circle image rect line'.split(
    ' ',
  ),
)
const ownAddress = /^(?:\/(?!\/)|[#?]|https?:\/\/|mailto:)/
const ownLink = /^(?:\/(?!\/)|http:\/\/sitrep\.test\/)/

/** Returns what of a page is not ours. */
const foreignParts = async ({ text, type }: Answer): Promise<string[]> => {
  if (!type.startsWith('text/html')) return []
  const found: string[] = []
  const look = ({ tagName, attributes }: Element): void => {
    const all = new Map([...attributes].map(([name = '', value = '']) => [name, value]))
    const address = all.get('href') ?? all.get('src') ?? ''
    if (!tags.has(tagName)) found.push(`<${tagName}>`)
    if (tagName === 'script' && !all.has('src') && all.get('type') !== 'application/ld+json')
      found.push('<script> with a text')
    if (['script', 'link'].includes(tagName) && address !== '' && !ownLink.test(address))
      found.push(`<${tagName} ${address}>`)
    if (tagName === 'meta' && all.has('http-equiv')) found.push('<meta http-equiv>')
    for (const [name, value] of all) {
      if (/^on|^style$|^srcdoc$/.test(name)) found.push(`<${tagName} ${name}>`)
      if (addresses.has(name) && !ownAddress.test(value)) found.push(`${name}="${value}"`)
    }
  }
  await new HTMLRewriter().on('*', { element: look }).transform(new Response(text)).text()
  return found
}

const inLanguage = (language: string) => ({ ...browser, Cookie: `sitrep_lang=${language}` })

/** The names of all controls of the form, of all its groups. */
let names: readonly string[] = []
beforeAll(async () => {
  let { text } = await ask('/submit', { headers: browser })
  const all = new Set(controlsOf(text).map(({ name }) => name))
  for (const _open of openableGroups(text)) {
    const page = await ask('/submit', { form: { ...submittedFields(text), _open }, headers: browser })
    for (const { name } of controlsOf(page.text)) all.add(name)
    text = page.text
  }
  names = [...all].filter((name) => !['_website', '_served', '_csrf'].includes(name))
  expect(names.length).toBeGreaterThan(80)
})

const pageNames = ['_open', '_opened', '_more', '_choice', '_key', '_next', '_zone', '_reason']

/** Rehearses files with hostile names, columns and cells. Returns the paths of their pages. */
const importHostile = async (names: readonly string[], headers: Readonly<Record<string, string>>) => {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
  const columns = ['reference', 'event_type', 'date', 'country', 'source_urls', 'summary']
  const good = ['r', 'battle', '2022-01-05', 'IQ', 'https://example.org/a', names.join(' ')]
  const toFile = (...lines: (readonly string[])[]) => lines.map((each) => each.map(quote).join()).join('\n')
  const _csrf = await deriveSecret('csrf', env.ADMIN_TOKEN)
  const send = async (text: string): Promise<string> => {
    const body = new FormData()
    body.append('_csrf', _csrf)
    body.append('dataset', 'trial')
    body.append('file', new File([text], `${names[0]}.csv`, { type: 'text/csv' }))
    const Cookie = `${headers.Cookie}; sitrep_token=${env.ADMIN_TOKEN}`
    const sent = await ask(
      '/imports/new',
      { method: 'POST', headers: { ...headers, Cookie }, body },
      application,
    )
    expect(sent.status, sent.text.slice(0, 500)).toBe(303)
    return (sent.headers.get('Location') ?? '').replace(/\/mapping$/, '')
  }
  return [
    await send(toFile(columns, good)),
    await send(toFile(columns, [...names.slice(0, 4), ...good.slice(4)])),
    await send(toFile(names, names)),
  ] as const
}

/** Checks pages, which must be there in the language; returns nothing. */
const expectOwn = async (pages: readonly (readonly [string, Promise<Answer>])[]): Promise<void> => {
  for (const [what, asked] of pages) {
    const answer = await asked
    expect([what, answer.status < 500, await foreignParts(answer)]).toEqual([what, true, []])
    expect(answer.headers.get('Set-Cookie') ?? '').not.toContain('pwned')
  }
}

describe.each(['en', 'ar'])('a page in %s shows as text', (language) => {
  const headers = inLanguage(language)

  it.each(Object.entries(hostileTexts))('%s in every control of the form', async (_, payload) => {
    const typed = Object.fromEntries([...names, ...pageNames].map((name) => [name, payload]))
    const simple = fields({ summary: payload, 'location.place': payload, _kind: payload })
    const groups = Object.fromEntries(names.map((name) => [name, payload]))
    await expectOwn([
      ['the answer', ask('/incidents', { form: typed, headers })],
      ['another entry', ask('/submit', { form: typed, headers })],
      ['a group', ask('/submit', { form: { ...groups, _open: 'weapons' }, headers })],
      ['a broken choice', ask('/incidents', { form: { ...simple, date: `yesterday ${payload}` }, headers })],
      ['names of fields', ask('/incidents', { form: fields({ [payload]: payload, x: payload }), headers })],
    ])
  })

  it.each(Object.entries(hostileTexts))('%s in every address and header', async (_, payload) => {
    const text = encodeURIComponent(payload)
    const query = [...names, ...pageNames].map((name) => `${name}=${text}`).join('&')
    const Cookie = ['sitrep_lang', 'sitrep_form', 'sitrep_session']
      .map((name) => `${name}=${text}`)
      .join('; ')
    const clean = payload.replaceAll(/[^ -~]/g, '')
    await expectOwn([
      ['the form', ask(`/submit?${query}`, { headers })],
      ['the short form', ask(`/submit?embed&${query}`, { headers })],
      ['the language', ask(`/submit?lang=${text}`, { headers })],
      ['cookies', ask('/submit', { headers: { ...browser, Cookie } })],
      [
        'Accept-Language',
        ask('/submit', { headers: { ...browser, 'Accept-Language': `${clean};q=9,${clean}` } }),
      ],
      ['a list', ask(`/incidents?q=${text}&country=${text}&${text}=1`, { headers })],
      ['a record', ask(`/incidents/${text}`, { headers })],
      ['a receipt', ask(`/receipts/${text}`, { headers })],
      ['a page that is not there', ask(`/${text}?${text}`, { headers })],
      ['places', ask(`/places.json?country=${text}`, { headers })],
    ])
  })

  it('all of it in records, on every page that shows them', async () => {
    const names = hostileLines
    const over = {
      ...{ title: names[0], summary: names.join(' '), notes: names.join(' '), date_note: names[2] },
      location: {
        country: 'IQ',
        place: names[1],
        admin1: names[6],
        latitude: 33.4,
        longitude: 43.3,
        precision: 'near',
      },
      actors: [{ name: names[5], role: 'other', with: names }],
      targets: [{ name: names[7], type: 'other' }],
      weapons: [{ type: 'rocket', model: names[8], hit: 1 }],
      claims: [{ by: names[9], text: names[10] }],
      damage: { note: names[11] },
      tags: ['a'],
      sources: names.map((publisher, i) => ({
        publisher,
        title: publisher,
        url: `https://example.org/${i}?"><b>`,
      })),
    }
    const known = record(over)
    const tried = await admin('/incidents', { json: known })
    const wrong = new Set(
      (tried.data().errors ?? []).map(({ pointer }: { pointer: string }) => pointer.split('/')[1]),
    )
    const valid = Object.fromEntries(Object.entries(over).filter(([name]) => !wrong.has(name)))
    expect([...wrong]).toEqual([])
    const published = await publishRecord(valid)
    const { path, receipt, incident } = await submitRecord(valid)
    await patchRecord(published.path, published.etag, { summary: names.toReversed().join(' ') })
    await admin('/datasets/reports', {
      method: 'PUT',
      json: { title: names[0], description: names.join(' ') },
    })
    const text = names.join('\n')
    await admin(`${path}/comments`, { json: { text } })
    const { question } = (await admin(`${path}/questions`, { json: { text } })).data()
    await ask(`${receipt}/questions`, { json: { question: question.id, text } })
    await admin(`${published.path}/questions`, { json: { text } })
    const made = await admin('/tokens', { json: { name: text.slice(0, 100), role: 'editor' } })
    const { id: tokenId } = made.data()
    const [rehearsed, faulty, unmatched] = await importHostile(names, headers)
    const decide = (form: object) => admin('/reports/review', { form: { ...form, _stock: text }, headers })
    const asAdmin = (address: string) => admin(address, { headers })
    const guest = (address: string) => ask(address, { headers })
    const bulk = (form: object) => {
      const typed = { filter: `q=${names[0]}`, add_tags: names.join(','), reason: names.join(' ') }
      return admin('/incidents/bulk', { form: { ...typed, ...form }, headers })
    }
    await expectOwn([
      ['the record', guest(published.path)],
      ['its history', guest(`${published.path}/history`)],
      ['its correction', guest(`${published.path}/suggest`)],
      ['the list', guest('/incidents')],
      ['the first page', guest('/')],
      ['datasets', guest('/datasets')],
      ['the receipt', guest(receipt)],
      ['a refused answer', ask(`${receipt}/questions`, { form: { question: text, text }, headers })],
      ['a refused comment', admin(`${path}/comments`, { form: { text: text.repeat(99) }, headers })],
      ['own reports', asAdmin('/my')],
      ['the public view', asAdmin(`${path}?view=public`)],
      ['the report', asAdmin(path)],
      ['its form', asAdmin(`${path}/edit`)],
      ['the queue', asAdmin('/queue')],
      ['the review', asAdmin(`/queue/${incident.id}`)],
      ['duplicates', asAdmin('/duplicates')],
      ['commits', asAdmin('/commits')],
      ['a commit', asAdmin('/commits/1')],
      ['several records', asAdmin(`/merge?into=${published.incident.id}&from=${incident.id}`)],
      ['a bulk edit', asAdmin('/incidents/bulk?country=IQ')],
      ['its rehearsal', bulk({ filter: 'country=IQ', add_tags: 'b', 'set.notes': names.join(' ') })],
      ['one that is refused', bulk({ patch: names.join(' ') })],
      ['a merge', asAdmin(`${path}/merge?into=${published.incident.id}&queue=q%3D${names[0]}`)],
      ['a refused merge', admin(`${path}/merge`, { form: { into: text, reason: text }, headers })],
      ['a refused review', admin(`${path}/review`, { form: { decision: text, reason: text }, headers })],
      [
        'a stale edit',
        admin(`${published.path}/edit`, { form: fields({ _seen: '"x"', notes: text }), headers }),
      ],
      ['many reports', decide({ [incident.id]: '1', decision: 'reject', _rehearse: 'true' })],
      ['many refused', decide({ decision: text, reason: text })],
      ['the queue, filtered', asAdmin(`/queue?done=${tokenId}&q=${names[0]}`)],
      ['tokens', asAdmin('/tokens')],
      ['a token', asAdmin(`/tokens/${tokenId}`)],
      [
        'a refused token',
        admin('/tokens', { form: { name: text, datasets: text, role: 'editor' }, headers }),
      ],
      ['its acts', asAdmin(`/commits?actor=${tokenId}`)],
      ['administration', asAdmin('/admin')],
      ['imports', asAdmin('/imports')],
      ['an import', asAdmin(rehearsed)],
      ['an import with faults', asAdmin(faulty)],
      ['its columns', asAdmin(`${unmatched}/mapping`)],
      [
        'a run that is refused',
        admin(`${faulty}/runs`, { form: { dry_run: text, 'cell.0.to': text }, headers }),
      ],
    ])
    const { type, headers: sent } = await ask('/places.json?country=IQ', { headers })
    expect([type, sent.get('X-Content-Type-Options')]).toEqual(['application/json', 'nosniff'])
  })
})

describe('the check of these tests', () => {
  it('finds what runs', async () => {
    const page = (text: string) => foreignParts({ text, type: 'text/html' } as Answer)
    for (const text of [
      '<img src=x>',
      '<a href="javascript:x">',
      '<p onclick=x>',
      '<script>x</script>',
      '<b style=x>',
    ])
      expect(await page(text), text).not.toEqual([])
    expect(await page('<p>&lt;img&gt;</p><a href="/x">')).toEqual([])
  })
})
