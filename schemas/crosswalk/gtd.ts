/** The layout of the Global Terrorism Database: 135 columns, unknown as empty, -9 or -99. */
import type { claimMedium, targetType, weaponType } from '../vocabularies.ts'
import { type CodeMap, createCodeMap, defineColumns, type LayoutColumn } from './layout.ts'

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

export const columns: readonly LayoutColumn[] = defineColumns(columnNames, {
  integer: columnNames.filter(
    (name) => !textColumns.test(name) && name !== 'latitude' && name !== 'longitude',
  ),
  number: ['latitude', 'longitude'],
})

/** Columns that a file cannot do without. */
export const requiredColumns = ['eventid', 'iyear', 'country_txt', 'attacktype1'] as const

/** What GTD writes for unknown: of yes and no, and of a number. */
export const unknownCodes = { yesNo: -9, number: -99 } as const

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
  ['1', 'business'],
  ['2', 'government'],
  ['3', 'police'],
  ['4', 'military'],
  ['5', 'abortion_related'],
  ['6', 'airports_aircraft'],
  ['7', 'diplomatic'],
  ['8', 'education'],
  ['9', 'food_water'],
  ['10', 'media'],
  ['11', 'maritime'],
  ['12', 'ngo'],
  ['13', 'other'],
  ['14', 'private'],
  ['15', 'religious'],
  ['16', 'telecommunication'],
  ['17', 'non_state_militia'],
  ['18', 'tourists'],
  ['19', 'transportation'],
  ['20', 'unknown'],
  ['21', 'utilities'],
  ['22', 'political_party'],
])

export const targetLabels: Readonly<Record<string, string>> = {
  1: 'Business',
  2: 'Government (General)',
  3: 'Police',
  4: 'Military',
  5: 'Abortion Related',
  6: 'Airports & Aircraft',
  7: 'Government (Diplomatic)',
  8: 'Educational Institution',
  9: 'Food or Water Supply',
  10: 'Journalists & Media',
  11: 'Maritime',
  12: 'NGO',
  13: 'Other',
  14: 'Private Citizens & Property',
  15: 'Religious Figures/Institutions',
  16: 'Telecommunication',
  17: 'Terrorists/Non-State Militia',
  18: 'Tourists',
  19: 'Transportation',
  20: 'Unknown',
  21: 'Utilities',
  22: 'Violent Political Party',
}

/** Explosives cover many of ours: which, only the detail says. */
export const weaponCodes: CodeMap<keyof typeof weaponType> = createCodeMap([
  ['2', 'chemical'],
  ['5', 'small_arms'],
  ['13', 'unknown'],
  ['6', 'unknown'],
  ['6', 'rocket'],
  ['6', 'mortar'],
  ['6', 'artillery'],
  ['6', 'missile'],
  ['6', 'drone_armed'],
  ['6', 'drone_one_way'],
  ['6', 'aircraft_bomb'],
  ['6', 'explosive_device'],
  ['6', 'vehicle_bomb'],
  ['6', 'grenade'],
  ['6', 'indirect_fire_unspecified'],
  ['8', 'incendiary'],
  ['9', 'melee'],
  ['12', 'other'],
  ['1', 'other'],
  ['3', 'other'],
  ['4', 'other'],
  ['7', 'other'],
  ['10', 'other'],
  ['11', 'other'],
])

export const weaponLabels: Readonly<Record<string, string>> = {
  1: 'Biological',
  2: 'Chemical',
  3: 'Radiological',
  4: 'Nuclear',
  5: 'Firearms',
  6: 'Explosives',
  7: 'Fake Weapons',
  8: 'Incendiary',
  9: 'Melee',
  10: 'Vehicle (not to include vehicle-borne explosives, i.e., car or truck bombs)',
  11: 'Sabotage Equipment',
  12: 'Other',
  13: 'Unknown',
}

/** The closer kinds of weapon that the reference has. */
export const projectile = { code: 11, label: 'Projectile (rockets, mortars, RPGs, etc.)' } as const
export const projectileTypes: readonly (string | undefined)[] = ['rocket', 'mortar', 'artillery', 'missile']

export const claimModes: CodeMap<keyof typeof claimMedium> = createCodeMap([
  ['1', 'letter'],
  ['2', 'call_after'],
  ['3', 'call_before'],
  ['4', 'email'],
  ['5', 'note_at_scene'],
  ['6', 'video'],
  ['7', 'online_post'],
  ['8', 'personal'],
  ['9', 'other'],
  ['10', 'unknown'],
])

export const claimLabels: Readonly<Record<string, string>> = {
  1: 'Letter',
  2: 'Call (post-incident)',
  3: 'Call (pre-incident)',
  4: 'E-mail',
  5: 'Note left at scene',
  6: 'Video',
  7: 'Posted to website, blog, etc.',
  8: 'Personal claim',
  9: 'Other',
  10: 'Unknown',
}

/** Of damage whose cost is not known. */
export const unknownExtent = { code: 4, label: 'Unknown' } as const

/** Columns for which a record has no field. */
const unmappedColumns = `attacktype2 attacktype2_txt attacktype3 attacktype3_txt gsubname gsubname2 gsubname3
  nkillus nkillter nwoundus nwoundte nhostkidus nhours ndays divert kidhijcountry ransomamt ransomamtus ransompaid
  ransompaidus ransomnote hostkidoutcome hostkidoutcome_txt nreleased addnotes`.split(/\s+/)

/** Columns that only GTD can fill. */
export const projectOnlyColumns: Readonly<Record<string, string>> = {
  country: 'It is a number of GTD.',
  region: 'GTD says which of its regions a country is in.',
  region_txt: 'GTD says which of its regions a country is in.',
  crit1: 'GTD judges whether the goal was political.',
  crit2: 'GTD judges whether it was to coerce or to publicise.',
  crit3: 'GTD judges whether it was outside legitimate warfare.',
  doubtterr: 'GTD judges whether it was terrorism.',
  alternative: 'GTD judges what else it may have been.',
  alternative_txt: 'GTD judges what else it may have been.',
  multiple: 'GTD says which attacks are parts of one.',
  targsubtype1: 'GTD has closer kinds of target.',
  targsubtype1_txt: 'GTD has closer kinds of target.',
  targsubtype2: 'GTD has closer kinds of target.',
  targsubtype2_txt: 'GTD has closer kinds of target.',
  targsubtype3: 'GTD has closer kinds of target.',
  targsubtype3_txt: 'GTD has closer kinds of target.',
  natlty1: 'It is a number of GTD.',
  natlty1_txt: 'A record has no nationality of a target.',
  natlty2: 'It is a number of GTD.',
  natlty2_txt: 'A record has no nationality of a target.',
  natlty3: 'It is a number of GTD.',
  natlty3_txt: 'A record has no nationality of a target.',
  ...Object.fromEntries(unmappedColumns.map((name) => [name, 'A record has no field for it.'])),
}

/** What a record never knows: written as GTD's unknown. */
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
