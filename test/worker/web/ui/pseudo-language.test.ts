/** A language whose every text is in marks: what a page shows without them was never given to translation. */
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { catalogues } from '../../../../src/messages/messages.ts'
import { problemTypes } from '../../../../src/problems.ts'
import { groups } from '../../../../src/web/form/groups.ts'
import { createPseudoLanguage } from '../../../pure/messages/catalogue.ts'
import {
  admin,
  application,
  ask,
  browser,
  fields,
  patchRecord,
  publishRecord,
  record,
  reviewRecord,
  submitRecord,
} from '../../client.ts'
import { textsOf } from '../../page-texts.ts'

const { en: english, ar: arabic } = catalogues
beforeEach(() => {
  Object.assign(catalogues, { ar: { ...createPseudoLanguage(english), language: arabic.language } })
})
// Other files run in the same process.
afterEach(() => {
  Object.assign(catalogues, { ar: arabic })
})

/** A record with everything that a page shows. Its own texts are Arabic, so that they are no English ones. */
const whole = record({
  title: 'عنوان',
  summary: 'ملخص\n\nثانٍ',
  date: '2022-01-05~',
  date_note: 'مساء',
  conflict_type: 'state_based',
  outcome: 'mixed',
  series: 'series',
  location: {
    country: 'IQ',
    admin1: 'الأنبار',
    place: 'هيت',
    latitude: 33.6,
    longitude: 42.8,
    coordinates_from: 'gazetteer',
    precision: 'near',
    note: 'ملاحظة',
  },
  launched_from: { country: 'SY', precision: 'country' },
  actors: [
    { name: 'جماعة', role: 'perpetrator', type: 'political_militia', with: ['أخرى'] },
    { type: 'unknown' },
  ],
  targets: [{ name: 'قاعدة', type: 'military', note: 'ملاحظة' }],
  weapons: [{ type: 'rocket', model: 'م', fired: 5, fired_low: 2, hit: 3, source: 'k' }, { fired: 1 }],
  casualties: {
    reported: 'some',
    deaths: { low: 1, best: 2, high: 3 },
    groups: [{ group: 'civilians', deaths: { best: 1 } }],
    source: 'k',
  },
  damage: { level: 'minor', note: 'ملاحظة', source: 'k' },
  claims: [{ by: 'جماعة', date: '2022-01-06', medium: 'video', status: 'standing', text: 'نص', source: 'k' }],
  attributions: [{ by: 'جماعة', to: 'أخرى', confidence: 'suspected', date: '2022-01', text: 'نص' }],
  sources: [
    {
      key: 'k',
      publisher: 'صحيفة',
      title: 'عنوان',
      url: 'https://example.org/a',
      said_by: 'ناطق',
      published: '2022-01-04',
      language: 'ar',
      kind: 'news',
      reliability: 'A',
      credibility: '1',
    },
  ],
  links: [{ type: 'responds_to', incident: 'أخرى', by: 'جماعة', note: 'ملاحظة' }],
  tags: ['tag'],
  external: { scheme: 'ucdp', id: '1', fields: { a: 'ب' } },
  notes: 'ملاحظة',
})

const visit = async (path: string, options: Parameters<typeof ask>[1] = {}) => {
  const headers = { ...browser, Cookie: 'sitrep_lang=ar', ...options.headers }
  const answer = await ask(path, { ...options, headers }, application)
  expect(answer.type, path).toMatch(/^text\/html/)
  return answer.text
}

/** Returns the page that answers a form of a report that is not stored. */
const refuse = async (form: Readonly<Record<string, string>>) => {
  const answer = await ask('/incidents', {
    form: { ...form },
    headers: { ...browser, Cookie: 'sitrep_lang=ar' },
  })
  if (answer.status !== 422) untranslated.push(`not refused: ${JSON.stringify(form)}`)
  return answer.text
}

const signedIn = (path: string) =>
  visit(path, { headers: { Cookie: `sitrep_lang=ar; sitrep_token=${env.ADMIN_TOKEN}` } })

const untranslated: string[] = []
const look = (page: string, html: string): void => {
  for (const { where, text } of textsOf(html)) untranslated.push(`${page}: ${where}: ${text}`)
}

const prepare = async () => {
  const first = await publishRecord(whole)
  const edited = await patchRecord(first.path, first.etag, { weapons: [{ type: 'mortar', fired: 2 }] })
  const { id, revision } = edited.data().incident
  const suggestion = await admin(`${first.path}/suggestions`, {
    json: { revision, reason: 'سبب', patch: { title: 'آخر' } },
  })
  const again = await submitRecord({ ...whole, title: 'آخر', tags: undefined })
  for (const [each, part] of [
    [again.path, 'questions'],
    [again.path, 'comments'],
    [first.path, 'questions'],
  ])
    await admin(`${each}/${part}`, { json: { text: 'نص' } })
  const [{ id: question }] = (await ask(`${again.receipt}/questions`)).data().questions
  await ask(`${again.receipt}/questions`, { json: { question, text: 'نص' } })
  const described = { title: 'تقارير', description: 'نص', licence: 'رخصة', attribution: 'نص' }
  await admin('/datasets/reports', { method: 'PUT', json: described })
  return { id, path: first.path, again, suggestion: suggestion.data().suggestion.id }
}

it('each page of the public is translated', async () => {
  const { path, again } = await prepare()
  for (const page of [
    ...[
      '/',
      '/incidents',
      '/incidents?country=IQ&weapon=any_drone&sort=-date&q=x',
      '/datasets',
      '/datasets/reports',
      '/codebook',
    ],
    ...[
      '/counts',
      '/counts?by=country,weapon',
      '/counts?by=week&measure=injuries',
      '/counts?by=country,quarter',
    ],
    ...[
      '/counts?by=day&country=TD',
      '/docs',
      '/submit',
      '/submit?embed',
      '/sign-in',
      '/nowhere',
      '/tokens',
      '/problems/invalid-record',
    ],
    ...[path, `${path}?commit=1`, `${path}/history`, `${path}/history?from=1&to=2`, `${path}/suggest`],
    ...[`${path}/suggest?sent=true`, again.receipt, '/incidents?status=published&country=NA'],
    ...['/incidents?limit=1&min_deaths=0&near=33,44,900&commit=1', '/incidents?page=9', '/incidents?page=x'],
  ])
    look(page, await visit(page))
  expect(untranslated.splice(0)).toEqual([])
})

it('each page of editors and admins is translated', async () => {
  const { id, path, again, suggestion } = await prepare()
  const token = await admin('/tokens', { json: { name: 'مكتب', role: 'editor', datasets: ['reports'] } })
  for (const page of [
    ...[
      '/my',
      '/queue',
      `/queue/${again.incident.id}`,
      `/queue/${suggestion}`,
      '/queue?sort=duplicates&assignee=none&done=2',
      '/duplicates',
      '/imports',
      '/imports/new',
      '/tokens',
      `/tokens/${token.data().id}`,
      '/admin',
      '/commits',
    ],
    ...[`/incidents/${again.incident.id}/merge?into=${id}`, `/incidents/${again.incident.id}/merge`],
    ...['/incidents/bulk?country=IQ', '/commits/1', `/merge?into=${id}&from=${again.incident.id}`],
    ...[
      path,
      `${path}?view=public`,
      `${path}/edit`,
      `${path}/history`,
      `${path}/history?from=1&to=2`,
      '/incidents?status=submitted,rejected',
    ],
    ...['/datasets/reports', '/datasets/reports/edit'],
  ])
    look(page, await signedIn(page))
  expect(untranslated.splice(0)).toEqual([])
})

it('each group of the form is translated', async () => {
  const all = [...groups.map(({ name }) => name), 'numbers', 'sources'].map((name) => `_open=${name}`)
  look('open form', await visit(`/submit?${all.join('&')}`))
  expect(untranslated.splice(0)).toEqual([])
})

it('what a form is answered with is translated', async () => {
  const typed = fields({
    'location.place': 'هيت',
    summary: 'ملخص',
    'sources.0.publisher': 'صحيفة',
    title: 'عنوان',
  })
  const wrong = {
    date: '2022-13-40',
    'location.country': 'Iraqq',
    'location.latitude': '444',
    'weapons.0.type': 'uavs',
    'weapons.0.fired': 'two or so',
    'sources.0.url': 'example.org/a b',
    tags: 'Not A Tag',
    _killed: 'many',
  }
  const swapped = { 'casualties.deaths.low': '5', 'casualties.deaths.high': '3' }
  look('swapped', await refuse({ ...typed, ...swapped }))
  for (const [name, value] of Object.entries(wrong))
    look(`refused ${name}`, await refuse({ ...typed, [name]: value }))
  look('all refused', await refuse({ ...typed, ...wrong, ...swapped }))
  for (const date of ['27/11/2021', '05/01/2022', 'مساء ٥ كانون الثاني ٢٠٢٢', 'أمس'])
    look(`asked ${date}`, await refuse({ ...typed, date }))
  look('asked of people', await refuse({ ...typed, _killed: 'dozens', _hurt: 'about 5' }))
  expect(untranslated.splice(0)).toEqual([])
})

it('a receipt is translated with its warnings, and when the report is rejected or merged', async () => {
  const { id } = await prepare()
  const odd = {
    location: { country: 'IQ', latitude: 48.8, longitude: 2.3, place: 'هيت' },
    claims: [{ by: 'جماعة', date: '2021-01-01' }],
    links: [{ type: 'related', incident: 'لا أحد' }],
    launched_from: undefined,
    tags: undefined,
  }
  const { receipt, path } = await submitRecord({ ...whole, ...odd })
  const page = await visit(receipt)
  expect(page).toContain('rule-link.unresolved')
  look('receipt', page)
  const merged = await submitRecord({ ...whole, title: 'ثالث', tags: undefined })
  await reviewRecord(path, 'reject')
  look('rejected', await visit(receipt))
  await admin(`/incidents/${merged.incident.id}/merge`, { json: { into: id, reason: 'سبب' } })
  look('merged', await visit(merged.receipt))
  expect(untranslated.splice(0)).toEqual([])
})

it('each kind of problem is translated', async () => {
  for (const name of Object.keys(problemTypes)) look(name, await visit(`/problems/${name}`))
  for (const path of [
    '/incidents?from=soon&weapn=x',
    '/incidents/x',
    '/queue',
    '/counts?by=x',
    '/incidents?cursor=x',
  ])
    look(path, await visit(path))
  expect(untranslated.splice(0)).toEqual([])
})
