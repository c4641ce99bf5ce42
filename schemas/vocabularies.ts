/**
 * The vocabularies of the record: every code with its label and when to choose it.
 *
 * Codes never change their meaning; a code that is given up is not used again.
 */

/** One term of a vocabulary: what it is called and when to choose it. */
export interface Term {
  readonly label: string
  readonly definition: string
}

export type Vocabulary = Readonly<Record<string, Term>>

/** Kinds of event. Choose by how force was used, not by who was hurt. */
export const eventType = {
  battle: {
    label: 'Battle',
    definition:
      'Two armed sides fight each other in one place, with whatever weapons. If only ' +
      'one side uses force and strikes from a distance, choose remote violence.',
  },
  remote_violence: {
    label: 'Explosion or remote violence',
    definition:
      'One side uses explosives or fires from a distance. Whatever was launched ' +
      'belongs here, even if it missed or was intercepted: the outcome says so.',
  },
  violence_against_civilians: {
    label: 'Violence against civilians',
    definition:
      'An armed group attacks, abducts or abuses unarmed people at close hand. ' +
      'Shelling, bombs and air strikes are remote violence, whoever was hit.',
  },
  disrupted: {
    label: 'Disrupted before use',
    definition:
      'An attack was stopped, or its weapons were found, before anything was launched ' +
      'or set off. What was launched and then intercepted is remote violence.',
  },
  strategic: {
    label: 'Strategic development',
    definition:
      'The conflict changes without force against people: an agreement, arrests, ' +
      'a new base, a place handed over. A foiled attack is disrupted.',
  },
  unrest: {
    label: 'Protest or riot',
    definition:
      'People demonstrate, peacefully or not, or a crowd turns violent. ' +
      'What an organised armed group does is one of the other kinds.',
  },
  unspecified: {
    label: 'Unspecified use of force',
    definition:
      'Force was used, but how is not known. If it is known that ' +
      'something struck or exploded, choose remote violence.',
  },
  other: {
    label: 'Other',
    definition:
      'It is known what happened, and no other kind fits. If it is ' +
      'not known how force was used, choose unspecified.',
  },
} as const satisfies Vocabulary

/** Kinds of event, closer. `of` is the kind of event to which the term belongs. */
export const eventSubtype = {
  armed_clash: {
    of: 'battle',
    label: 'Armed clash',
    definition: 'Armed sides fight, and no place is known to have changed hands for longer than a day.',
  },
  government_regains_territory: {
    of: 'battle',
    label: 'Government regains territory',
    definition:
      'State forces or their allies win back by fighting, and hold, a place that ' +
      'others controlled. Without a fight it is a non-violent transfer.',
  },
  non_state_overtakes_territory: {
    of: 'battle',
    label: 'Non-state actor takes territory',
    definition:
      'A non-state group, or a foreign state, takes a place by fighting ' +
      'and holds it. Without a fight it is a non-violent transfer.',
  },
  shelling: {
    of: 'remote_violence',
    label: 'Shelling, rocket or missile attack',
    definition:
      'Rockets, mortars, artillery or missiles are fired from the ground or from a ship; indirect ' +
      'fire of an unknown kind counts. Fired from an aircraft, it is an air or drone strike.',
  },
  air_strike: {
    of: 'remote_violence',
    label: 'Air strike',
    definition:
      'A crewed aircraft drops or fires munitions, or the sources say only that ' +
      'the strike came from the air. A drone makes it a drone strike.',
  },
  drone_strike: {
    of: 'remote_violence',
    label: 'Drone strike',
    definition:
      'A drone drops or fires munitions, or flies into its target to explode. One ' +
      'that was shot down on its way counts, with the outcome intercepted.',
  },
  suicide_bombing: {
    of: 'remote_violence',
    label: 'Suicide bombing',
    definition:
      'An attacker sets off explosives on the body or in a vehicle ' +
      'and means to die. A one-way drone is a drone strike.',
  },
  explosive_device: {
    of: 'remote_violence',
    label: 'Explosive device',
    definition:
      'A mine, roadside bomb, parked car bomb or other device that was laid or left ' +
      'goes off or fails to. One that was found and made safe is disrupted.',
  },
  grenade: {
    of: 'remote_violence',
    label: 'Grenade',
    definition:
      'A grenade or other small explosive is thrown by hand. Fired from a ' +
      'launcher, it is shelling; as part of a firefight, a battle.',
  },
  chemical: {
    of: 'remote_violence',
    label: 'Chemical attack',
    definition:
      'A toxic chemical is used as a weapon, whatever carried it. ' +
      'Tear gas, smoke and white phosphorus do not count.',
  },
  strike_unspecified: {
    of: 'remote_violence',
    label: 'Strike, means not known',
    definition:
      'Something struck or exploded, but the sources do not say what, or ' +
      'disagree, as between an air strike and a drone strike.',
  },
  sexual_violence: {
    of: 'violence_against_civilians',
    label: 'Sexual violence',
    definition:
      'Rape or any other harm of a sexual kind. It comes before ' +
      'attack and abduction where they occur together.',
  },
  attack: {
    of: 'violence_against_civilians',
    label: 'Attack',
    definition:
      'Unarmed people are killed, wounded, beaten or tortured, or somebody tries ' +
      'to. If they were abducted and then seriously harmed, choose this.',
  },
  abduction: {
    of: 'violence_against_civilians',
    label: 'Abduction or forced disappearance',
    definition:
      'People are taken or made to disappear by force, and no further violence ' +
      'is reported. Arrest under the law by state forces is arrests.',
  },
  weapons_found: {
    of: 'disrupted',
    label: 'Weapons found',
    definition:
      'Weapons, a launcher or a laid device were found and seized, made safe or ' +
      'destroyed before use. If people were stopped in the act, choose plot foiled.',
  },
  plot_foiled: {
    of: 'disrupted',
    label: 'Plot foiled',
    definition:
      'A planned attack was prevented, as by an arrest, a raid or a ' +
      'warning. If only the weapons turned up, choose weapons found.',
  },
  agreement: {
    of: 'strategic',
    label: 'Agreement',
    definition:
      'Sides agree on something or hold talks: a ceasefire, a peace, an exchange of prisoners, a surrender.',
  },
  arrests: {
    of: 'strategic',
    label: 'Arrests',
    definition:
      'Authorities arrest a person of weight or many people at ' +
      'once. If it prevented an attack, choose plot foiled.',
  },
  change_to_group: {
    of: 'strategic',
    label: 'Change to a group or its activity',
    definition:
      'An armed group forms, splits, merges, renames itself, recruits, or moves its forces without a fight.',
  },
  base_established: {
    of: 'strategic',
    label: 'Base established',
    definition: 'An armed group or army sets up a headquarters or base that is meant to last.',
  },
  looting: {
    of: 'strategic',
    label: 'Looting or property destruction',
    definition:
      'Goods or property are taken or destroyed, with no fighting ' +
      'or riot around it. Weapons seized are weapons found.',
  },
  non_violent_transfer: {
    of: 'strategic',
    label: 'Non-violent transfer of territory',
    definition:
      'A side gains control of a place without a fight, by a withdrawal, a handover or an unopposed entry.',
  },
  strategic_other: {
    of: 'strategic',
    label: 'Other strategic development',
    definition:
      'Something else that matters to the conflict: a coup, a displacement, a mass grave that is found.',
  },
  peaceful_protest: {
    of: 'unrest',
    label: 'Peaceful protest',
    definition: 'People demonstrate without violence, and nobody uses force against them.',
  },
  protest_with_intervention: {
    of: 'unrest',
    label: 'Protest with intervention',
    definition:
      'A peaceful protest is attacked, broken up or ended by ' +
      'arrests, and nobody is killed or gravely injured.',
  },
  excessive_force_against_protesters: {
    of: 'unrest',
    label: 'Excessive force against protesters',
    definition: 'Peaceful protesters are shot at, killed or gravely injured by those who act against them.',
  },
  violent_demonstration: {
    of: 'unrest',
    label: 'Violent demonstration',
    definition: 'Demonstrators fight, destroy things or barricade roads, whoever began it.',
  },
  mob_violence: {
    of: 'unrest',
    label: 'Mob violence',
    definition:
      'A crowd attacks people, property or another crowd, and it ' +
      'is not a demonstration. Vigilante crowds count.',
  },
} as const satisfies Readonly<Record<string, Term & { of: keyof typeof eventType }>>

/** Kinds of organised violence, after UCDP. They say who stands against whom, not how. */
export const conflictType = {
  state_based: {
    label: 'State-based conflict',
    definition:
      'At least one side of the fight is a government, against another state or an organised group.',
  },
  non_state: {
    label: 'Non-state conflict',
    definition: 'Armed groups or communities fight each other, and no government is a side.',
  },
  one_sided: {
    label: 'One-sided violence',
    definition:
      'A government or an organised group kills civilians on purpose. Civilians ' +
      'caught in fire between sides belong to the conflict of those sides.',
  },
} as const satisfies Vocabulary

/** What became of what was launched or laid. What it did stands under casualties and damage. */
export const outcome = {
  hit: {
    label: 'Hit',
    definition:
      'Everything accounted for reached the target or landed ' +
      'inside its perimeter, whether or not it did damage.',
  },
  missed: {
    label: 'Missed',
    definition:
      'It came down or went off elsewhere, and nothing had stopped it. ' +
      'If a defence stopped or diverted it, choose intercepted.',
  },
  intercepted: {
    label: 'Intercepted',
    definition:
      'It was launched, and a defence shot it down, jammed it or stopped ' +
      'it otherwise. What was stopped before launch is disrupted.',
  },
  failed: {
    label: 'Failed',
    definition: 'It did not work: it misfired, broke down on its way or did not go off.',
  },
  mixed: {
    label: 'Mixed',
    definition:
      'Several were launched and fared differently, as when some hit and ' +
      'some were intercepted. The counts stand under weapons.',
  },
} as const satisfies Vocabulary

/** How long a span the date covers. It is derived from the date and never entered. */
export const datePrecision = {
  time: { label: 'Time of day', definition: 'An hour, or a closer time, of one day is given.' },
  day: { label: 'Day', definition: 'One calendar day.' },
  days: { label: 'Two to six days', definition: 'A span of two to six days.' },
  week: { label: 'Week', definition: 'A span of exactly seven days.' },
  month: { label: 'Up to a month', definition: 'A calendar month, or a span of eight to 31 days.' },
  year: { label: 'Up to a year', definition: 'A calendar year, or a span of 32 to 366 days.' },
  longer: { label: 'Longer than a year', definition: 'A span of more than 366 days.' },
} as const satisfies Vocabulary

/** Who gave the coordinates. */
export const coordinatesFrom = {
  source: { label: 'Source', definition: 'A source of the record states them itself.' },
  gazetteer: {
    label: 'Gazetteer',
    definition:
      'Whoever coded the record looked the place up by its name; the point stands for the whole place.',
  },
  map: { label: 'Map', definition: 'Whoever coded the record read them off a map or a satellite image.' },
} as const satisfies Vocabulary

/** What of a place only the editors see; the public is shown the place without these fields. */
export const withheldLevel = {
  point: {
    label: 'The point',
    definition:
      'The public is shown neither the coordinates nor who gave them nor the note on the place, ' +
      'and no precision closer than "near". The name of the place stays.',
    fields: ['latitude', 'longitude', 'coordinates_from', 'note'],
  },
  place: {
    label: 'The place',
    definition:
      'The public is shown the country and the first-level area alone: no coordinates, no name, no note, ' +
      'and no precision closer than these.',
    fields: ['latitude', 'longitude', 'coordinates_from', 'note', 'place', 'admin3', 'admin2'],
  },
} as const satisfies Readonly<Record<string, Term & { readonly fields: readonly string[] }>>

/** How closely the place is known, after UCDP; not how exact the coordinates look. */
export const geoPrecision = {
  exact: {
    label: 'Exact place',
    definition: 'The place itself is known: a town, a village, a base, a building.',
  },
  near: {
    label: 'Near a known place',
    definition:
      'It was within about 25 km of a known place; "near" or "just outside" ' +
      'counts when nothing closer is stated. Farther off, choose area.',
  },
  admin2: { label: 'Second-level area', definition: 'Only the district or county is known.' },
  admin1: { label: 'First-level area', definition: 'Only the province, governorate or state is known.' },
  area: {
    label: 'Area or line',
    definition:
      'Only an area that is no administrative unit is known: a part of a ' +
      'country, a valley, a road. A point, if any, merely stands for it.',
  },
  country: { label: 'Country', definition: 'Only the country is known.' },
  international: {
    label: 'International waters or airspace',
    definition: 'It happened at sea or in the air outside every country.',
  },
} as const satisfies Vocabulary

/** What an actor did in this incident. Another incident may give it another role. */
export const actorRole = {
  perpetrator: {
    label: 'Perpetrator',
    definition:
      'It fired, attacked, planted or took. If that is known only from a ' +
      'claim or an accusation, leave it to claims and attributions.',
  },
  target: {
    label: 'Target',
    definition:
      'It was the people whom the act was meant for or hit. A building or a base is entered under targets.',
  },
  side_a: {
    label: 'Side A',
    definition:
      'One side of a fight in which nobody is known as the attacker. ' +
      'By custom it is the government, if one takes part.',
  },
  side_b: {
    label: 'Side B',
    definition: 'The other side of that fight. The letters carry no blame and no order.',
  },
  responder: {
    label: 'Responder',
    definition:
      'It acted within this incident after it began: returned fire, searched, rescued, ' +
      'found the weapons. An answer that is an incident of its own has a perpetrator.',
  },
  interceptor: {
    label: 'Interceptor',
    definition: 'It shot down or otherwise stopped what had been launched.',
  },
  other: {
    label: 'Other',
    definition: 'It took part in some other way, as a host, a mediator or a supplier.',
  },
} as const satisfies Vocabulary

/** Kinds of actor, after ACLED. Choose by what the actor is, not by what it did. */
export const actorType = {
  state_forces: {
    label: 'State forces',
    definition:
      'Armed forces, police or other forces of a government in its ' +
      'own country. Outside it they are external forces.',
  },
  external_forces: {
    label: 'External forces',
    definition:
      'State forces outside their own country, coalitions, peacekeepers, ' +
      'and private security companies and mercenaries anywhere.',
  },
  rebel_group: {
    label: 'Rebel group',
    definition: 'An organised armed group that fights a government in order to replace it or to break away.',
  },
  political_militia: {
    label: 'Political militia',
    definition:
      'An armed group with a political aim or patron that does not mean to ' +
      'replace the government. A group that nobody can identify is unknown.',
  },
  identity_militia: {
    label: 'Identity militia',
    definition:
      'An armed group that is drawn from one community and acts for it: a tribe, a clan, a faith, a village.',
  },
  rioters: {
    label: 'Rioters',
    definition: 'A violent crowd without lasting organisation, demonstrators who turn violent among them.',
  },
  protesters: {
    label: 'Protesters',
    definition: 'People who demonstrate peacefully, even if violence is used against them.',
  },
  civilians: {
    label: 'Civilians',
    definition: 'Unarmed people who take no part. Soldiers killed as prisoners or unarmed at home count too.',
  },
  unknown: {
    label: 'Unknown',
    definition: 'What kind of actor it was is not known, as with unidentified gunmen.',
  },
} as const satisfies Vocabulary

/** Kinds of target, after the 22 of GTD, in their order. Choose by what was aimed at. */
export const targetType = {
  business: {
    label: 'Business',
    definition:
      'A company, shop, bank, hotel, factory, farm, mine or oil ' +
      'field. As in GTD, hospitals and clinics count.',
  },
  government: {
    label: 'Government',
    definition: 'A government building, official, politician, court or election. Embassies are diplomatic.',
  },
  police: { label: 'Police', definition: 'Police officers, stations, patrols and checkpoints, and prisons.' },
  military: {
    label: 'Military',
    definition:
      'Soldiers, bases, checkpoints, convoys and weapons of a regular ' +
      'force, domestic or foreign. Armed groups are non-state militia.',
  },
  abortion_related: {
    label: 'Abortion-related',
    definition: 'A clinic that provides abortions, or the people who work there.',
  },
  airports_aircraft: {
    label: 'Airport or aircraft',
    definition:
      'A civilian airport, aircraft or crew. A military ' +
      'airfield, or troops housed at an airport, is military.',
  },
  diplomatic: {
    label: 'Diplomatic',
    definition:
      'An embassy, a consulate, diplomats, or an international ' +
      'organisation such as the United Nations and its peacekeepers.',
  },
  education: {
    label: 'Education',
    definition: 'A school or university, or its staff. Pupils and students as people are private citizens.',
  },
  food_water: { label: 'Food or water supply', definition: 'Stores of food, wells, waterworks.' },
  media: {
    label: 'Journalists and media',
    definition: 'Journalists, newspapers and broadcasters. Masts and transmitters are telecommunication.',
  },
  maritime: {
    label: 'Maritime',
    definition: 'A civilian ship, ferry, oil tanker or port. A warship is military.',
  },
  ngo: {
    label: 'Non-governmental organisation',
    definition:
      'A national or international aid or rights organisation that ' +
      'is no part of a government or of the United Nations.',
  },
  other: {
    label: 'Other',
    definition: 'A known target that no other term covers, such as an ambulance or a fire brigade.',
  },
  private: {
    label: 'Private citizens and property',
    definition: 'People as such, homes, villages, markets, public places, camps for displaced people.',
  },
  religious: {
    label: 'Religious',
    definition:
      'A place of worship, a religious leader or institution. People ' +
      'attacked for their faith elsewhere are private citizens.',
  },
  telecommunication: {
    label: 'Telecommunication',
    definition: 'Masts, transmitters, telephone and internet lines.',
  },
  non_state_militia: {
    label: 'Non-state militia',
    definition: 'Fighters, bases or launch sites of an armed group that is no state force.',
  },
  tourists: {
    label: 'Tourists',
    definition: 'Tourists, their buses, a travel agency. Hotels and restaurants are business.',
  },
  transportation: {
    label: 'Transportation',
    definition:
      'Civilian roads, bridges, railways, buses, taxis. Airports and ports have terms of their own.',
  },
  unknown: { label: 'Unknown', definition: 'What was aimed at is not known.' },
  utilities: {
    label: 'Utilities',
    definition:
      'Supply of electricity, gas or fuel: power stations, lines, pipelines. Water is food or water supply.',
  },
  political_party: {
    label: 'Violent political party',
    definition:
      'Members, offices or rallies of a party that itself uses violence. Other parties are government.',
  },
} as const satisfies Vocabulary

/** Kinds of weapon: the munition where it is known, else what carried it. */
export const weaponType = {
  rocket: {
    label: 'Rocket',
    definition:
      'An unguided rocket, Katyusha and rocket-propelled grenade ' +
      'among them. If it steers itself, choose missile.',
  },
  mortar: { label: 'Mortar', definition: 'Mortar bombs.' },
  artillery: {
    label: 'Artillery',
    definition: 'Shells of guns, howitzers or tanks. Rockets, even from an artillery launcher, are rockets.',
  },
  missile: {
    label: 'Missile',
    definition: 'A guided or ballistic missile, fired from the ground, a ship or an aircraft.',
  },
  drone_armed: {
    label: 'Armed drone',
    definition: 'A drone that fires or drops munitions, or of which no more is said than that it was armed.',
  },
  drone_one_way: {
    label: 'One-way drone',
    definition:
      'A drone that carries its explosives into the target: ' +
      'loitering, first-person-view or laden with explosives.',
  },
  aircraft_bomb: {
    label: 'Aircraft bomb',
    definition:
      'A bomb from a crewed aircraft, or whatever an air strike used ' +
      'when no munition is named. A missile is a missile.',
  },
  explosive_device: {
    label: 'Explosive device',
    definition:
      'A mine, a booby trap or an improvised device, laid or worn ' +
      'on the body. In a vehicle, choose vehicle bomb.',
  },
  vehicle_bomb: {
    label: 'Vehicle bomb',
    definition: 'A vehicle or boat laden with explosives, parked or driven at the target.',
  },
  grenade: {
    label: 'Grenade',
    definition:
      'A grenade thrown by hand or fired from a grenade launcher. Rocket-propelled grenades are rockets.',
  },
  small_arms: { label: 'Small arms', definition: 'Pistols, rifles, machine guns.' },
  melee: { label: 'Melee weapon', definition: 'Knives, clubs, stones, bare hands.' },
  incendiary: {
    label: 'Incendiary',
    definition: 'Petrol bombs, napalm, white phosphorus used to burn, arson.',
  },
  chemical: {
    label: 'Chemical agent',
    definition: 'A toxic chemical used as a weapon, whatever carried it.',
  },
  indirect_fire_unspecified: {
    label: 'Indirect fire, kind not known',
    definition: 'Rockets, mortars or artillery, and the sources do not say which.',
  },
  other: {
    label: 'Other',
    definition: 'A known weapon that no other term covers, such as a car driven into people.',
  },
  unknown: { label: 'Unknown', definition: 'The sources do not say what was used.' },
} as const satisfies Vocabulary

/** What the sources say about casualties at all, apart from numbers. */
export const casualtiesReported = {
  none: {
    label: 'None',
    definition:
      'A source says that nobody was killed or hurt, or that no ' +
      'casualties were reported. Silence is not none: choose unknown.',
  },
  some: {
    label: 'Some',
    definition: 'A source says that people were killed or hurt, with or without numbers.',
  },
  unknown: {
    label: 'Unknown',
    definition: 'The sources do not say whether anybody was killed or hurt, or say that it is not known.',
  },
} as const satisfies Vocabulary

/** Whose casualties are counted. For a named party name the actor instead. */
export const casualtyGroup = {
  civilians: { label: 'Civilians', definition: 'People who took no part in the fighting.' },
  state_forces: {
    label: 'State forces',
    definition: 'Soldiers, police and others of the forces of a government in its own country.',
  },
  external_forces: {
    label: 'External forces',
    definition: 'Soldiers of a state outside its own country, of a coalition or of a peacekeeping mission.',
  },
  non_state: {
    label: 'Non-state fighters',
    definition: 'Members of any armed group that is not a state force, suicide bombers included.',
  },
  contractors: {
    label: 'Contractors',
    definition:
      'Civilians and guards who work under contract for armed forces. Do not count them again as civilians.',
  },
  unknown: { label: 'Unknown', definition: 'People whose group is not stated.' },
} as const satisfies Vocabulary

/** The worst damage to buildings and equipment that a source states. */
export const damageLevel = {
  none: {
    label: 'None',
    definition: 'A source says that there was no damage. Where nothing is said, leave it empty.',
  },
  minor: { label: 'Minor', definition: 'Slight damage; what was hit could still be used.' },
  moderate: { label: 'Moderate', definition: 'Parts were out of use and could be repaired.' },
  major: { label: 'Major', definition: 'Most of it was out of use, or repair would take long.' },
  destroyed: {
    label: 'Destroyed',
    definition: 'Something was beyond repair: a building, a vehicle, an aircraft.',
  },
} as const satisfies Vocabulary

/** How a claim of responsibility was made, after the ten modes of GTD, in their order. */
export const claimMedium = {
  letter: { label: 'Letter', definition: 'A letter or a printed statement, sent to somebody.' },
  call_after: { label: 'Call after the event', definition: 'A telephone call, made after the event.' },
  call_before: {
    label: 'Call before the event',
    definition: 'A telephone call, made before the event, such as a warning.',
  },
  email: { label: 'Email', definition: 'An email to a newsroom, an authority or anyone else.' },
  note_at_scene: {
    label: 'Note at the scene',
    definition: 'Something written that was left where it happened.',
  },
  video: { label: 'Video', definition: 'A video, wherever it was shown; this goes before online post.' },
  online_post: {
    label: 'Online post',
    definition: 'A statement on a website, a channel or a social network.',
  },
  personal: {
    label: 'In person',
    definition: 'Somebody said it in person, as in a speech, an interview or to the police.',
  },
  other: {
    label: 'Other',
    definition: 'A known medium that no other term covers, such as a radio broadcast.',
  },
  unknown: { label: 'Unknown', definition: 'How it was made is not stated.' },
} as const satisfies Vocabulary

/** What has become of a claim of responsibility. */
export const claimStatus = {
  standing: {
    label: 'Standing',
    definition: 'The claimant keeps to it, and nobody is known to have contradicted it.',
  },
  disputed: {
    label: 'Disputed',
    definition: 'Somebody else contradicts it, or another group claims the same event.',
  },
  denied: { label: 'Denied', definition: 'The group in whose name it was made says that it was not theirs.' },
  retracted: { label: 'Retracted', definition: 'The claimant has taken it back.' },
} as const satisfies Vocabulary

/** How sure the speaker of an attribution is, not how sure the coder is. */
export const attributionConfidence = {
  stated: { label: 'Stated', definition: 'The speaker says as a fact that the named party did it.' },
  suspected: {
    label: 'Suspected',
    definition: 'The speaker says that the named party probably or possibly did it.',
  },
} as const satisfies Vocabulary

/** What kind of publication a source is. Whom it quotes stands in said by. */
export const sourceKind = {
  news: {
    label: 'News',
    definition: 'A newspaper, an agency, a broadcaster or a news site, whomever it quotes.',
  },
  official: {
    label: 'Official',
    definition: 'Published by a government, a military or another authority itself.',
  },
  social_media: {
    label: 'Social media',
    definition:
      'A post by a person or an unverified account. The own account of a body is of the kind of that body.',
  },
  organisation: {
    label: 'Organisation',
    definition:
      'Published by a body that is no authority: an aid or rights ' +
      'group, a monitor, the United Nations, an armed group.',
  },
  witness: {
    label: 'Witness',
    definition:
      'Told to whoever files the record by somebody who was there. A witness quoted in the news is news.',
  },
  dataset: { label: 'Dataset', definition: 'A row of another collection, such as UCDP, ACLED or GTD.' },
  other: {
    label: 'Other',
    definition: 'A known kind that no other term covers, such as a court file or a book.',
  },
} as const satisfies Vocabulary

/** Reliability of the source, by the Admiralty code. Judge the source by its record, not this report. */
export const reliability = {
  A: {
    label: 'A: completely reliable',
    definition: 'There is no doubt about the source, and it has always been right.',
  },
  B: {
    label: 'B: usually reliable',
    definition: 'There is little doubt about the source, and it has mostly been right.',
  },
  C: {
    label: 'C: fairly reliable',
    definition: 'There is some doubt about the source, and it has often been right.',
  },
  D: {
    label: 'D: not usually reliable',
    definition: 'There is much doubt about the source, though it has been right at times.',
  },
  E: { label: 'E: unreliable', definition: 'The source has been wrong before or is known to mislead.' },
  F: {
    label: 'F: cannot be judged',
    definition: 'Nothing is known to judge the source by. This is not a bad mark.',
  },
} as const satisfies Vocabulary

/** Credibility of what the source says, by the Admiralty code. Judge the report, not the source. */
export const credibility = {
  '1': { label: '1: confirmed', definition: 'Other sources, independent of this one, say the same.' },
  '2': {
    label: '2: probably true',
    definition: 'It makes sense and fits what else is known, but nobody else confirms it.',
  },
  '3': {
    label: '3: possibly true',
    definition: 'It is plausible, and fits only partly with what else is known.',
  },
  '4': {
    label: '4: doubtful',
    definition: 'It is possible but not plausible, and nothing else that is known supports it.',
  },
  '5': { label: '5: improbable', definition: 'What else is known contradicts it.' },
  '6': {
    label: '6: cannot be judged',
    definition: 'Nothing is known to judge it by. This is not a bad mark.',
  },
} as const satisfies Vocabulary

/** What this incident is to the one that it links to. */
export const linkType = {
  responds_to: {
    label: 'Responds to',
    definition: 'This incident was an answer to the other, according to a source.',
  },
  follows: {
    label: 'Follows',
    definition: 'This incident came after the other in one course of events, and nobody calls it an answer.',
  },
  possible_motive: {
    label: 'Possible motive',
    definition: 'Somebody says that the other incident may have been a reason for this one. Name who.',
  },
  same_event: {
    label: 'Same event',
    definition: 'Both records tell of one and the same event, as when two datasets have it.',
  },
  related: { label: 'Related', definition: 'They belong together in some other way; the note says how.' },
} as const satisfies Vocabulary

/** Where a record stands in review. Set by the server. */
export const recordStatus = {
  submitted: { label: 'Submitted', definition: 'Filed and waiting for review. The public does not see it.' },
  published: {
    label: 'Published',
    definition: 'Accepted by an editor. The public sees it. Its dataset is one that may be published.',
  },
  rejected: { label: 'Rejected', definition: 'Reviewed and not accepted. It was never public.' },
  retracted: {
    label: 'Retracted',
    definition: 'Was public and has been withdrawn, with a reason that stays visible.',
  },
  merged: {
    label: 'Merged',
    definition: 'Turned out to be the same as another record, to which its address now leads.',
  },
} as const satisfies Vocabulary
