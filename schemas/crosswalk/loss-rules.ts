/**
 * Every way in which a value changes between a record and the layout of another project, by an id whose meaning never
 * changes. Imports count the ids in `notes`; exports list them in the loss report.
 */

export type LossKind = 'left_out' | 'bent' | 'lost' | 'empty'

interface CrosswalkRule {
  /**
   * `read`: how an import interprets a row. `left_out`: a record has no row there. `bent`: a value is written
   * differently from the record. `lost`: the layout has no column for it. `empty`: the layout has a column, which stays
   * blank.
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
      'Columns without a field in the record are kept in external.fields; counted by column.',
    'crosswalk.cell_kept':
      'The record expresses cells of the row in another form; the originals are kept in external.fields and exported unchanged.',
    'crosswalk.source_dataset': 'The row names no source, so its dataset becomes the source.',
    'crosswalk.source_text':
      'Sources that are not separated into office, date and headline become one source, with the text as title.',
    'crosswalk.text_cut': 'The text is longer than its field allows and is cut.',
    'crosswalk.control': 'The text has control characters; the record has a space instead of each.',
    'crosswalk.number': 'The number cannot be read and is left blank.',
    'crosswalk.code': 'The code is unknown and is left blank.',
    'ucdp.kind':
      'UCDP says who fought whom, not how: the type of event is unspecified, or violence against civilians if it is one-sided.',
    'ucdp.once': 'An event (event_clarity 1) with a range of days happened once, some time between.',
    'ucdp.lasted': 'An aggregate (event_clarity 2) with a range of days lasted through it.',
    'ucdp.date_precision':
      'date_prec does not match the days from date_start to date_end; the days are kept.',
  }),
  ...rulesOf('empty', {
    'crosswalk.own_id': 'The record did not come from the project, so its id is that of Sitrep.',
    'crosswalk.theirs':
      'Only the other project can fill the column; it is blank unless the record came from there.',
    'crosswalk.unknown': 'The layout requires the value, and the record does not have it.',
  }),
  ...rulesOf('lost', {
    'crosswalk.no_column': 'The layout has no column for the value.',
    'crosswalk.too_many': 'The layout has fewer columns than the record has entries.',
  }),
  ...rulesOf('bent', {
    'crosswalk.uncertain': 'The layout cannot express that a date is approximate or uncertain.',
    'crosswalk.time': 'The time of day is left out of the date.',
    'crosswalk.day_of_range': 'One day represents a range of days.',
    'crosswalk.many_actors': 'Several actors share one cell.',
    'crosswalk.changed': 'The record has changed since its import; the column has the current value.',
  }),
  ...rulesOf('left_out', {
    'ucdp.no_death': 'UCDP includes only events with at least one death.',
    'ucdp.long': 'UCDP includes only events of at most a calendar year.',
  }),
  ...rulesOf('bent', {
    'ucdp.sides': 'The attacker and the target become side A and side B.',
  }),
  ...rulesOf('empty', {
    'ucdp.parts': 'Deaths are not separated into those of side A, side B, civilians and unknown.',
  }),
  ...rulesOf('left_out', {
    'acled.unlocated': 'ACLED includes only events whose place is known more precisely than the country.',
    'acled.long': 'ACLED includes only events whose month is known, and that lasted at most a year.',
    'acled.kind': 'ACLED includes only events of its six types.',
  }),
  ...rulesOf('empty', {
    'acled.sub_event': 'The specific type is unknown.',
  }),
  ...rulesOf('bent', {
    'acled.intercepted': 'In ACLED, intercepted weapons are a strategic development: disrupted weapons use.',
    'acled.foiled': 'Weapons found and plots foiled become one type: disrupted weapons use.',
    'acled.air_drone': 'Air strikes and drone strikes become one type.',
    'acled.unidentified':
      'An unknown attacker becomes an unidentified armed group of the type political militia.',
    'acled.day_of_many': 'An event of several days has one row per day; deaths are divided evenly.',
    'acled.place_precision': 'Seven levels of precision of a place become three.',
    'acled.coordinates': 'Coordinates are cut to four decimals.',
    'acled.no_information': '0 deaths can mean none or no information; here it means no information.',
    'acled.lowest': 'The layout has only the lowest number of an estimate.',
    'acled.claim': 'A claim of responsibility is in the notes.',
  }),
  ...rulesOf('read', {
    'acled.zero': '0 deaths can mean none or no information, so the record leaves deaths blank.',
    'acled.one_number': 'The only number of deaths is both the lowest and the best one.',
    'acled.period': 'time_precision 2 means the week around the day, 3 means its month.',
    'acled.region': 'geo_precision 3 means a larger region: an area.',
    'acled.air': 'Air and drone strikes are one type there; the record has an air strike.',
    'acled.disrupted': 'Disrupted weapons use does not say whether anything was launched.',
    'acled.order': 'The order of the actors has no meaning: they become side A and side B.',
  }),
  ...rulesOf('left_out', {
    'gtd.state': 'GTD does not include acts of states.',
    'gtd.not_attempted': 'GTD includes attacks that were begun, not weapons found or plots foiled before.',
    'gtd.not_attack': 'GTD includes only attacks by non-state actors; the record has none.',
  }),
  ...rulesOf('bent', {
    'gtd.date': 'A date that is not a day is given by its parts, 0 if unknown, and in words.',
    'gtd.specificity': 'Seven levels of precision of a place become five.',
    'gtd.missed': 'A weapon that went off elsewhere counts as a success there.',
    'gtd.group':
      'The group that claimed the event, or was blamed for it, is given as the group, marked as uncertain.',
    'gtd.one_number': 'The layout has only the best number of an estimate.',
    'gtd.attack': 'GTD has fewer and different types of attack.',
    'gtd.weapon': 'GTD has fewer types of weapon; its detail has the rest.',
    'gtd.damage': 'GTD measures damage by its cost: damage is reported with unknown extent.',
  }),
  ...rulesOf('read', {
    'gtd.attack_read': 'GTD classifies attacks by their method; the closest type is used.',
    'gtd.weapon_read': 'The type of weapon covers several of ours; it becomes other or unknown.',
    'gtd.extent_read': 'Extents of damage are sums of money; the level is left blank.',
    'gtd.specificity_read': 'The specificity of a place is converted to our seven levels.',
    'gtd.approximate': 'approxdate gives the date in words; it becomes the note on the date.',
    'gtd.former_state':
      "A former state: the record has today's country, by the coordinates if there are several; the name is kept in external.fields.",
    'gtd.extended': 'An attack of more than a day lasted until its resolution, if that is given.',
  }),
}

export type CrosswalkRuleId = keyof typeof crosswalkRules
