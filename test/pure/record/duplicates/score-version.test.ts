import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { generateRecord } from '../../../../bench/records.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import { toFeatures } from '../../../../src/record/duplicates/features.ts'
import { oddsOf, scoreVersion } from '../../../../src/record/duplicates/score.ts'

const names = [
  'Mayadeen',
  'الميادين',
  'Metula',
  'מטולה',
  'Mekelle',
  'መቀሌ',
  'Ђаковица',
  'کونړ',
  'Երևան',
  'გორი',
  'ရန်ကုန်',
]

const records = Array.from({ length: 40 }, (_, i) => {
  const { dataset: _dataset, reference: _reference, ...stated } = generateRecord(i)
  const location = { ...stated.location, country: 'SY', place: names[i % names.length] }
  return { ...stated, dataset: 'reports', date: `2022-01-0${(i % 5) + 1}`, location } as Incident
})

const digest = (): string => {
  const all = records.map((record) => toFeatures(record))
  const odds = all.flatMap((a, i) => all.slice(0, i).map((b) => oddsOf(b, a).toPrecision(6)))
  return createHash('sha256').update(odds.join()).digest('hex').slice(0, 12)
}

it('the odds of the same records change only with scoreVersion', () => {
  const told = 'Raise scoreVersion, so that stored pairs are compared again, and write the new digest here.'
  expect([scoreVersion, digest()], told).toEqual([1, '7d766c44aab7'])
})
