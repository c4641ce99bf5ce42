/** What people write for the codes of a field, besides their labels. Case and a plural do not matter. */

/** The words, separated by commas, by the codes of a field. Words for several codes do not say which one is meant. */
export const codeWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  event_type: {
    battle: 'fight, fighting, combat',
    unrest: 'demonstration, protest, riot',
    violence_against_civilians: 'massacre, atrocity',
    strategic: 'ceasefire',
  },
  event_subtype: {
    drone_strike: 'drone, uav, uas, drone attack, uav attack, uav strike, kamikaze drone',
    air_strike: 'air raid, air attack, aerial attack, aerial bombing',
    shelling:
      'rocket, missile, mortar, artillery, rocket attack, missile attack, missile strike, rocket strike, mortar attack, artillery fire, rocket fire, indirect fire, bombardment',
    explosive_device:
      'ied, bomb, bombing, bomb attack, car bomb, car bombing, vbied, mine, landmine, roadside bomb',
    suicide_bombing: 'suicide attack, suicide bomb, suicide bomber, svbied, suicide vest',
    armed_clash: 'clash, clashes, firefight, gunfight, skirmish, ambush, gun battle',
    attack: 'assassination, murder, execution, killing',
    abduction: 'kidnapping, kidnap, hostage taking, disappearance',
    sexual_violence: 'rape',
    mob_violence: 'mob, lynching',
  },
  'weapons.*.type': {
    'drone_armed drone_one_way': 'drone, uav, uas, unmanned aircraft',
    drone_one_way: 'kamikaze drone, suicide drone, loitering munition, shahed',
    drone_armed: 'quadcopter, combat drone',
    explosive_device: 'ied, bomb, mine, landmine, roadside bomb, improvised explosive device',
    vehicle_bomb: 'vbied, svbied, car bomb, truck bomb',
    small_arms: 'gun, rifle, pistol, firearm, machine gun, gunfire, ak-47, kalashnikov',
    aircraft_bomb: 'air strike, air bomb, aerial bomb, jdam',
    rocket: 'katyusha, grad, mlrs',
    missile: 'ballistic missile, cruise missile',
    artillery: 'howitzer, shell',
  },
  outcome: {
    intercepted: 'shot down, downed, jammed, interception',
    hit: 'success, successful, impact, struck',
    missed: 'miss',
    failed: 'failure, dud, misfire, malfunction',
  },
  'targets.*.type': {
    education: 'school, university, students',
    religious: 'mosque, church, temple, shrine',
    military: 'army, base, military base, soldiers, troops, convoy',
    private: 'civilian, home, house, market, village',
    diplomatic: 'embassy, consulate, un',
    airports_aircraft: 'airport, aircraft, plane',
    transportation: 'bridge, road, bus, train, railway',
    media: 'journalist, press',
    maritime: 'ship, port, tanker, vessel',
    utilities: 'power plant, power station, electricity',
    business: 'hospital, clinic, company, hotel, bank, oil field',
  },
  'actors.*.role': {
    perpetrator: 'attacker, aggressor, author',
    target: 'victim, attacked',
  },
  'actors.*.type': {
    state_forces: 'army, military, police, government, state',
    rebel_group: 'rebel, insurgent, guerrilla',
    civilians: 'civilian',
  },
}
