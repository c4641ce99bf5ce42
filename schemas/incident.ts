/**
 * The incident record: every field once, in published order, with its title, help and example.
 *
 * Validation, types, the columns of the flat row, the form and the codebook derive from this file. Absent always means
 * unknown or not stated; 0 means that a source says there were none.
 */
import * as v from 'valibot'
import { encodeList, encodeListOf, sumDefined } from '../src/text/list-cell.ts'
import { countries } from './countries.ts'
import { toDays } from './edtf-date.ts'
import {
  code,
  count,
  date,
  degrees,
  field,
  identifier,
  language,
  list,
  required,
  slug,
  text,
  url,
} from './field-types.ts'
import {
  actorRoleSetter,
  linkSetter,
  listSetter,
  sourceNameSetter,
  textSetter,
  weaponCountSetter,
} from './list-columns.ts'
import * as codes from './vocabularies.ts'

const countryCode = code(
  Object.fromEntries(Object.entries(countries).map(([key, label]) => [key, { label, definition: '' }])) as {
    [K in keyof typeof countries]: { label: string; definition: string }
  },
)

const sourceMetadata = {
  title: 'Source',
  help: 'Which source says this? Separate several with "; ".',
}

const sourceKeys = field(identifier(200), { ...sourceMetadata, example: 'officer' })
const groupSourceKeys = field(identifier(200), { ...sourceMetadata, example: 'officer', column: false })

const placeFields = {
  admin1: field(text(200), {
    title: 'First-level area',
    help: 'Province, governorate or state, as the source names it.',
    example: 'Anbar',
  }),
  admin2: field(text(200), { title: 'Second-level area', help: 'District or county.', example: 'Hit' }),
  admin3: field(text(200), {
    title: 'Third-level area',
    help: 'Sub-district or municipality.',
    example: 'Al Baghdadi',
  }),
  place: field(text(200), {
    title: 'Place',
    help: 'The most precise place that a source names, such as a town, a base or a district.',
    example: 'Baghdad airport',
  }),
  latitude: field(degrees(90), {
    title: 'Latitude',
    help: 'WGS 84. Leave blank unless a source, a gazetteer or a map gives the coordinates.',
    example: 33.2625,
    unit: 'degrees north',
  }),
  longitude: field(degrees(180), {
    title: 'Longitude',
    help: 'WGS 84. Give both coordinates or neither.',
    example: 44.2346,
    unit: 'degrees east',
  }),
  coordinates_from: field(code(codes.coordinatesFrom), {
    title: 'Coordinates from',
    help: 'Where the coordinates come from: the source itself, a gazetteer or a map.',
    example: 'gazetteer',
  }),
  precision: field(code(codes.geoPrecision), {
    title: 'Precision of the place',
    help: 'How precisely the place is known.',
    example: 'near',
    column: 'geo_precision',
  }),
  note: field(text(1000), {
    title: 'Note on the place',
    help: 'Anything the fields above can\'t express, such as "the base is not named".',
    example: 'The base is not named.',
    column: false,
  }),
  withheld: field(code(codes.withheldLevel), {
    title: 'Withheld',
    help: 'Hide this location from the public. Readers will see that it has been withheld. This does not remove it from the title, summary or sources, or from earlier published versions.',
    example: 'point',
    column: false,
  }),
}

const countryMetadata = { title: 'Country', example: 'IQ' }

const location = v.object({
  country: required(countryCode, {
    ...countryMetadata,
    help: 'The country where it happened. Codes are ISO 3166-1 alpha-2, with XK for Kosovo and XZ for international waters.',
  }),
  ...placeFields,
})

const launchedFrom = v.object({
  country: field(countryCode, {
    ...countryMetadata,
    help: 'The country from which the weapons were launched.',
  }),
  ...placeFields,
})

const actor = v.object({
  name: field(text(200), {
    title: 'Name',
    help: 'The name as the source gives it. Leave blank if unknown.',
    example: 'Qassem Al Jabarayn',
  }),
  role: field(code(codes.actorRole), {
    title: 'Role',
    help: 'Perpetrator and target if it is known who attacked; otherwise side A and side B.',
    example: 'perpetrator',
  }),
  type: field(code(codes.actorType), {
    title: 'Type of actor',
    help: 'Armed forces outside their own country are external forces.',
    example: 'political_militia',
  }),
  with: field(list(text(200), 20), {
    title: 'Together with',
    help: 'Groups associated with this actor.',
    example: ['Islamic Resistance in Iraq'],
  }),
})

const target = v.object({
  name: field(text(200), {
    title: 'Name',
    help: 'The person, place or thing that was attacked.',
    example: 'a base housing US troops',
  }),
  type: field(code(codes.targetType), {
    title: 'Type of target',
    help: 'The closest match in the list.',
    example: 'military',
  }),
  operator: field(text(200), {
    title: 'Operator',
    help: 'Who runs or owns the target.',
    example: 'Syrian Democratic Forces',
  }),
  note: field(text(1000), {
    title: 'Note',
    help: "Anything the fields above can't express.",
    example: 'Two sources name another base.',
  }),
})

const munitionCount = (title: string, help: string, example: number) =>
  field(count, { title, help, unit: 'munitions', example })

const weapon = v.object({
  type: field(code(codes.weaponType), {
    title: 'Type of weapon',
    help: 'The munition, or what carried it.',
    example: 'rocket',
  }),
  model: field(text(200), { title: 'Model', help: 'The name that the source uses.', example: 'Katyusha' }),
  fired: munitionCount('Fired', 'The total number, only if a source gives it.', 14),
  fired_low: munitionCount(
    'Fired, low',
    'The lowest reported number. For "at least four", enter only this.',
    12,
  ),
  fired_high: munitionCount('Fired, high', 'The highest reported number, if reports disagree.', 15),
  hit: munitionCount('Hit', 'How many landed on the target or inside its perimeter.', 8),
  missed: munitionCount('Missed', 'How many fell elsewhere.', 4),
  intercepted: munitionCount('Intercepted', 'How many were shot down or jammed.', 2),
  found: munitionCount('Found', 'How many were found before use.', 1),
  source: sourceKeys,
})

const peopleCount = (title: string, help: string, example: number) =>
  field(count, { title, help, unit: 'people', example })

const estimate = v.object({
  low: peopleCount('Low', 'The lowest reported number. For "at least two", enter only low 2.', 2),
  best: peopleCount('Best', 'The best reported number.', 3),
  high: peopleCount('High', 'The highest reported number.', 5),
})

const casualtyGroup = v.object({
  group: field(code(codes.casualtyGroup), {
    title: 'Group',
    help: 'Whose casualties these are. Alternatively, name an actor.',
    example: 'civilians',
  }),
  actor: field(text(200), {
    title: 'Actor',
    help: 'The name of the actor whose casualties these are.',
    example: 'Qassem Al Jabarayn',
  }),
  deaths: field(estimate, { title: 'Deaths', help: 'Deaths in this group.' }),
  injuries: field(estimate, { title: 'Injuries', help: 'Injured people in this group.' }),
})

const casualties = v.object({
  reported: field(code(codes.casualtiesReported), {
    title: 'Casualties',
    help: 'Choose "None" only if a source says there were none, and "Unknown" if no source says anything.',
    example: 'none',
    column: 'casualties_reported',
  }),
  deaths: field(estimate, { title: 'Deaths', help: 'All deaths, on any side.', inline: 'deaths_' }),
  injuries: field(estimate, {
    title: 'Injuries',
    help: 'All injured people, on any side.',
    inline: 'injuries_',
  }),
  groups: field(list(casualtyGroup, 20), {
    title: 'Groups',
    help: 'Casualties broken down by group.',
    columns: {
      civilian_deaths_best: {
        title: 'Civilian deaths, best',
        type: 'integer',
        unit: 'people',
        derived: true,
        get: (groups) =>
          groups.find(({ group, deaths }) => group === 'civilians' && deaths?.best !== undefined)?.deaths
            ?.best,
      },
    },
  }),
  source: groupSourceKeys,
})

const damage = v.object({
  level: field(code(codes.damageLevel), {
    title: 'Damage',
    help: 'Damage to buildings and equipment. Choose "None" only if a source says there was none.',
    example: 'minor',
    column: 'damage',
  }),
  note: field(text(1000), {
    title: 'Note on the damage',
    help: 'What was damaged.',
    example: 'The runway was damaged.',
    column: false,
  }),
  source: groupSourceKeys,
})

const claim = v.object({
  by: field(text(200), {
    title: 'Claimed by',
    help: 'Who claimed responsibility.',
    example: 'Qassem Al Jabarayn',
  }),
  date: field(date, { title: 'Date of the claim', help: 'When the claim was made.', example: '2022-01-05' }),
  medium: field(code(codes.claimMedium), {
    title: 'Medium',
    help: 'How the claim was made.',
    example: 'online_post',
  }),
  text: field(text(2000, 'lines'), {
    title: 'Text of the claim',
    help: 'A summary or a quotation.',
    example: 'We struck the base.',
  }),
  url: field(url, { title: 'Address', help: 'A link to the claim.', example: 'https://example.org/claim' }),
  status: field(code(codes.claimStatus), {
    title: 'Status',
    help: 'Whether the claim still stands.',
    example: 'standing',
  }),
  source: sourceKeys,
})

const attribution = v.object({
  by: field(text(200), { title: 'By', help: 'Who accuses or names the other.', example: 'the coalition' }),
  to: field(text(200), {
    title: 'To',
    help: 'Who is named as responsible.',
    example: 'Iran-supported malign actors',
  }),
  date: field(date, { title: 'Date', help: 'When the statement was made.', example: '2022-01-06' }),
  confidence: field(code(codes.attributionConfidence), {
    title: 'Confidence',
    help: 'Whether it was stated as a fact or as a suspicion.',
    example: 'stated',
  }),
  text: field(text(2000, 'lines'), {
    title: 'Text of the statement',
    help: 'A summary or a quotation.',
    example: 'They are responsible.',
  }),
  source: sourceKeys,
})

const source = v.object({
  key: field(identifier(40), {
    title: 'Key',
    help: 'A short name by which other fields refer to this source.',
    example: 'officer',
  }),
  publisher: field(text(200), { title: 'Publisher', help: 'Who published it.', example: 'Example News' }),
  title: field(text(500), {
    title: 'Title',
    help: 'The headline, or the name of the document.',
    example: 'Rockets hit base in Anbar',
  }),
  url: field(url, { title: 'Address', help: 'A link to the source.', example: 'https://example.org/a' }),
  said_by: field(text(200), {
    title: 'Said by',
    help: 'Person quoted. If a report quotes three people, add three sources.',
    example: 'an unnamed Iraqi officer',
  }),
  published: field(date, {
    title: 'Published on',
    help: 'When it was published or last updated.',
    example: '2022-01-06',
  }),
  accessed: field(date, { title: 'Accessed', help: 'When you last read it.', example: '2022-01-07' }),
  language: field(language, {
    title: 'Language',
    help: 'A language tag, such as en, ar or ku-Arab.',
    example: 'ar',
  }),
  kind: field(code(codes.sourceKind), {
    title: 'Type of source',
    help: 'The kind of publication.',
    example: 'news',
  }),
  archive_url: field(url, {
    title: 'Archived copy',
    help: 'A link to a permanent copy.',
    example: 'https://archive.example/a',
  }),
  reliability: field(code(codes.reliability), {
    title: 'Reliability',
    help: 'How reliable the source is: A to F of the Admiralty code.',
    example: 'B',
  }),
  credibility: field(code(codes.credibility), {
    title: 'Credibility',
    help: 'How credible this report is: 1 to 6 of the Admiralty code.',
    example: '2',
  }),
})

const link = v.object({
  type: required(code(codes.linkType), {
    title: 'Type of link',
    help: 'How this incident relates to the other.',
    example: 'responds_to',
  }),
  incident: required(identifier(200), {
    title: 'Other incident',
    help: 'The id of the other incident, or its reference in the same dataset. It may be filed later.',
    example: 'jan-2022-6',
  }),
  by: field(text(200), {
    title: 'According to',
    help: 'Who says that the incidents are connected.',
    example: 'the coalition',
  }),
  note: field(text(1000), {
    title: 'Note',
    help: "Anything the fields above can't express.",
    example: 'Fired from the same site.',
  }),
  source: sourceKeys,
})

const scalar = v.union([v.string(), v.number(), v.boolean()])

const external = v.object({
  scheme: required(slug, {
    title: 'Layout',
    help: 'The layout of the row: ucdp, acled or gtd.',
    example: 'ucdp',
  }),
  id: field(identifier(200), {
    title: 'Original id',
    help: 'The id of the row in that layout.',
    example: '420417',
  }),
  fields: field(v.record(v.string(), scalar), {
    title: 'Other columns',
    help: 'Columns of that layout for which a record has no field. Only exports in the same layout contain them.',
    example: { region: 'Middle East' },
  }),
})

/** Returns a column of names or codes from the items of a list. */
const namesColumn = <T>(
  title: string,
  textOf: (item: T) => string | undefined,
  isIncluded: (item: T) => boolean = () => true,
) => ({
  title,
  type: 'list' as const,
  get: (items: readonly T[]) => encodeListOf(items, (item) => (isIncluded(item) ? textOf(item) : null)),
})

type Actor = v.InferOutput<typeof actor>
type Weapon = v.InferOutput<typeof weapon>

const actorNamesColumn = (title: string, ...roles: NonNullable<Actor['role']>[]) => ({
  ...namesColumn<Actor>(
    title,
    (each) => each.name,
    (each) => each.role !== undefined && roles.includes(each.role),
  ),
  set: actorRoleSetter(...roles),
})

const sumColumn = (title: string, key: 'fired' | 'hit' | 'missed' | 'intercepted' | 'found') => ({
  title,
  type: 'integer' as const,
  unit: 'munitions',
  get: (items: readonly Weapon[]) => sumDefined(items, (each) => each[key]),
  set: weaponCountSetter(key),
})

const derivedColumn = <T extends object>(column: T) => ({ ...column, derived: true as const })

const warning = v.object({ pointer: v.string(), rule: v.string(), detail: v.string() })
const timestamp = v.pipe(v.string(), v.isoTimestamp())
const day = v.pipe(v.string(), v.isoDate())
const sequenceNumber = v.pipe(v.number(), v.integer(), v.minValue(0))

/** The groups of fields by their names in descriptions of the record, such as its JSON Schema. */
export const groups = {
  Location: location,
  LaunchedFrom: launchedFrom,
  Actor: actor,
  Target: target,
  Weapon: weapon,
  Estimate: estimate,
  GroupCasualties: casualtyGroup,
  Casualties: casualties,
  Damage: damage,
  Claim: claim,
  Attribution: attribution,
  Source: source,
  Link: link,
  External: external,
  Warning: warning,
}

/** The most characters of a reference. */
export const maxReferenceLength = 200

/** Every field of a record, in published order; those marked `readOnly` are set by the server. */
export const fields = {
  id: required(v.pipe(v.string(), v.uuid()), {
    title: 'Id',
    help: 'A UUID (version 7). Records are ordered by it.',
    example: '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6',
    readOnly: true,
  }),
  dataset: required(slug, {
    title: 'Dataset',
    help: 'The project that collects the record. Leave blank to use "reports".',
    example: 'reports',
  }),
  reference: field(identifier(maxReferenceLength), {
    title: 'Reference',
    help: 'Your own id for the record, unique within the dataset. It is public.',
    example: 'jan-2022-3',
  }),
  status: required(code(codes.recordStatus), {
    title: 'Status',
    help: 'The review status of the record.',
    example: 'published',
    readOnly: true,
  }),
  event_type: required(code(codes.eventType), {
    title: 'Type of event',
    help: 'Choose "Explosion or remote violence" for anything fired or launched, even if it missed.',
    example: 'remote_violence',
  }),
  event_subtype: field(code(codes.eventSubtype), {
    title: 'Specific type',
    help: 'A more specific type, within the type of event.',
    example: 'shelling',
  }),
  conflict_type: field(code(codes.conflictType), {
    title: 'Type of conflict',
    help: 'One of the three types of organised violence of UCDP.',
    example: 'state_based',
  }),
  outcome: field(code(codes.outcome), {
    title: 'Outcome',
    help: 'What happened to the weapons used.',
    example: 'mixed',
  }),
  date: required(date, {
    title: 'Date',
    help: 'A day (2022-01-05) or a month (2022-01). Write 2022-01-03/2022-01-05 if it lasted, and [2022-01-03..2022-01-05] if it happened once, some time between. Add ~ for "about" or ? if you are unsure.',
    example: '2022-01-05',
    columns: {
      date_start: { title: 'First day', type: 'date', derived: true, get: (value) => toDays(value).start },
      date_end: { title: 'Last day', type: 'date', derived: true, get: (value) => toDays(value).end },
      date_precision: {
        title: 'Precision of the date',
        type: 'text',
        vocabulary: codes.datePrecision,
        derived: true,
        get: (value) => toDays(value).precision,
      },
    },
  }),
  date_note: field(text(200), {
    title: 'Note on the date',
    help: 'Anything the date can\'t express, such as "evening".',
    example: 'evening',
  }),
  location: required(location, { title: 'Location', help: 'Where it happened.', inline: '' }),
  launched_from: field(launchedFrom, {
    title: 'Launched from',
    help: 'Where the weapons were launched from.',
  }),
  actors: field(list(actor), {
    title: 'Actors',
    help: 'Who is known to have taken part. Put claims and accusations in the sections below.',
    columns: {
      perpetrators: actorNamesColumn('Perpetrators', 'perpetrator'),
      sides: { ...actorNamesColumn('Sides', 'side_a', 'side_b'), example: 'Example Front; Example Army' },
      responders: { ...actorNamesColumn('Responders', 'responder'), example: 'Iraqi police' },
    },
  }),
  targets: field(list(target), {
    title: 'Targets',
    help: 'Who or what was attacked.',
    columns: {
      targets: { ...namesColumn('Targets', (each) => each.name), set: textSetter('name') },
      target_types: derivedColumn({
        ...namesColumn('Types of target', (each) => each.type),
        vocabulary: codes.targetType,
      }),
    },
  }),
  weapons: field(list(weapon), {
    title: 'Weapons',
    help: 'The munitions used, with counts. Add one entry for each type; if sources disagree, give low and high.',
    columns: {
      weapon_types: {
        ...namesColumn('Types of weapon', (each) => each.type),
        vocabulary: codes.weaponType,
        set: textSetter('type'),
      },
      munitions_fired: sumColumn('Munitions fired', 'fired'),
      munitions_hit: sumColumn('Munitions that hit', 'hit'),
      munitions_missed: sumColumn('Munitions that missed', 'missed'),
      munitions_intercepted: sumColumn('Munitions intercepted', 'intercepted'),
      munitions_found: sumColumn('Munitions found', 'found'),
    },
  }),
  casualties: field(casualties, { title: 'Casualties', help: 'Deaths and injuries.', inline: '' }),
  damage: field(damage, { title: 'Damage', help: 'Damage to buildings and equipment.', inline: '' }),
  claims: field(list(claim), {
    title: 'Claims of responsibility',
    help: 'Statements in which somebody claims to have done it.',
    columns: { claimed_by: { ...namesColumn('Claimed by', (each) => each.by), set: textSetter('by') } },
  }),
  attributions: field(list(attribution), {
    title: 'Attributions',
    help: 'Statements in which somebody says that others did it.',
    columns: {
      attributed_to: { ...namesColumn('Attributed to', (each) => each.to), set: textSetter('to') },
      attributed_by: derivedColumn(namesColumn('Attributed by', (each) => each.by)),
    },
  }),
  series: field(slug, {
    title: 'Series',
    help: 'A name shared by related incidents.',
    example: 'january-2022-attacks',
  }),
  tags: field(list(slug, 50), {
    title: 'Tags',
    help: 'Your own keywords, in lower case.',
    example: ['us-forces'],
    columns: { tags: { title: 'Tags', type: 'list', get: (items) => encodeList(items), set: listSetter } },
  }),
  links: field(list(link), {
    title: 'Links',
    help: 'How this incident relates to others, such as a response to an earlier one.',
    columns: {
      links: { ...namesColumn('Links', (each) => `${each.type}:${each.incident}`), set: linkSetter },
    },
  }),
  sources: required(list(source), {
    title: 'Sources',
    help: 'At least one source, with a publisher, an address or a title.',
    columns: {
      source_count: {
        title: 'Number of sources',
        type: 'integer',
        derived: true,
        get: (items) => items.length,
      },
      sources: { ...namesColumn('Sources', (each) => each.publisher ?? each.title), set: sourceNameSetter },
      source_urls: {
        ...namesColumn('Web addresses of the sources', (each) => each.url),
        set: textSetter('url', 'sources'),
      },
    },
  }),
  title: field(text(200), {
    title: 'Title',
    help: 'A headline of one line.',
    example: 'Rockets fired at a base in Anbar',
  }),
  summary: field(text(10_000, 'lines'), {
    title: 'Summary',
    help: 'What happened, in plain words, and what is unknown.',
    example: 'Rockets were fired at a base. Who fired them is unknown.',
  }),
  external: field(external, {
    title: 'From another dataset',
    help: 'The row of another project from which the record was imported.',
    hideInForm: true,
  }),
  notes: field(text(10_000, 'lines'), {
    title: 'Notes for the editors',
    help: 'Notes are never published.',
    editorsOnly: true,
    column: false,
  }),
  warnings: required(v.array(warning), {
    title: 'Warnings',
    help: 'Unusual values that may nevertheless be correct.',
    example: [{ pointer: '/date', rule: 'date.early', detail: 'The date is before 1900. Check the year.' }],
    readOnly: true,
    columns: { warnings: namesColumn('Warnings', (each) => each.rule) },
  }),
  revision: required(sequenceNumber, {
    title: 'Revision',
    help: 'The number of the version. The first is 1; each change adds 1.',
    example: 1,
    readOnly: true,
  }),
  commit: required(sequenceNumber, {
    title: 'Commit',
    help: 'The commit of the whole database that added this version.',
    example: 42,
    readOnly: true,
    column: false,
  }),
  created_at: required(v.union([timestamp, day]), {
    title: 'Created',
    help: 'When the first version was stored (UTC). For a report without a token, the public sees the day; columns of times have its first second.',
    example: '2022-01-06T08:30:00.000Z',
    readOnly: true,
  }),
  updated_at: required(timestamp, {
    title: 'Updated',
    help: 'When this version was stored (UTC).',
    example: '2022-01-06T09:15:00.000Z',
    readOnly: true,
  }),
}

type Fields = typeof fields
type ReadOnlyName = 'id' | 'status' | 'warnings' | 'revision' | 'commit' | 'created_at' | 'updated_at'

/** The fields that people state: all except those that the server sets. */
const { id, status, warnings, revision, commit, created_at, updated_at, ...writableFields } = fields
export const incident = v.object(writableFields)

export type Incident = v.InferOutput<typeof incident>
export type ReadOnlyFields = v.InferOutput<v.ObjectSchema<Pick<Fields, ReadOnlyName>, undefined>>
export type StoredIncident = Incident & ReadOnlyFields
export type Warning = ReadOnlyFields['warnings'][number]
