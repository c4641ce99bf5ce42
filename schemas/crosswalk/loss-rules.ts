/**
 * Every way in which a value bends between a record and the layout of another project, by an id that never changes
 * its meaning. At an import the ids are counted in `notes`; beside an export they stand in the report of losses.
 */

export type LossKind = 'left_out' | 'bent' | 'lost' | 'empty'

interface CrosswalkRule {
  /**
   * `read`: what an import makes of a row. `left_out`: a record has no row there. `bent`: a value is written
   * otherwise than the record has it. `lost`: the layout has no column for it. `empty`: the layout has a column, and
   * it stays empty.
   */
  readonly kind: LossKind | 'read'
  readonly means: string
}

export const crosswalkRules = {
  'crosswalk.columns_kept': {
    kind: 'read',
    means: 'Columns for which a record has no field are kept in external.fields; the number of such columns.',
  },
  'crosswalk.cell_kept': {
    kind: 'read',
    means:
      'A row whose cells the record says in another form; they are kept in external.fields and go out again as they came.',
  },
  'crosswalk.source_dataset': {
    kind: 'read',
    means: 'A row names no source, so the dataset that it is from is the source.',
  },
  'crosswalk.source_text': {
    kind: 'read',
    means:
      'Sources that are not parted into office, date and headline are one source, with the text as title.',
  },
  'crosswalk.text_cut': { kind: 'read', means: 'A text is longer than its field takes and is cut there.' },
  'crosswalk.control': {
    kind: 'read',
    means: 'A text has control characters; in the record a space stands for each.',
  },
  'crosswalk.number': { kind: 'read', means: 'A number cannot be read as one; the record has none there.' },
  'crosswalk.code': { kind: 'read', means: 'A code is not of the vocabulary; the record has none there.' },
  'ucdp.kind': {
    kind: 'read',
    means:
      'UCDP says who fought whom, not how: the kind of event is unspecified; one-sided violence is against civilians.',
  },
  'ucdp.once': {
    kind: 'read',
    means: 'One event (event_clarity 1) of a range of days happened once, somewhere between.',
  },
  'ucdp.lasted': {
    kind: 'read',
    means: 'An aggregate (event_clarity 2) of a range of days lasted through it.',
  },
  'ucdp.date_precision': {
    kind: 'read',
    means: 'date_prec does not fit the days from date_start to date_end; the days stand.',
  },
  'crosswalk.own_id': {
    kind: 'empty',
    means:
      'A record that did not come from the project has the id of Sitrep; the project gives its ids itself.',
  },
  'crosswalk.theirs': {
    kind: 'empty',
    means: 'Only the other project can fill the column; it is empty unless the record came from there.',
  },
  'crosswalk.unknown': {
    kind: 'empty',
    means: 'The layout wants the value, and the record does not know it.',
  },
  'crosswalk.no_column': { kind: 'lost', means: 'The layout has no column for what the record says.' },
  'crosswalk.too_many': { kind: 'lost', means: 'The layout has fewer places than the record has entries.' },
  'crosswalk.uncertain': { kind: 'bent', means: 'That a date is approximate or uncertain is not told.' },
  'crosswalk.time': { kind: 'bent', means: 'The time of day is left out of a date.' },
  'crosswalk.day_of_range': { kind: 'bent', means: 'One day stands for a range of days.' },
  'crosswalk.many_actors': { kind: 'bent', means: 'Several actors share one cell.' },
  'crosswalk.changed': {
    kind: 'bent',
    means: 'The record was changed since its row came; the column says what the record says.',
  },
  'ucdp.no_death': { kind: 'left_out', means: 'UCDP takes events with at least one death.' },
  'ucdp.long': { kind: 'left_out', means: 'UCDP takes events of at most a calendar year.' },
  'ucdp.sides': { kind: 'bent', means: 'Who attacked and who was hit become side A and side B.' },
  'ucdp.parts': {
    kind: 'empty',
    means: 'Deaths are not parted into those of side A, side B, civilians and unknown.',
  },
  'acled.unlocated': {
    kind: 'left_out',
    means: 'ACLED takes events of which more is known than the country.',
  },
  'acled.long': {
    kind: 'left_out',
    means: 'ACLED takes events of which at least the month is known, and of what lasted at most a year.',
  },
  'acled.kind': { kind: 'left_out', means: 'ACLED takes events of one of its six kinds.' },
  'acled.sub_event': { kind: 'empty', means: 'The closer kind of event is not known.' },
  'acled.intercepted': {
    kind: 'bent',
    means: 'What was launched and intercepted is a strategic development of ACLED: disrupted weapons use.',
  },
  'acled.foiled': {
    kind: 'bent',
    means: 'Weapons found and plots foiled are one kind: disrupted weapons use.',
  },
  'acled.air_drone': { kind: 'bent', means: 'Air strikes and drone strikes are one kind.' },
  'acled.unidentified': {
    kind: 'bent',
    means: 'An attacker who is not known is an unidentified armed group, of the kind political militia.',
  },
  'acled.day_of_many': {
    kind: 'bent',
    means: 'What lasted has one row for each day; deaths are shared out evenly.',
  },
  'acled.place_precision': { kind: 'bent', means: 'Seven kinds of precision of a place become three.' },
  'acled.coordinates': { kind: 'bent', means: 'Coordinates are cut to four decimals.' },
  'acled.no_information': {
    kind: 'bent',
    means: '0 deaths stand for none and for no information alike; of this record nothing is known.',
  },
  'acled.lowest': { kind: 'bent', means: 'Of an estimate only the lowest number is told.' },
  'acled.claim': { kind: 'bent', means: 'A claim of responsibility stands in the notes.' },
  'acled.zero': {
    kind: 'read',
    means: '0 deaths are none or no information; which of them is not known, so the record says neither.',
  },
  'acled.one_number': {
    kind: 'read',
    means: 'The one number of deaths is the lowest; it is the best that is stated too.',
  },
  'acled.period': {
    kind: 'read',
    means: 'time_precision 2 is the week around the day, 3 is its month.',
  },
  'acled.region': { kind: 'read', means: 'geo_precision 3 is a larger region: an area.' },
  'acled.air': {
    kind: 'read',
    means: 'Air and drone strikes are one kind there: an air strike, whatever flew.',
  },
  'acled.disrupted': {
    kind: 'read',
    means: 'Disrupted weapons use does not say whether anything was launched.',
  },
  'acled.order': {
    kind: 'read',
    means: 'The order of the actors carries no meaning: they are side A and side B.',
  },
  'gtd.state': { kind: 'left_out', means: 'GTD takes no acts of states.' },
  'gtd.not_attempted': {
    kind: 'left_out',
    means: 'GTD takes attacks that were begun, not what was found or foiled before.',
  },
  'gtd.not_attack': {
    kind: 'left_out',
    means: 'GTD takes attacks by non-state actors; of this record none is known.',
  },
  'gtd.date': {
    kind: 'bent',
    means: 'A date that is no day is told by its parts, 0 where unknown, and in words.',
  },
  'gtd.specificity': { kind: 'bent', means: 'Seven kinds of precision of a place become five.' },
  'gtd.missed': { kind: 'bent', means: 'What went off elsewhere counts as a success there.' },
  'gtd.group': {
    kind: 'bent',
    means: 'Who claims it or is blamed for it is the group there, marked as uncertain.',
  },
  'gtd.one_number': { kind: 'bent', means: 'Of an estimate only the best number is told.' },
  'gtd.attack': { kind: 'bent', means: 'The kinds of attack of GTD are fewer and other.' },
  'gtd.weapon': { kind: 'bent', means: 'The kinds of weapon of GTD are fewer; the detail has the rest.' },
  'gtd.damage': {
    kind: 'bent',
    means: 'GTD tells damage by its cost: there was damage, its extent is not known.',
  },
  'gtd.attack_read': { kind: 'read', means: 'The kind of attack is told by how, with fewer or other words.' },
  'gtd.weapon_read': {
    kind: 'read',
    means: 'A kind of weapon covers several of ours: it is other or unknown.',
  },
  'gtd.extent_read': { kind: 'read', means: 'Extents of damage are sums of money; the record has no level.' },
  'gtd.specificity_read': { kind: 'read', means: 'The specificity of a place is told in seven kinds here.' },
  'gtd.approximate': {
    kind: 'read',
    means: 'approxdate says in words what the date is; it is in the note on the date.',
  },
  'gtd.former_state': {
    kind: 'read',
    means:
      'A state that is no more: the record has the country of today on its ground, where there are several the one of the coordinates; the name is kept in external.fields.',
  },
  'gtd.extended': {
    kind: 'read',
    means: 'An attack of more than a day lasted to its resolution, where that is given.',
  },
} as const satisfies Readonly<Record<string, CrosswalkRule>>

export type CrosswalkRuleId = keyof typeof crosswalkRules
