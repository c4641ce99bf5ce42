/**
 * The incident record: every field once, in published order, with its title, help and example.
 *
 * Validation, types, the columns of the flat row, the form and the codebook derive from this file. Absent means
 * unknown or not stated, always; 0 means stated to be none.
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
  help: 'The key of the source that says this; several are parted by "; ".',
}

const sourceKeys = field(text(200), { ...sourceMetadata, example: 'officer' })
const groupSourceKeys = field(text(200), { ...sourceMetadata, column: false })

const placeFields = {
  admin1: field(text(200), {
    title: 'First-level area',
    help: 'Province, governorate or state, as the source names it.',
    example: 'Anbar',
  }),
  admin2: field(text(200), { title: 'Second-level area', help: 'District or county.', example: 'Hit' }),
  admin3: field(text(200), { title: 'Third-level area', help: 'Sub-district or municipality.' }),
  place: field(text(200), {
    title: 'Place',
    help: 'The most precise place that is named: a town, a base, a district.',
    example: 'Baghdad airport',
  }),
  latitude: field(degrees(90), {
    title: 'Latitude',
    help: 'Of the place, WGS 84; leave empty unless a source, a gazetteer or a map gives it.',
    example: 33.2625,
    unit: 'degrees north',
  }),
  longitude: field(degrees(180), {
    title: 'Longitude',
    help: 'Of the place, WGS 84; both coordinates or neither.',
    example: 44.2346,
    unit: 'degrees east',
  }),
  coordinates_from: field(code(codes.coordinatesFrom), {
    title: 'Coordinates from',
    help: 'Who gave the coordinates: the source itself, a gazetteer, or somebody with a map.',
    example: 'gazetteer',
  }),
  precision: field(code(codes.geoPrecision), {
    title: 'Precision of the place',
    help: 'How closely the place is known.',
    example: 'near',
    column: 'geo_precision',
  }),
  note: field(text(1000), {
    title: 'Note on the place',
    help: 'What the fields cannot say: the name is doubtful, the base is not named.',
    column: false,
  }),
  withheld: field(code(codes.withheldLevel), {
    title: 'Withheld',
    help: 'What of this place only the editors are to see. Everybody is told that it is withheld. It does not reach what title, summary and sources say, nor what was published before.',
    example: 'point',
    column: false,
  }),
}

const countryMetadata = { title: 'Country', example: 'IQ' }

const location = v.object({
  country: required(countryCode, {
    ...countryMetadata,
    help: 'ISO 3166-1 alpha-2 code; XK is Kosovo, XZ international waters.',
  }),
  ...placeFields,
})

const launchedFrom = v.object({
  country: field(countryCode, { ...countryMetadata, help: 'Country from which fire came.' }),
  ...placeFields,
})

const actor = v.object({
  name: field(text(200), {
    title: 'Name',
    help: 'As the source has it; leave empty when it is not known who it was.',
    example: 'Qassem Al Jabarayn',
  }),
  role: field(code(codes.actorRole), {
    title: 'Role',
    help: 'Perpetrator and target where the direction is known; side A and side B where it is not.',
    example: 'perpetrator',
  }),
  type: field(code(codes.actorType), {
    title: 'Kind of actor',
    help: 'Armed forces outside their own country are external forces.',
    example: 'political_militia',
  }),
  with: field(list(text(200), 20), { title: 'Together with', help: 'Associated groups.' }),
})

const target = v.object({
  name: field(text(200), {
    title: 'Name',
    help: 'What was aimed at or hit.',
    example: 'a base housing US troops',
  }),
  type: field(code(codes.targetType), { title: 'Kind of target', help: 'What it is.', example: 'military' }),
  operator: field(text(200), {
    title: 'Operator',
    help: 'Who runs it.',
    example: 'Syrian Democratic Forces',
  }),
  note: field(text(1000), { title: 'Note', help: 'What the fields cannot say.' }),
})

const munitionCount = (title: string, help: string) => field(count, { title, help, unit: 'munitions' })

const weapon = v.object({
  type: field(code(codes.weaponType), {
    title: 'Kind of weapon',
    help: 'The munition or its carrier.',
    example: 'rocket',
  }),
  model: field(text(200), { title: 'Model', help: 'As the source names it.', example: 'Katyusha' }),
  fired: munitionCount('Fired', 'How many in all, only where a source says so.'),
  hit: munitionCount('Hit', 'How many landed on the target or inside its perimeter.'),
  missed: munitionCount('Missed', 'How many fell elsewhere.'),
  intercepted: munitionCount('Intercepted', 'How many were shot down or jammed.'),
  found: munitionCount('Found', 'How many were found before use.'),
  source: sourceKeys,
})

const peopleCount = (title: string, help: string) => field(count, { title, help, unit: 'people' })

const estimate = v.object({
  low: peopleCount('Low', 'The lowest number that is stated; "at least two" is low 2 alone.'),
  best: peopleCount('Best', 'The best number that is stated.'),
  high: peopleCount('High', 'The highest number that is stated.'),
})

const casualtyGroup = v.object({
  group: field(code(codes.casualtyGroup), {
    title: 'Group',
    help: 'Which people are counted; or name an actor instead.',
    example: 'civilians',
  }),
  actor: field(text(200), { title: 'Actor', help: 'The actor whose people are counted, by its name.' }),
  deaths: field(estimate, { title: 'Deaths', help: 'Deaths in this group.' }),
  injuries: field(estimate, { title: 'Injuries', help: 'Injured in this group.' }),
})

const casualties = v.object({
  reported: field(code(codes.casualtiesReported), {
    title: 'Casualties',
    help: '"None" is a statement that there were none; choose "Unknown" where nothing is said.',
    example: 'none',
    column: 'casualties_reported',
  }),
  deaths: field(estimate, { title: 'Deaths', help: 'All deaths, of whichever side.', inline: 'deaths_' }),
  injuries: field(estimate, {
    title: 'Injuries',
    help: 'All injured, of whichever side.',
    inline: 'injuries_',
  }),
  groups: field(list(casualtyGroup, 20), {
    title: 'Groups',
    help: 'The same numbers for a part of the people.',
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
    help: 'To buildings and equipment; "None" is a statement that there was none.',
    example: 'minor',
    column: 'damage',
  }),
  note: field(text(1000), { title: 'Note on the damage', help: 'What was damaged.', column: false }),
  source: groupSourceKeys,
})

const claim = v.object({
  by: field(text(200), { title: 'Claimed by', help: 'Who says: we did it.', example: 'Qassem Al Jabarayn' }),
  date: field(date, { title: 'Date of the claim', help: 'When it was made.', example: '2022-01-05' }),
  medium: field(code(codes.claimMedium), {
    title: 'Medium',
    help: 'How it was made.',
    example: 'online_post',
  }),
  text: field(text(2000, 'lines'), { title: 'What it says', help: 'In short, or its words.' }),
  url: field(url, { title: 'Address', help: 'Where it can be read.' }),
  status: field(code(codes.claimStatus), {
    title: 'Status',
    help: 'What has become of it.',
    example: 'standing',
  }),
  source: sourceKeys,
})

const attribution = v.object({
  by: field(text(200), { title: 'By', help: 'Who says: they did it.', example: 'the coalition' }),
  to: field(text(200), {
    title: 'To',
    help: 'Who is said to have done it.',
    example: 'Iran-supported malign actors',
  }),
  date: field(date, { title: 'Date', help: 'When it was said.' }),
  confidence: field(code(codes.attributionConfidence), {
    title: 'Confidence',
    help: 'Stated as a fact, or suspected.',
    example: 'stated',
  }),
  text: field(text(2000, 'lines'), { title: 'What was said', help: 'In short, or its words.' }),
  source: sourceKeys,
})

const source = v.object({
  key: field(text(40), {
    title: 'Key',
    help: 'A short name, by which other fields name this source.',
    example: 'officer',
  }),
  publisher: field(text(200), { title: 'Publisher', help: 'Who published it.', example: 'Example News' }),
  title: field(text(500), { title: 'Title', help: 'The headline or the name of the document.' }),
  url: field(url, { title: 'Address', help: 'Its web address.', example: 'https://example.org/a' }),
  said_by: field(text(200), {
    title: 'Said by',
    help: 'The speaker whom it quotes; one report with three speakers is three sources.',
    example: 'an unnamed Iraqi officer',
  }),
  published: field(date, {
    title: 'Published',
    help: 'When it was published or last updated.',
    example: '2022-01-06',
  }),
  accessed: field(date, { title: 'Accessed', help: 'When you read it.' }),
  language: field(language, { title: 'Language', help: 'A language tag: en, ar, ku-Arab.', example: 'ar' }),
  kind: field(code(codes.sourceKind), { title: 'Kind of source', help: 'What it is.', example: 'news' }),
  archive_url: field(url, { title: 'Archived copy', help: 'The address of a copy that stays.' }),
  reliability: field(code(codes.reliability), {
    title: 'Reliability',
    help: 'Of the source, by the Admiralty code: A to F.',
    example: 'B',
  }),
  credibility: field(code(codes.credibility), {
    title: 'Credibility',
    help: 'Of what it says, by the Admiralty code: 1 to 6.',
    example: '2',
  }),
})

const link = v.object({
  type: required(code(codes.linkType), {
    title: 'Kind of link',
    help: 'What this incident is to the other.',
    example: 'responds_to',
  }),
  incident: required(text(200), {
    title: 'Other incident',
    help: 'Its id, or its reference in the same dataset; it may arrive later.',
    example: 'jan-2022-6',
  }),
  by: field(text(200), {
    title: 'According to',
    help: 'Who makes the connection.',
    example: 'the coalition',
  }),
  note: field(text(1000), { title: 'Note', help: 'What the fields cannot say.' }),
  source: sourceKeys,
})

const scalar = v.union([v.string(), v.number(), v.boolean()])

const external = v.object({
  scheme: required(slug, {
    title: 'Layout',
    help: 'Whose layout the row came in: ucdp, acled, gtd.',
    example: 'ucdp',
  }),
  id: field(text(200), { title: 'Id there', help: "The row's id in that layout." }),
  fields: field(v.record(v.string(), scalar), {
    title: 'Other columns',
    help: 'What that layout has and this record has not; it goes out again only in that layout.',
  }),
})

/** A column of names or codes taken from the items of a list. */
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

const timestamp = v.pipe(v.string(), v.isoTimestamp())
const sequenceNumber = v.pipe(v.number(), v.integer(), v.minValue(0))

/** A reference has at most so many characters. */
export const maxReferenceLength = 200

/** Every field of a record, in published order; those marked `server` are not accepted from anyone. */
export const fields = {
  id: required(v.pipe(v.string(), v.uuid()), {
    title: 'Id',
    help: 'A UUID of version 7; records are in its order.',
    example: '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6',
    readOnly: true,
  }),
  dataset: required(slug, {
    title: 'Dataset',
    help: 'The collection effort that the record belongs to; "reports" when nothing is said.',
    example: 'reports',
  }),
  reference: field(text(maxReferenceLength), {
    title: 'Reference',
    help: 'Your own id for it, unique within the dataset; it is public.',
    example: 'jan-2022-3',
  }),
  status: required(code(codes.recordStatus), {
    title: 'Status',
    help: 'Where the record stands in review.',
    example: 'published',
    readOnly: true,
  }),
  event_type: required(code(codes.eventType), {
    title: 'Kind of event',
    help: 'Whatever was launched is remote violence, whether it hit or not.',
    example: 'remote_violence',
  }),
  event_subtype: field(code(codes.eventSubtype), {
    title: 'Kind of event, closer',
    help: 'One that belongs to the kind of event.',
    example: 'shelling',
  }),
  conflict_type: field(code(codes.conflictType), {
    title: 'Kind of conflict',
    help: "After UCDP's three kinds of organised violence.",
    example: 'state_based',
  }),
  outcome: field(code(codes.outcome), {
    title: 'Outcome',
    help: 'Of what was launched or laid.',
    example: 'mixed',
  }),
  date: required(date, {
    title: 'Date',
    help: 'A day, 2022-01-05; or a month, 2022-01; 2022-01-03/2022-01-05 lasted, [2022-01-03..2022-01-05] happened once, somewhere between; ~ behind it is about, ? uncertain.',
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
    help: 'What the date cannot say: evening, hours before the attack on the base.',
    example: 'evening',
  }),
  location: required(location, { title: 'Location', help: 'Where it happened.', inline: '' }),
  launched_from: field(launchedFrom, { title: 'Launched from', help: 'Where fire came from.' }),
  actors: field(list(actor), {
    title: 'Actors',
    help: 'Who took part, as a fact; who claims it or is blamed for it stands below.',
    columns: {
      perpetrators: actorNamesColumn('Perpetrators', 'perpetrator'),
      sides: actorNamesColumn('Sides', 'side_a', 'side_b'),
      responders: actorNamesColumn('Responders', 'responder'),
    },
  }),
  targets: field(list(target), {
    title: 'Targets',
    help: 'What was aimed at or hit.',
    columns: {
      targets: { ...namesColumn('Targets', (each) => each.name), set: textSetter('name') },
      target_types: derivedColumn({
        ...namesColumn('Kinds of target', (each) => each.type),
        vocabulary: codes.targetType,
      }),
    },
  }),
  weapons: field(list(weapon), {
    title: 'Weapons',
    help: 'Each kind of munition with its counts; one entry for each kind and source.',
    columns: {
      weapon_types: {
        ...namesColumn('Kinds of weapon', (each) => each.type),
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
  damage: field(damage, { title: 'Damage', help: 'To buildings and equipment.', inline: '' }),
  claims: field(list(claim), {
    title: 'Claims of responsibility',
    help: 'Somebody says: we did it.',
    columns: { claimed_by: { ...namesColumn('Claimed by', (each) => each.by), set: textSetter('by') } },
  }),
  attributions: field(list(attribution), {
    title: 'Attributions',
    help: 'Somebody says: they did it.',
    columns: {
      attributed_to: { ...namesColumn('Attributed to', (each) => each.to), set: textSetter('to') },
      attributed_by: derivedColumn(namesColumn('Attributed by', (each) => each.by)),
    },
  }),
  series: field(slug, {
    title: 'Series',
    help: 'A name that several incidents share which belong together.',
    example: 'january-2022-attacks',
  }),
  tags: field(list(slug, 50), {
    title: 'Tags',
    help: 'Words of your own, in small letters.',
    columns: { tags: { title: 'Tags', type: 'list', get: (items) => encodeList(items), set: listSetter } },
  }),
  links: field(list(link), {
    title: 'Links',
    help: 'What this incident is to others: it answers one, it may have one as its motive.',
    columns: {
      links: { ...namesColumn('Links', (each) => `${each.type}:${each.incident}`), set: linkSetter },
    },
  }),
  sources: required(list(source), {
    title: 'Sources',
    help: 'Where this comes from; at least one, with a publisher, an address or a title.',
    columns: {
      source_count: {
        title: 'Number of sources',
        type: 'integer',
        derived: true,
        get: (items) => items.length,
      },
      sources: { ...namesColumn('Sources', (each) => each.publisher ?? each.title), set: sourceNameSetter },
      source_urls: {
        ...namesColumn('Addresses of the sources', (each) => each.url),
        set: textSetter('url', 'sources'),
      },
    },
  }),
  title: field(text(200), { title: 'Title', help: 'One line.', example: 'Rockets fired at a base in Anbar' }),
  summary: field(text(10_000, 'lines'), {
    title: 'Summary',
    help: 'What happened, in plain words, and what is not known.',
  }),
  external: field(external, {
    title: 'From another dataset',
    help: 'Marks a row that came from another project.',
    hideInForm: true,
  }),
  notes: field(text(10_000, 'lines'), {
    title: 'Notes for the editors',
    help: 'Never published.',
    editorsOnly: true,
    column: false,
  }),
  warnings: required(v.array(v.object({ pointer: v.string(), rule: v.string(), detail: v.string() })), {
    title: 'Warnings',
    help: 'What is odd about the record and may be true all the same.',
    readOnly: true,
    columns: { warnings: namesColumn('Warnings', (each) => each.rule) },
  }),
  revision: required(sequenceNumber, {
    title: 'Revision',
    help: 'The first version is 1; each change adds 1.',
    example: 1,
    readOnly: true,
  }),
  commit: required(sequenceNumber, {
    title: 'Commit',
    help: 'The point in time of the whole database at which this version came.',
    example: 42,
    readOnly: true,
    column: false,
  }),
  created_at: required(timestamp, {
    title: 'Created',
    help: 'When the first version came, UTC.',
    readOnly: true,
  }),
  updated_at: required(timestamp, { title: 'Updated', help: 'When this version came, UTC.', readOnly: true }),
}

type Fields = typeof fields
type ReadOnlyName = 'id' | 'status' | 'warnings' | 'revision' | 'commit' | 'created_at' | 'updated_at'

/** What a person states: every field but those that the server sets. */
const { id, status, warnings, revision, commit, created_at, updated_at, ...writableFields } = fields
export const incident = v.object(writableFields)

export type Incident = v.InferOutput<typeof incident>
export type ReadOnlyFields = v.InferOutput<v.ObjectSchema<Pick<Fields, ReadOnlyName>, undefined>>
export type StoredIncident = Incident & ReadOnlyFields
export type Warning = ReadOnlyFields['warnings'][number]
