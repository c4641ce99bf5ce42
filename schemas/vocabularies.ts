/**
 * The vocabularies of the record: every code with its label and definition.
 *
 * The meaning of a code never changes, and a retired code is never used again.
 */

/** One term of a vocabulary: its label, and when to choose it. */
export interface Term {
  readonly label: string
  readonly definition: string
  /** The code that replaces a withdrawn one, true if none does. New records may not use it; stored records keep it. */
  readonly withdrawn?: true | string
}

export type Vocabulary = Readonly<Record<string, Term>>

/** Returns a term; undefined for a code that the vocabulary does not have, as a stored record may. */
export const findTerm = <T extends Term>(
  vocabulary: Readonly<Record<string, T>>,
  code: string,
): T | undefined => (Object.hasOwn(vocabulary, code) ? vocabulary[code] : undefined)

/** Returns the label of a code; the code itself if the vocabulary does not have it. */
export const labelOf = (vocabulary: Vocabulary, code: string): string =>
  findTerm(vocabulary, code)?.label ?? code

type TermEntries = Readonly<
  Record<string, readonly [label: string, definition: string, withdrawn?: Term['withdrawn']]>
>

/** Creates a vocabulary from the label and definition of each code. */
const terms = <Entries extends TermEntries, More extends object = object>(entries: Entries, more?: More) =>
  Object.fromEntries(
    Object.entries(entries).map(([code, [label, definition, withdrawn]]) => [
      code,
      { label, definition, ...(withdrawn && { withdrawn }), ...more },
    ]),
  ) as unknown as { readonly [Code in keyof Entries]: Term & More }

/** Types of event. Choose by how force was used, not by who was hurt. */
export const eventType = terms({
  battle: [
    'Battle',
    'Two armed sides fight each other in one place, with whatever weapons. If only one side uses force, and from a distance, choose remote violence.',
  ],
  remote_violence: [
    'Explosion or remote violence',
    'One side uses explosives or fires from a distance. Anything launched belongs here, even if it missed or was intercepted; record that as the outcome.',
  ],
  violence_against_civilians: [
    'Violence against civilians',
    'An armed group attacks, abducts or abuses unarmed people at close range. Shelling, bombs and air strikes are remote violence, no matter whom they hit.',
  ],
  disrupted: [
    'Disrupted before use',
    'An attack was stopped, or its weapons were found, before anything was launched or set off. If something was launched and then intercepted, choose remote violence.',
  ],
  strategic: [
    'Strategic development',
    'The conflict changes without force against people: an agreement, arrests, a new base, a place handed over. A foiled attack is disrupted.',
  ],
  unrest: [
    'Protest or riot',
    'People demonstrate, peacefully or not, or a crowd turns violent. For acts of an organised armed group, choose another type.',
  ],
  unspecified: [
    'Unspecified use of force',
    'Force was used, but it is unknown how. If something is known to have struck or exploded, choose remote violence.',
  ],
  other: [
    'Other',
    'It is known what happened, and no other type fits. If it is unknown how force was used, choose unspecified.',
  ],
})

/** Creates the specific types of one type of event. */
const subtypes = <Entries extends TermEntries>(parent: keyof typeof eventType, entries: Entries) =>
  terms(entries, { parent })

/** Specific types of event. `parent` is the type of event to which the term belongs. */
export const eventSubtype = {
  ...subtypes('battle', {
    armed_clash: [
      'Armed clash',
      'Armed sides fight, and no place is known to have changed hands for longer than a day.',
    ],
    government_regains_territory: [
      'Government regains territory',
      'State forces or their allies win back by fighting, and hold, a place that others controlled. Without a fight it is a non-violent transfer.',
    ],
    non_state_overtakes_territory: [
      'Non-state actor takes territory',
      'A non-state group, or a foreign state, takes a place by fighting and holds it. Without a fight it is a non-violent transfer.',
    ],
  }),
  ...subtypes('remote_violence', {
    shelling: [
      'Shelling, rocket or missile attack',
      'Rockets, mortars, artillery or missiles are fired from the ground or from a ship; indirect fire of an unknown type counts too. If it came from an aircraft, choose air strike or drone strike.',
    ],
    air_strike: [
      'Air strike',
      'A crewed aircraft drops or fires munitions, or the sources say only that the strike came from the air. A drone makes it a drone strike.',
    ],
    drone_strike: [
      'Drone strike',
      'A drone drops or fires munitions, or flies into its target to explode. One that was shot down on its way counts, with the outcome intercepted.',
    ],
    suicide_bombing: [
      'Suicide bombing',
      'An attacker sets off explosives on the body or in a vehicle and means to die. For a one-way drone, choose drone strike.',
    ],
    explosive_device: [
      'Explosive device',
      'A mine, roadside bomb, parked car bomb or other device that was laid or left goes off or fails to. One that was found and made safe is disrupted.',
    ],
    grenade: [
      'Grenade',
      'A grenade or other small explosive is thrown by hand. Fired from a launcher, it is shelling; as part of a firefight, a battle.',
    ],
    chemical: [
      'Chemical attack',
      'A toxic chemical is used as a weapon, whatever carried it. Tear gas, smoke and white phosphorus do not count.',
    ],
    strike_unspecified: [
      'Strike by unknown means',
      'Something struck or exploded, but the sources do not say what, or disagree, as between an air strike and a drone strike.',
    ],
  }),
  ...subtypes('violence_against_civilians', {
    sexual_violence: [
      'Sexual violence',
      'Rape or any other harm of a sexual kind. If it occurred together with an attack or an abduction, choose this.',
    ],
    attack: [
      'Attack',
      'Unarmed people are killed, wounded, beaten or tortured, or somebody tries to. If they were abducted and then seriously harmed, choose this.',
    ],
    abduction: [
      'Abduction or forced disappearance',
      'People are taken or made to disappear by force, and no further violence is reported. Arrest under the law by state forces is arrests.',
    ],
  }),
  ...subtypes('disrupted', {
    weapons_found: [
      'Weapons found',
      'Weapons, a launcher or a laid device were found and seized, made safe or destroyed before use. If people were stopped in the act, choose plot foiled.',
    ],
    plot_foiled: [
      'Plot foiled',
      'A planned attack was prevented, as by an arrest, a raid or a warning. If only the weapons turned up, choose weapons found.',
    ],
  }),
  ...subtypes('strategic', {
    agreement: [
      'Agreement',
      'Sides agree on something or hold talks: a ceasefire, a peace, an exchange of prisoners, a surrender.',
    ],
    arrests: [
      'Arrests',
      'Authorities arrest a person of weight or many people at once. If it prevented an attack, choose plot foiled.',
    ],
    change_to_group: [
      'Change to a group or its activity',
      'An armed group forms, splits, merges, renames itself, recruits, or moves its forces without a fight.',
    ],
    base_established: [
      'Base established',
      'An armed group or army sets up a headquarters or base that is meant to last.',
    ],
    looting: [
      'Looting or property destruction',
      'Goods or property are taken or destroyed, with no fighting or riot around it. Weapons seized are weapons found.',
    ],
    non_violent_transfer: [
      'Non-violent transfer of territory',
      'A side gains control of a place without a fight, by a withdrawal, a handover or an unopposed entry.',
    ],
    strategic_other: [
      'Other strategic development',
      'Something else that matters to the conflict: a coup, a displacement, a mass grave that is found.',
    ],
  }),
  ...subtypes('unrest', {
    peaceful_protest: [
      'Peaceful protest',
      'People demonstrate without violence, and nobody uses force against them.',
    ],
    protest_with_intervention: [
      'Protest with intervention',
      'A peaceful protest is attacked, broken up or ended by arrests, and nobody is killed or gravely injured.',
    ],
    excessive_force_against_protesters: [
      'Excessive force against protesters',
      'Peaceful protesters are shot at, killed or gravely injured by those who act against them.',
    ],
    violent_demonstration: [
      'Violent demonstration',
      'Demonstrators fight, destroy things or barricade roads, no matter who began it.',
    ],
    mob_violence: [
      'Mob violence',
      'A crowd attacks people, property or another crowd, and it is not a demonstration. Vigilante crowds count.',
    ],
  }),
}

/** Types of organised violence, after UCDP: who fights whom, not how. */
export const conflictType = terms({
  state_based: [
    'State-based conflict',
    'At least one side of the fight is a government, against another state or an organised group.',
  ],
  non_state: [
    'Non-state conflict',
    'Armed groups or communities fight each other, and no government is a side.',
  ],
  one_sided: [
    'One-sided violence',
    'A government or an organised group kills civilians on purpose. Civilians caught in fire between sides belong to the conflict of those sides.',
  ],
})

/** What happened to the weapons that were launched or laid. Their effects are under casualties and damage. */
export const outcome = terms({
  hit: [
    'Hit',
    'Everything accounted for reached the target or landed inside its perimeter, whether or not it did damage.',
  ],
  missed: [
    'Missed',
    'It came down or went off elsewhere, and nothing had stopped it. If a defence stopped or diverted it, choose intercepted.',
  ],
  intercepted: [
    'Intercepted',
    'It was launched, and a defence shot it down, jammed it or stopped it otherwise. What was stopped before launch is disrupted.',
  ],
  failed: ['Failed', 'It did not work: it misfired, broke down on its way or did not go off.'],
  mixed: [
    'Mixed',
    'Several were launched and fared differently, as when some hit and some were intercepted. Give the counts under weapons.',
  ],
})

/** The length of the span that a date covers. It is derived from the date and never entered. */
export const datePrecision = terms({
  time: ['Time of day', 'The date gives an hour, or an hour and minutes, of one day.'],
  day: ['Day', 'One calendar day.'],
  days: ['Two to six days', 'A span of two to six days.'],
  week: ['Week', 'A span of exactly seven days.'],
  month: ['Up to a month', 'A calendar month, or a span of eight to 31 days.'],
  year: ['Up to a year', 'A calendar year, or a span of 32 to 366 days.'],
  longer: ['Longer than a year', 'A span of more than 366 days.'],
})

/** Origin of the coordinates. */
export const coordinatesFrom = terms({
  source: ['Source', 'A source of the record gives the coordinates.'],
  gazetteer: [
    'Gazetteer',
    'The coder looked the place up by its name; the point represents the whole place.',
  ],
  map: ['Map', 'The coder read the coordinates off a map or a satellite image.'],
})

/** The part of a place that only editors see; the public view lacks these fields. */
export const withheldLevel = {
  ...terms(
    {
      point: [
        'The point',
        'The public does not see the coordinates, their origin or the note on the place, and no precision finer than "near". The name of the place stays public.',
      ],
    },
    { fields: ['latitude', 'longitude', 'coordinates_from', 'note'] },
  ),
  ...terms(
    {
      place: [
        'The place',
        'The public sees only the country and the first-level area: no coordinates, no name, no note, and no finer precision.',
      ],
    },
    { fields: ['latitude', 'longitude', 'coordinates_from', 'note', 'place', 'admin3', 'admin2'] },
  ),
}

/** How precisely the place is known, after UCDP; not how exact the coordinates look. */
export const geoPrecision = terms({
  exact: ['Exact place', 'The place itself is known: a town, a village, a base, a building.'],
  near: [
    'Near a known place',
    'It was within about 25 km of a known place; "near" or "just outside" counts if nothing more precise is stated. If it was farther away, choose area.',
  ],
  admin2: ['Second-level area', 'Only the district or county is known.'],
  admin1: ['First-level area', 'Only the province, governorate or state is known.'],
  area: [
    'Area or line',
    'Only an area that is not an administrative unit is known: a part of a country, a valley, a road. A point, if any, merely represents it.',
  ],
  country: ['Country', 'Only the country is known.'],
  international: [
    'International waters or airspace',
    'It happened at sea or in the air outside every country.',
  ],
})

/** What an actor did in this incident. Another incident may give it another role. */
export const actorRole = terms({
  perpetrator: [
    'Perpetrator',
    'It carried out the attack. If that is known only from a claim or an accusation, use claims and attributions instead.',
  ],
  target: ['Target', 'People whom the act was meant for or hit. Enter a building or a base under targets.'],
  side_a: [
    'Side A',
    'One side of a fight in which the attacker is unknown. By convention it is the government, if one takes part.',
  ],
  side_b: ['Side B', 'The other side of that fight. The letters carry no blame and no order.'],
  responder: [
    'Responder',
    'It acted within this incident after it began: returned fire, searched, rescued, found the weapons. If the response is an incident of its own, it has a perpetrator there.',
  ],
  interceptor: ['Interceptor', 'It shot down or otherwise stopped what had been launched.'],
  other: ['Other', 'It took part in some other way, as a host, a mediator or a supplier.'],
})

/** Types of actor, after ACLED. Choose by what the actor is, not by what it did. */
export const actorType = terms({
  state_forces: [
    'State forces',
    'Armed forces, police or other forces of a government in its own country. Outside it they are external forces.',
  ],
  external_forces: [
    'External forces',
    'State forces outside their own country, coalitions, peacekeepers, and private security companies and mercenaries anywhere.',
  ],
  rebel_group: [
    'Rebel group',
    'An organised armed group that fights a government in order to replace it or to break away.',
  ],
  political_militia: [
    'Political militia',
    'An armed group with a political aim or patron that does not mean to replace the government. If nobody can identify the group, choose unknown.',
  ],
  identity_militia: [
    'Identity militia',
    'An armed group that is drawn from one community and acts for it: a tribe, a clan, a faith, a village.',
  ],
  rioters: [
    'Rioters',
    'A violent crowd without lasting organisation, including demonstrators who turn violent.',
  ],
  protesters: ['Protesters', 'People who demonstrate peacefully, even if violence is used against them.'],
  civilians: [
    'Civilians',
    'Unarmed people who take no part. Soldiers killed as prisoners or unarmed at home count too.',
  ],
  unknown: ['Unknown', 'The type of actor is unknown, as with unidentified gunmen.'],
})

/** Types of target: the 22 of GTD, in their order. Choose by what was attacked. */
export const targetType = terms({
  business: [
    'Business',
    'A company, shop, bank, hotel, factory, farm, mine or oil field. As in GTD, hospitals and clinics count.',
  ],
  government: [
    'Government',
    'A government building, official, politician, court or election. Embassies are diplomatic.',
  ],
  police: ['Police', 'Police officers, stations, patrols and checkpoints, and prisons.'],
  military: [
    'Military',
    'Soldiers, bases, checkpoints, convoys and weapons of a regular force, domestic or foreign. Armed groups are non-state militia.',
  ],
  abortion_related: ['Abortion-related', 'A clinic that provides abortions, or the people who work there.'],
  airports_aircraft: [
    'Airport or aircraft',
    'A civilian airport, aircraft or crew. A military airfield, or troops housed at an airport, is military.',
  ],
  diplomatic: [
    'Diplomatic',
    'An embassy, a consulate, diplomats, or an international organisation such as the United Nations and its peacekeepers.',
  ],
  education: [
    'Education',
    'A school or university, or its staff. Pupils and students as people are private citizens.',
  ],
  food_water: ['Food or water supply', 'Stores of food, wells, waterworks.'],
  media: [
    'Journalists and media',
    'Journalists, newspapers and broadcasters. Masts and transmitters are telecommunication.',
  ],
  maritime: ['Maritime', 'A civilian ship, ferry, oil tanker or port. A warship is military.'],
  ngo: [
    'Non-governmental organisation',
    'A national or international aid or rights organisation that is not part of a government or of the United Nations.',
  ],
  other: ['Other', 'A known target that no other term covers, such as an ambulance or a fire brigade.'],
  private: [
    'Private citizens and property',
    'Private people, homes, villages, markets, public places, camps for displaced people.',
  ],
  religious: [
    'Religious',
    'A place of worship, a religious leader or institution. People attacked for their faith elsewhere are private citizens.',
  ],
  telecommunication: ['Telecommunication', 'Masts, transmitters, telephone and internet lines.'],
  non_state_militia: [
    'Non-state militia',
    'Fighters, bases or launch sites of an armed group that is not a state force.',
  ],
  tourists: ['Tourists', 'Tourists, their buses, a travel agency. Hotels and restaurants are business.'],
  transportation: [
    'Transportation',
    'Civilian roads, bridges, railways, buses, taxis. Airports and ports have terms of their own.',
  ],
  unknown: ['Unknown', 'The target is unknown.'],
  utilities: [
    'Utilities',
    'The supply of electricity, gas or fuel: power stations, lines, pipelines. For water, choose food or water supply.',
  ],
  political_party: [
    'Violent political party',
    'Members, offices or rallies of a party that itself uses violence. Other parties are government.',
  ],
})

/** Types of weapon: the munition if it is known, otherwise what carried it. */
export const weaponType = terms({
  rocket: [
    'Rocket',
    'An unguided rocket, such as a Katyusha or a rocket-propelled grenade. If it steers itself, choose missile.',
  ],
  mortar: ['Mortar', 'Mortar bombs.'],
  artillery: [
    'Artillery',
    'Shells of guns, howitzers or tanks. Rockets, even from an artillery launcher, are rockets.',
  ],
  missile: ['Missile', 'A guided or ballistic missile, fired from the ground, a ship or an aircraft.'],
  drone_armed: ['Armed drone', 'A drone that fires or drops munitions, or that is only described as armed.'],
  drone_one_way: [
    'One-way drone',
    'A drone that carries its explosives into the target: loitering, first-person-view or laden with explosives.',
  ],
  aircraft_bomb: [
    'Aircraft bomb',
    'A bomb from a crewed aircraft, or the unnamed munition of an air strike. For a missile, choose missile.',
  ],
  explosive_device: [
    'Explosive device',
    'A mine, a booby trap or an improvised device, laid or worn on the body. In a vehicle, choose vehicle bomb.',
  ],
  vehicle_bomb: ['Vehicle bomb', 'A vehicle or boat laden with explosives, parked or driven at the target.'],
  grenade: [
    'Grenade',
    'A grenade thrown by hand or fired from a grenade launcher. Rocket-propelled grenades are rockets.',
  ],
  small_arms: ['Small arms', 'Pistols, rifles, machine guns.'],
  melee: ['Melee weapon', 'Knives, clubs, stones, bare hands.'],
  incendiary: ['Incendiary', 'Petrol bombs, napalm, white phosphorus used to burn, arson.'],
  chemical: ['Chemical agent', 'A toxic chemical used as a weapon, whatever carried it.'],
  indirect_fire_unspecified: [
    'Indirect fire of unknown type',
    'Rockets, mortars or artillery, and the sources do not say which.',
  ],
  other: ['Other', 'A known weapon that no other term covers, such as a car driven into people.'],
  unknown: ['Unknown', 'The sources do not say what was used.'],
})

/** Whether the sources report casualties, apart from numbers. */
export const casualtiesReported = terms({
  none: [
    'None',
    'A source says that nobody was killed or hurt, or that no casualties were reported. If no source mentions casualties, choose unknown.',
  ],
  some: ['Some', 'A source says that people were killed or hurt, with or without numbers.'],
  unknown: [
    'Unknown',
    'The sources do not say whether anybody was killed or hurt, or say that it is not known.',
  ],
})

/** Groups of people whose casualties are counted. For a named party, name the actor instead. */
export const casualtyGroup = terms({
  civilians: ['Civilians', 'People who took no part in the fighting.'],
  state_forces: [
    'State forces',
    'Soldiers, police and others of the forces of a government in its own country.',
  ],
  external_forces: [
    'External forces',
    'Soldiers of a state outside its own country, of a coalition or of a peacekeeping mission.',
  ],
  non_state: [
    'Non-state fighters',
    'Members of any armed group that is not a state force, suicide bombers included.',
  ],
  contractors: [
    'Contractors',
    'Civilians and guards who work under contract for armed forces. Do not count them again as civilians.',
  ],
  unknown: ['Unknown', 'People whose group is not stated.'],
})

/** The worst damage to buildings and equipment that a source states. */
export const damageLevel = terms({
  none: ['None', 'A source says that there was no damage. If no source mentions damage, leave this blank.'],
  minor: ['Minor', 'Slight damage; everything could still be used.'],
  moderate: ['Moderate', 'Parts were out of use and could be repaired.'],
  major: ['Major', 'Most of it was out of use, or repair would take long.'],
  destroyed: ['Destroyed', 'Something was beyond repair: a building, a vehicle, an aircraft.'],
})

/** How a claim of responsibility was made: the ten modes of GTD, in their order. */
export const claimMedium = terms({
  letter: ['Letter', 'A letter or a printed statement, sent to somebody.'],
  call_after: ['Call after the event', 'A telephone call, made after the event.'],
  call_before: ['Call before the event', 'A telephone call, made before the event, such as a warning.'],
  email: ['Email', 'An email to a newsroom, an authority or anyone else.'],
  note_at_scene: ['Note at the scene', 'A written note that was left at the scene.'],
  video: ['Video', 'A video, wherever it was shown. Choose this even if it was posted online.'],
  online_post: ['Online post', 'A statement on a website, a channel or a social network.'],
  personal: ['In person', 'Somebody said it in person, as in a speech, an interview or to the police.'],
  other: ['Other', 'A known medium that no other term covers, such as a radio broadcast.'],
  unknown: ['Unknown', 'It is unknown how the claim was made.'],
})

/** Whether a claim of responsibility still stands. */
export const claimStatus = terms({
  standing: ['Standing', 'The claimant maintains the claim, and nobody is known to have contradicted it.'],
  disputed: ['Disputed', 'Somebody else contradicts the claim, or another group claims the same event.'],
  denied: ['Denied', 'The group in whose name the claim was made says that it did not make it.'],
  retracted: ['Retracted', 'The claimant has withdrawn the claim.'],
})

/** How sure the speaker of an attribution is, not how sure the coder is. */
export const attributionConfidence = terms({
  stated: ['Stated', 'The speaker says as a fact that the named party did it.'],
  suspected: ['Suspected', 'The speaker says that the named party probably or possibly did it.'],
})

/** Types of publication. The person quoted belongs in said by. */
export const sourceKind = terms({
  news: ['News', 'A newspaper, an agency, a broadcaster or a news site, whomever it quotes.'],
  official: ['Official', 'Published by a government, a military or another authority itself.'],
  social_media: [
    'Social media',
    'A post by a person or an unverified account. For the official account of an organisation, choose the type of that organisation.',
  ],
  organisation: [
    'Organisation',
    'Published by an organisation that is not an authority: an aid or rights group, a monitor, the United Nations, an armed group.',
  ],
  witness: [
    'Witness',
    'Somebody who was there told the person who files the record. For a witness quoted in the news, choose news.',
  ],
  dataset: ['Dataset', 'A row of another collection, such as UCDP, ACLED or GTD.'],
  other: ['Other', 'A type that no other term covers, such as a court file or a book.'],
})

/** Reliability of the source, by the Admiralty code. Judge the source by its record, not this report. */
export const reliability = terms({
  A: ['A: completely reliable', 'There is no doubt about the source, and it has always been right.'],
  B: ['B: usually reliable', 'There is little doubt about the source, and it has mostly been right.'],
  C: ['C: fairly reliable', 'There is some doubt about the source, and it has often been right.'],
  D: ['D: not usually reliable', 'There is much doubt about the source, though it has been right at times.'],
  E: ['E: unreliable', 'The source has been wrong before or is known to mislead.'],
  F: ['F: cannot be judged', 'Nothing is known to judge the source by. This is not a bad mark.'],
})

/** Credibility of what the source says, by the Admiralty code. Judge the report, not the source. */
export const credibility = terms({
  1: ['1: confirmed', 'Other sources, independent of this one, say the same.'],
  2: ['2: probably true', 'It makes sense and fits what else is known, but nobody else confirms it.'],
  3: ['3: possibly true', 'It is plausible, and fits only partly with what else is known.'],
  4: ['4: doubtful', 'It is possible but not plausible, and nothing else that is known supports it.'],
  5: ['5: improbable', 'What else is known contradicts it.'],
  6: ['6: cannot be judged', 'Nothing is known to judge it by. This is not a bad mark.'],
})

/** How an incident relates to the one that it links to. */
export const linkType = terms({
  responds_to: ['Responds to', 'This incident was a response to the other, according to a source.'],
  follows: [
    'Follows',
    'This incident came after the other in one course of events, and nobody calls it a response.',
  ],
  possible_motive: [
    'Possible motive',
    'Somebody says that the other incident may have been a reason for this one. Say who under according to.',
  ],
  same_event: ['Same event', 'Both records describe the same event, as when two datasets contain it.'],
  related: ['Related', 'The incidents belong together in some other way; the note says how.'],
})

/** Review statuses. Set by the server. */
export const recordStatus = terms({
  submitted: ['Submitted', 'The record awaits review and is not public.'],
  published: ['Published', 'An editor accepted the record, and it is public.'],
  rejected: ['Rejected', 'An editor reviewed the record and did not accept it. It was never public.'],
  retracted: ['Retracted', 'The record was public and has been withdrawn. The reason is public.'],
  merged: ['Merged', 'The record describes the same event as another one, to which its address now leads.'],
})
