/** The layout of the Global Terrorism Database: 135 columns, unknown as empty, -9 or -99. */
import type { claimMedium, targetType, weaponType } from '../vocabularies.ts'
import { type CodeMap, createCodeMap, defineColumns, type LayoutColumn, reasonsByColumn } from './layout.ts'

const columnNames =
  `eventid iyear imonth iday approxdate extended resolution country country_txt region region_txt
  provstate city latitude longitude specificity vicinity location summary crit1 crit2 crit3 doubtterr
  alternative alternative_txt multiple success suicide
  attacktype1 attacktype1_txt attacktype2 attacktype2_txt attacktype3 attacktype3_txt
  targtype1 targtype1_txt targsubtype1 targsubtype1_txt corp1 target1 natlty1 natlty1_txt
  targtype2 targtype2_txt targsubtype2 targsubtype2_txt corp2 target2 natlty2 natlty2_txt
  targtype3 targtype3_txt targsubtype3 targsubtype3_txt corp3 target3 natlty3 natlty3_txt
  gname gsubname gname2 gsubname2 gname3 gsubname3 motive guncertain1 guncertain2 guncertain3
  individual nperps nperpcap claimed claimmode claimmode_txt claim2 claimmode2 claimmode2_txt
  claim3 claimmode3 claimmode3_txt compclaim
  weaptype1 weaptype1_txt weapsubtype1 weapsubtype1_txt weaptype2 weaptype2_txt weapsubtype2 weapsubtype2_txt
  weaptype3 weaptype3_txt weapsubtype3 weapsubtype3_txt weaptype4 weaptype4_txt weapsubtype4 weapsubtype4_txt
  weapdetail nkill nkillus nkillter nwound nwoundus nwoundte
  property propextent propextent_txt propvalue propcomment
  ishostkid nhostkid nhostkidus nhours ndays divert kidhijcountry ransom ransomamt ransomamtus
  ransompaid ransompaidus ransomnote hostkidoutcome hostkidoutcome_txt nreleased
  addnotes scite1 scite2 scite3 dbsource INT_LOG INT_IDEO INT_MISC INT_ANY related`.split(/\s+/)

const textColumns =
  /_txt$|^(?:eventid|approxdate|resolution|provstate|city|location|summary|corp\d|target\d|gname\d?|gsubname\d?|motive|weapdetail|propcomment|divert|kidhijcountry|ransomnote|addnotes|scite\d|dbsource|related)$/

const numberColumns = ['latitude', 'longitude']

export const columns: readonly LayoutColumn[] = defineColumns(columnNames, {
  integer: columnNames.filter((name) => !textColumns.test(name) && !numberColumns.includes(name)),
  number: numberColumns,
})

/** Columns that every file must have. */
export const requiredColumns = ['eventid', 'iyear', 'country_txt', 'attacktype1'] as const

/** GTD's codes for unknown, in yes/no columns and in numbers. */
export const unknownCodes = { yesNo: -9, number: -99 } as const

/** Returns whether a cell is one of GTD's codes for unknown. */
export const isUnknownCode = (cell: string): boolean => cell === '-9' || cell === '-99'

export const attackLabels: Readonly<Record<string, string>> = {
  1: 'Assassination',
  2: 'Armed Assault',
  3: 'Bombing/Explosion',
  4: 'Hijacking',
  5: 'Hostage Taking (Barricade Incident)',
  6: 'Hostage Taking (Kidnapping)',
  7: 'Facility/Infrastructure Attack',
  8: 'Unarmed Assault',
  9: 'Unknown',
}

export const targetCodes: CodeMap<keyof typeof targetType> = createCodeMap([
  ['1', 'business', 'Business'],
  ['2', 'government', 'Government (General)'],
  ['3', 'police', 'Police'],
  ['4', 'military', 'Military'],
  ['5', 'abortion_related', 'Abortion Related'],
  ['6', 'airports_aircraft', 'Airports & Aircraft'],
  ['7', 'diplomatic', 'Government (Diplomatic)'],
  ['8', 'education', 'Educational Institution'],
  ['9', 'food_water', 'Food or Water Supply'],
  ['10', 'media', 'Journalists & Media'],
  ['11', 'maritime', 'Maritime'],
  ['12', 'ngo', 'NGO'],
  ['13', 'other', 'Other'],
  ['14', 'private', 'Private Citizens & Property'],
  ['15', 'religious', 'Religious Figures/Institutions'],
  ['16', 'telecommunication', 'Telecommunication'],
  ['17', 'non_state_militia', 'Terrorists/Non-State Militia'],
  ['18', 'tourists', 'Tourists'],
  ['19', 'transportation', 'Transportation'],
  ['20', 'unknown', 'Unknown'],
  ['21', 'utilities', 'Utilities'],
  ['22', 'political_party', 'Violent Political Party'],
])

/** GTD's explosives cover several of our types; only the detail distinguishes them. */
const explosives: readonly (keyof typeof weaponType)[] = [
  'unknown',
  'rocket',
  'mortar',
  'artillery',
  'missile',
  'drone_armed',
  'drone_one_way',
  'aircraft_bomb',
  'explosive_device',
  'vehicle_bomb',
  'grenade',
  'indirect_fire_unspecified',
]

export const weaponCodes: CodeMap<keyof typeof weaponType> = createCodeMap([
  ['2', 'chemical', 'Chemical'],
  ['5', 'small_arms', 'Firearms'],
  ['13', 'unknown', 'Unknown'],
  ...explosives.map((ours) => ['6', ours, 'Explosives'] as const),
  ['8', 'incendiary', 'Incendiary'],
  ['9', 'melee', 'Melee'],
  ['12', 'other', 'Other'],
  ['1', 'other', 'Biological'],
  ['3', 'other', 'Radiological'],
  ['4', 'other', 'Nuclear'],
  ['7', 'other', 'Fake Weapons'],
  ['10', 'other', 'Vehicle (not to include vehicle-borne explosives, i.e., car or truck bombs)'],
  ['11', 'other', 'Sabotage Equipment'],
])

/** The weapon subtype for projectiles, and our types of it. */
export const projectile = { code: 11, label: 'Projectile (rockets, mortars, RPGs, etc.)' } as const
export const projectileTypes: readonly (string | undefined)[] = ['rocket', 'mortar', 'artillery', 'missile']

export const claimModes: CodeMap<keyof typeof claimMedium> = createCodeMap([
  ['1', 'letter', 'Letter'],
  ['2', 'call_after', 'Call (post-incident)'],
  ['3', 'call_before', 'Call (pre-incident)'],
  ['4', 'email', 'E-mail'],
  ['5', 'note_at_scene', 'Note left at scene'],
  ['6', 'video', 'Video'],
  ['7', 'online_post', 'Posted to website, blog, etc.'],
  ['8', 'personal', 'Personal claim'],
  ['9', 'other', 'Other'],
  ['10', 'unknown', 'Unknown'],
])

/** The extent of damage whose cost is unknown. */
export const unknownExtent = { code: 4, label: 'Unknown' } as const

/** Columns that only GTD can fill. */
export const projectOnlyColumns = reasonsByColumn([
  ['country', 'It is a number of GTD.'],
  ['region region_txt', 'GTD says which of its regions a country is in.'],
  ['crit1', 'GTD judges whether the goal was political.'],
  ['crit2', 'GTD judges whether it was to coerce or to publicise.'],
  ['crit3', 'GTD judges whether it was outside legitimate warfare.'],
  ['doubtterr', 'GTD judges whether it was terrorism.'],
  ['alternative alternative_txt', 'GTD judges what else it may have been.'],
  ['multiple', 'GTD says which attacks are parts of one.'],
  ...[1, 2, 3].map(
    (i) => [`targsubtype${i} targsubtype${i}_txt`, 'GTD has closer kinds of target.'] as const,
  ),
  ...[1, 2, 3].flatMap((i) => [
    [`natlty${i}`, 'It is a number of GTD.'] as const,
    [`natlty${i}_txt`, 'A record has no nationality of a target.'] as const,
  ]),
  [
    `attacktype2 attacktype2_txt attacktype3 attacktype3_txt gsubname gsubname2 gsubname3
    nkillus nkillter nwoundus nwoundte nhostkidus nhours ndays divert kidhijcountry ransomamt ransomamtus ransompaid
    ransompaidus ransomnote hostkidoutcome hostkidoutcome_txt nreleased addnotes`,
    'A record has no field for it.',
  ],
])

/** Columns about which a record has no information, with GTD's code for unknown. */
export const unknownColumns: Readonly<Record<string, number>> = {
  individual: unknownCodes.yesNo,
  nperps: unknownCodes.number,
  nperpcap: unknownCodes.number,
  compclaim: unknownCodes.yesNo,
  ransom: unknownCodes.yesNo,
  INT_LOG: unknownCodes.yesNo,
  INT_IDEO: unknownCodes.yesNo,
  INT_MISC: unknownCodes.yesNo,
  INT_ANY: unknownCodes.yesNo,
}
