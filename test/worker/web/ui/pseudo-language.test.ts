/** A language whose every text is in marks: what a page shows without them was never given to translation. */
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { catalogues } from '../../../../src/messages/messages.ts'
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
  submitRecord,
} from '../../client.ts'
import { textsOf } from '../../page-texts.ts'

const english = catalogues.en
beforeEach(() => {
  const pseudo = createPseudoLanguage(english)
  Object.assign(catalogues, { ar: { ...pseudo, language: catalogues.ar.language } })
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
  const described = { title: 'تقارير', description: 'نص', licence: 'رخصة', attribution: 'نص' }
  await admin('/datasets/reports', { method: 'PUT', json: described })
  return { id, path: first.path, again, suggestion: suggestion.data().suggestion.id }
}

it('each page of the public is translated', async () => {
  const { path, again } = await prepare()
  for (const page of [
    ...['/', '/incidents', '/incidents?country=IQ&weapon=any_drone&sort=-date&q=x', '/datasets', '/codebook'],
    ...['/docs', '/submit', '/submit?embed', '/sign-in', '/nowhere', '/tokens', '/problems/invalid-record'],
    ...[path, `${path}?commit=1`, `${path}/history`, `${path}/history?from=1&to=2`, `${path}/suggest`],
    ...[`${path}/suggest?sent=true`, again.receipt, '/incidents?status=published&country=NA'],
  ])
    look(page, await visit(page))
  expect(untranslated.splice(0)).toEqual([])
})

it('each page of editors and admins is translated', async () => {
  const { id, path, again, suggestion } = await prepare()
  await admin('/tokens', { json: { name: 'مكتب', role: 'editor' } })
  for (const page of [
    ...[
      '/queue',
      `/queue/${again.incident.id}`,
      `/queue/${suggestion}`,
      '/duplicates',
      '/tokens',
      '/commits',
    ],
    ...[`/incidents/${again.incident.id}/merge?into=${id}`, `/incidents/${again.incident.id}/merge`],
    ...[path, `${path}/history`, `${path}/history?from=1&to=2`, '/incidents?status=submitted,rejected'],
  ])
    look(page, await signedIn(page))
  expect(untranslated.splice(0)).toEqual([])
})

it('a form that is refused is translated', async () => {
  const refused = fields({
    date: 'no day',
    'location.place': 'هيت',
    summary: 'ملخص',
    'sources.0.publisher': 'صحيفة',
  })
  const html = await visit('/incidents', { form: refused })
  // The details of errors are sentences of their rules.
  look('refused', html.replaceAll(/<ul class="faults".*?<\/ul>|<div class="summary".*?<\/div>/gs, ''))
  expect(untranslated.splice(0)).toEqual([])
})
