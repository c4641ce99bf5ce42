/** Words that are no codes: errors name the code that is meant. */
import { describe, expect, it } from 'vitest'
import { codeWords } from '../../../../src/ingest/mapping/suggest/code-words.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { en } from '../../../../src/messages/en.ts'
import { parsePath } from '../../../../src/record/paths.ts'
import { validationContext, withBase } from '../../rule-cases.ts'

const errorsOf = (part: Readonly<Record<string, unknown>>) =>
  validate(withBase(part), validationContext).errors.map(({ pointer, say }) => `${pointer} ${say(en)}`)

describe('a word that is no code', () => {
  it.each<[Readonly<Record<string, unknown>>, string]>([
    [
      { event_type: 'Drone attack' },
      '/event_type drone_strike is a specific type of event. Send event_subtype=',
    ],
    [{ event_type: 'drones' }, '/event_type drone_strike is a specific type'],
    [{ event_type: 'airstrike' }, '/event_type air_strike is a specific type'],
    [
      { event_type: 'Explosions/Remote violence' },
      '/event_type There is no such code. Did you mean remote_violence?',
    ],
    [{ event_type: 'demonstration' }, '/event_type There is no such code. Did you mean unrest?'],
    [{ event_subtype: 'uav' }, '/event_subtype There is no such code. Did you mean drone_strike?'],
    [{ event_subtype: 'Riots' }, '/event_subtype unrest is a type of event, not a specific one.'],
    [
      { weapons: [{ type: 'uav' }] },
      '/weapons/0/type There is no such code. Did you mean drone_armed or drone_one_way?',
    ],
    [{ weapons: [{ type: 'IED' }] }, 'Did you mean explosive_device?'],
    [{ weapons: [{ type: 'Guns' }] }, 'Did you mean small_arms?'],
    [{ weapons: [{ type: 'Drone, one-way' }] }, 'Did you mean drone_one_way?'],
    [{ outcome: 'shot down' }, '/outcome There is no such code. Did you mean intercepted?'],
    [{ targets: [{ type: 'school' }] }, '/targets/0/type There is no such code. Did you mean education?'],
    [
      { actors: [{ name: 'A', role: 'Attacker' }] },
      '/actors/0/role There is no such code. Did you mean perpetrator?',
    ],
    [{ outcome: 'soup' }, '/outcome There is no such code. The codes are hit, '],
  ])('names what is meant: %j', (part, error) => {
    expect(errorsOf(part).join('\n')).toContain(error)
  })

  it.each(Object.entries(codeWords))(
    'means codes that the vocabulary has, once in a field: %s',
    (field, words) => {
      const place = parsePath(field, { entries: true })
      const known =
        'shape' in place && place.shape.kind === 'leaf' ? Object.keys(place.shape.vocabulary ?? {}) : []
      expect(known).toEqual(expect.arrayContaining(Object.keys(words).flatMap((codes) => codes.split(' '))))
      const all = Object.values(words).flatMap((list) => list.split(', '))
      expect(new Set(all).size).toBe(all.length)
    },
  )
})
