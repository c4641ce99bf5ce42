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
  readonly description: string
}

/** Rules of one kind, by id. */
const rulesOf = <Id extends string>(
  kind: CrosswalkRule['kind'],
  descriptions: Readonly<Record<Id, string>>,
): Readonly<Record<Id, CrosswalkRule>> =>
  Object.fromEntries(
    Object.entries<string>(descriptions).map(([id, description]) => [id, { kind, description }]),
  ) as Record<Id, CrosswalkRule>

export const crosswalkRules = {
  ...rulesOf('read', {
    'crosswalk.columns_kept':
      'Columns for which a record has no field are kept in external.fields; the number of such columns.',
    'crosswalk.cell_kept':
      'A row whose cells the record says in another form; they are kept in external.fields and go out again as they came.',
    'crosswalk.source_dataset': 'A row names no source, so the dataset that it is from is the source.',
    'crosswalk.source_text':
      'Sources that are not parted into office, date and headline are one source, with the text as title.',
    'crosswalk.text_cut': 'A text is longer than its field takes and is cut there.',
    'crosswalk.control': 'A text has control characters; in the record a space stands for each.',
    'crosswalk.number': 'A number cannot be read as one; the record has none there.',
    'crosswalk.code': 'A code is not of the vocabulary; the record has none there.',
    'ucdp.kind':
      'UCDP says who fought whom, not how: the kind of event is unspecified; one-sided violence is against civilians.',
    'ucdp.once': 'One event (event_clarity 1) of a range of days happened once, somewhere between.',
    'ucdp.lasted': 'An aggregate (event_clarity 2) of a range of days lasted through it.',
    'ucdp.date_precision': 'date_prec does not fit the days from date_start to date_end; the days stand.',
  }),
  ...rulesOf('empty', {
    'crosswalk.own_id':
      'A record that did not come from the project has the id of Sitrep; the project gives its ids itself.',
    'crosswalk.theirs':
      'Only the other project can fill the column; it is empty unless the record came from there.',
    'crosswalk.unknown': 'The layout wants the value, and the record does not know it.',
  }),
  ...rulesOf('lost', {
    'crosswalk.no_column': 'The layout has no column for what the record says.',
    'crosswalk.too_many': 'The layout has fewer places than the record has entries.',
  }),
  ...rulesOf('bent', {
    'crosswalk.uncertain': 'That a date is approximate or uncertain is not told.',
    'crosswalk.time': 'The time of day is left out of a date.',
    'crosswalk.day_of_range': 'One day stands for a range of days.',
    'crosswalk.many_actors': 'Several actors share one cell.',
    'crosswalk.changed': 'The record was changed since its row came; the column says what the record says.',
  }),
  ...rulesOf('left_out', {
    'ucdp.no_death': 'UCDP takes events with at least one death.',
    'ucdp.long': 'UCDP takes events of at most a calendar year.',
  }),
  ...rulesOf('bent', {
    'ucdp.sides': 'Who attacked and who was hit become side A and side B.',
  }),
  ...rulesOf('empty', {
    'ucdp.parts': 'Deaths are not parted into those of side A, side B, civilians and unknown.',
  }),
  ...rulesOf('left_out', {
    'acled.unlocated': 'ACLED takes events of which more is known than the country.',
    'acled.long':
      'ACLED takes events of which at least the month is known, and of what lasted at most a year.',
    'acled.kind': 'ACLED takes events of one of its six kinds.',
  }),
  ...rulesOf('empty', {
    'acled.sub_event': 'The closer kind of event is not known.',
  }),
  ...rulesOf('bent', {
    'acled.intercepted':
      'What was launched and intercepted is a strategic development of ACLED: disrupted weapons use.',
    'acled.foiled': 'Weapons found and plots foiled are one kind: disrupted weapons use.',
    'acled.air_drone': 'Air strikes and drone strikes are one kind.',
    'acled.unidentified':
      'An attacker who is not known is an unidentified armed group, of the kind political militia.',
    'acled.day_of_many': 'What lasted has one row for each day; deaths are shared out evenly.',
    'acled.place_precision': 'Seven kinds of precision of a place become three.',
    'acled.coordinates': 'Coordinates are cut to four decimals.',
    'acled.no_information':
      '0 deaths stand for none and for no information alike; of this record nothing is known.',
    'acled.lowest': 'Of an estimate only the lowest number is told.',
    'acled.claim': 'A claim of responsibility stands in the notes.',
  }),
  ...rulesOf('read', {
    'acled.zero':
      '0 deaths are none or no information; which of them is not known, so the record says neither.',
    'acled.one_number': 'The one number of deaths is the lowest; it is the best that is stated too.',
    'acled.period': 'time_precision 2 is the week around the day, 3 is its month.',
    'acled.region': 'geo_precision 3 is a larger region: an area.',
    'acled.air': 'Air and drone strikes are one kind there: an air strike, whatever flew.',
    'acled.disrupted': 'Disrupted weapons use does not say whether anything was launched.',
    'acled.order': 'The order of the actors carries no meaning: they are side A and side B.',
  }),
  ...rulesOf('left_out', {
    'gtd.state': 'GTD takes no acts of states.',
    'gtd.not_attempted': 'GTD takes attacks that were begun, not what was found or foiled before.',
    'gtd.not_attack': 'GTD takes attacks by non-state actors; of this record none is known.',
  }),
  ...rulesOf('bent', {
    'gtd.date': 'A date that is no day is told by its parts, 0 where unknown, and in words.',
    'gtd.specificity': 'Seven kinds of precision of a place become five.',
    'gtd.missed': 'What went off elsewhere counts as a success there.',
    'gtd.group': 'Who claims it or is blamed for it is the group there, marked as uncertain.',
    'gtd.one_number': 'Of an estimate only the best number is told.',
    'gtd.attack': 'The kinds of attack of GTD are fewer and other.',
    'gtd.weapon': 'The kinds of weapon of GTD are fewer; the detail has the rest.',
    'gtd.damage': 'GTD tells damage by its cost: there was damage, its extent is not known.',
  }),
  ...rulesOf('read', {
    'gtd.attack_read': 'The kind of attack is told by how, with fewer or other words.',
    'gtd.weapon_read': 'A kind of weapon covers several of ours: it is other or unknown.',
    'gtd.extent_read': 'Extents of damage are sums of money; the record has no level.',
    'gtd.specificity_read': 'The specificity of a place is told in seven kinds here.',
    'gtd.approximate': 'approxdate says in words what the date is; it is in the note on the date.',
    'gtd.former_state':
      'A state that is no more: the record has the country of today on its ground, where there are several the one of the coordinates; the name is kept in external.fields.',
    'gtd.extended': 'An attack of more than a day lasted to its resolution, where that is given.',
  }),
}

export type CrosswalkRuleId = keyof typeof crosswalkRules
