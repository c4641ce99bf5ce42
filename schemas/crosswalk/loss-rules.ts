/**
 * Every way in which a value changes between a record and the layout of another project, by an id whose meaning never
 * changes. Imports count the ids in `notes`; exports list them in the loss report.
 */

export type LossKind = 'left_out' | 'changed' | 'lost' | 'empty'

interface CrosswalkRule {
  /**
   * `read`: how an import interprets a row. `left_out`: a record has no row there. `changed`: a value is written
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
      'The record has no field for these columns, so external.fields keeps them. The count is of columns.',
    'crosswalk.cell_kept':
      'The record writes some cells of the row in another form. external.fields keeps the originals, and an export writes them unchanged.',
    'crosswalk.source_dataset': 'The row names no source, so its dataset becomes the source.',
    'crosswalk.source_text':
      'The sources are not divided into office, date and headline, so they become one source with the text as its title.',
    'crosswalk.text_cut': 'The text is longer than its field allows and is cut.',
    'crosswalk.control': 'The text has control characters; each becomes a space.',
    'crosswalk.number':
      'The cell says that there is no number, as NA and -99 do, so the field is left blank. external.fields keeps the cell.',
    'crosswalk.number_form':
      'The number has a decimal comma, grouped digits or other digits; the record has its value.',
    'crosswalk.code': 'The code is unknown and is left blank. external.fields keeps the cell.',
    'crosswalk.date_form': "The day is not in the project's form; the record has the day.",
    'crosswalk.date':
      'The date of a detail cannot be read and is left blank. external.fields keeps the cell.',
    'crosswalk.country':
      'No country has this name, so the record has the country at the coordinates. external.fields keeps the name.',
    'crosswalk.waters':
      'A sea, a gulf or a strait is no country, so the country is XZ, international waters. The name is kept.',
    'ucdp.kind':
      'UCDP records who fought whom, not how. The type of event is unspecified, or violence against civilians if UCDP calls the event one-sided.',
    'ucdp.once': 'An event (event_clarity 1) with a range of days happened once, at some time in the range.',
    'ucdp.lasted': 'An aggregate (event_clarity 2) with a range of days lasted through the whole range.',
    'ucdp.date_precision':
      'date_prec does not match the days from date_start to date_end; the days are kept.',
  }),
  ...rulesOf('empty', {
    'crosswalk.own_id':
      'The record did not come from this project, so the id is the one that Sitrep gave it.',
    'crosswalk.theirs':
      'Only the other project can fill the column; it is blank unless the record came from there.',
    'crosswalk.unknown': 'The layout requires the value, and the record does not have it.',
  }),
  ...rulesOf('lost', {
    'crosswalk.no_column': 'The layout has no column for the value.',
    'crosswalk.former_column':
      'The column is not in the layout that is exported; external.fields keeps its cell.',
    'crosswalk.too_many': 'The layout has fewer columns than the record has entries.',
  }),
  ...rulesOf('changed', {
    'crosswalk.uncertain': 'The layout cannot show that a date is approximate or uncertain.',
    'crosswalk.time': 'The layout has no time of day; only the date is exported.',
    'crosswalk.day_of_range': 'The layout has a single day, so one day of the range is exported.',
    'crosswalk.many_actors': 'The layout has one cell for several actors; their names are joined.',
    'crosswalk.changed': 'The record has changed since its import; the column has the current value.',
  }),
  ...rulesOf('left_out', {
    'ucdp.no_death': 'UCDP includes only events with at least one death.',
    'ucdp.long': 'UCDP includes only events that lasted at most a calendar year.',
  }),
  ...rulesOf('changed', {
    'ucdp.sides': 'UCDP has side A and side B; the attacker is exported as side A and the target as side B.',
  }),
  ...rulesOf('empty', {
    'ucdp.parts':
      'The record does not give the deaths of side A, side B, civilians and unknown separately; the columns without a number stay blank.',
  }),
  ...rulesOf('left_out', {
    'acled.unlocated': 'ACLED includes only events whose place is known more precisely than the country.',
    'acled.long': 'ACLED includes only events whose month is known, and that lasted at most a year.',
    'acled.kind': 'ACLED includes only events of its six types.',
  }),
  ...rulesOf('empty', {
    'acled.sub_event': 'The specific type is unknown.',
  }),
  ...rulesOf('changed', {
    'acled.intercepted': 'In ACLED, intercepted weapons are a strategic development: disrupted weapons use.',
    'acled.foiled': 'ACLED has one type for weapons found and plots foiled: disrupted weapons use.',
    'acled.air_drone': 'ACLED has one type for air strikes and drone strikes.',
    'acled.unidentified':
      'An unknown attacker becomes an unidentified armed group of the type political militia.',
    'acled.day_of_many': 'An event of several days has one row per day; deaths are divided evenly.',
    'acled.place_precision': 'ACLED has three levels of precision for a place; Sitrep has seven.',
    'acled.coordinates': 'Coordinates are cut to four decimals.',
    'acled.no_information':
      'In ACLED, 0 deaths can mean none or no information. Here it means no information.',
    'acled.lowest': 'The layout has only the lowest number of an estimate.',
    'acled.claim': 'ACLED has no column for a claim of responsibility; the notes contain it.',
  }),
  ...rulesOf('read', {
    'acled.zero': 'In ACLED, 0 deaths can mean none or no information, so the record leaves deaths blank.',
    'acled.one_number':
      'ACLED has one number of deaths; the record uses it as the lowest and the best number.',
    'acled.period': 'time_precision 2 means the week around the day; 3 means its month.',
    'acled.former_kind':
      'The type of event is one that ACLED used before 2019; the record has the type that replaced it.',
    'acled.region': 'geo_precision 3 means a larger region; the record has the precision area.',
    'acled.air': 'ACLED has one type for air and drone strikes; the record has an air strike.',
    'acled.disrupted': 'Disrupted weapons use does not say whether anything was launched.',
    'acled.order':
      'The order of the actors has no meaning in ACLED; the first becomes side A and the second side B.',
  }),
  ...rulesOf('left_out', {
    'gtd.state': 'GTD does not include acts of states.',
    'gtd.not_attempted':
      'GTD includes only attacks that were begun, not weapons found or plots foiled beforehand.',
    'gtd.not_attack': 'GTD includes only attacks by non-state actors; the record has none.',
  }),
  ...rulesOf('changed', {
    'gtd.date':
      'GTD writes year, month and day as numbers, 0 if unknown. A date that is not one day is also given in words.',
    'gtd.specificity': 'GTD has five levels of precision for a place; Sitrep has seven.',
    'gtd.missed': 'GTD counts a weapon that went off but missed its target as a success.',
    'gtd.group':
      'The group that claimed the event, or was blamed for it, is exported as the group and marked as uncertain.',
    'gtd.one_number': 'The layout has only the best number of an estimate.',
    'gtd.attack': 'GTD has fewer and different types of attack.',
    'gtd.weapon': 'GTD has fewer types of weapon; the column for details has the rest.',
    'gtd.damage': 'GTD measures damage by its cost, so damage is exported with an unknown extent.',
  }),
  ...rulesOf('read', {
    'gtd.attack_read': 'GTD classifies attacks by their method; the closest type is used.',
    'gtd.weapon_read':
      'This GTD type covers several of our types of weapon; the record has other or unknown.',
    'gtd.extent_read': 'GTD gives the extent of damage as a sum of money; the level of damage is left blank.',
    'gtd.specificity_read':
      'GTD has five levels of specificity for a place; the closest of our seven is used.',
    'gtd.share':
      'A fraction is the share of a number for several attacks; the record has the whole numbers below and above it.',
    'gtd.approximate': 'approxdate gives the date in words; it becomes date_note.',
    'gtd.former_state':
      "The country is a former state. The record has today's country, found by the coordinates if there are several; external.fields keeps the former name.",
    'gtd.extended': 'An attack of more than a day lasted until its resolution date, if the row has one.',
  }),
}

export type CrosswalkRuleId = keyof typeof crosswalkRules
