/**
 * What the words in names of columns mean, in English, French, Spanish, Portuguese, German, Russian and Arabic, with usual
 * abbreviations. A name of several words means the sum of its words.
 */

/** The words of each meaning, as people write them; case, accents and the Arabic article do not matter. */
const wordsByMeaning = {
  id: 'id ids identifier ident uuid reference ref référence référence identifiant identificador referencia kennung номер идентификатор معرف رقم',
  number: 'number no nr num n count nombre numéro número cantidad anzahl zahl nb количество число عدد',
  code: 'code codes cod código kode код رمز',
  name: 'name names nom nombre_propio название имя اسم',
  event:
    'event events evt ev incident incidents évènement événement fait evento hecho suceso incidente ocorrência ereignis vorfall событие инцидент حدث حادث حادثة',
  attack:
    'attack attacks strike strikes raid attaque frappe ataque angriff anschlag нападение нападения атака атаки هجوم ضربة',
  type: 'type types typ kind category class nature catégorie tipo categoría clase art kategorie тип вид категория نوع صنف',
  sub: 'sub sous unter под فرعي',
  subtype: 'subtype subtypes subcategory subtipo untertyp unterart подтип',
  date: 'date dates dt datetime fecha data datum дата تاريخ',
  start:
    'start begin beginning began from first debut début inicio comienzo desde beginn anfang von начало начала بداية بدء',
  end: 'end ended finish until last fin final hasta ende bis конец окончание конца نهاية انتهاء',
  year: 'year yr annee année an ano año jahr год سنة عام',
  month: 'month mois mes mês monat месяц شهر',
  day: 'day jour día dia день يوم',
  time: 'time heure temps hora horário tiempo temporal zeit uhrzeit время وقت ساعة',
  stamp: 'timestamp tstamp stamp updated created modified submitted horodatage zeitstempel marca отметка',
  country: 'country countries ctry cntry nation pays país pais land staat страна بلد دولة',
  iso: 'iso iso2 iso3 alpha2 alpha3',
  admin: 'admin adm administrative',
  admin1:
    'uf province governorate state oblast wilaya department gouvernorat département departement depto provincia estado departamento gobernación provinz bundesland провинция область губернаторство محافظة ولاية',
  admin2:
    'district county municipality municipio muni municipalité distrito gemeinde bezirk kreis landkreis район муниципалитет قضاء مديرية',
  admin3: 'subdistrict commune ward nahiya sous-district ناحية',
  region: 'region reg région región регион منطقة',
  place:
    'place location loc town city village site where settlement lieu ville localité endroit lugar ciudad localidad ubicación pueblo cidade bairro ort stadt dorf место город населенный пункт مكان موقع مدينة قرية',
  lat: 'lat latitude latitud breite breitengrad широта عرض',
  lon: 'lon lng long longitude longitud länge längengrad долгота طول',
  line: 'خط degree degrees grad decimal décimal',
  precision: 'precision prec accuracy précision exactitud precisión genauigkeit точность دقة',
  geo: 'geo geographic spatial géographique geográfica geographisch географический جغرافي',
  source: 'source sources src fuente fuentes fonte fontes quelle quellen источник источники مصدر مصادر',
  publisher:
    'publisher outlet newspaper media medium agency office média journal medio periódico medien zeitung издание сми صحيفة',
  citation: 'citation cite scite cita zitat цитата',
  title: 'title headline titre título titulo titel überschrift schlagzeile заголовок عنوان',
  news: 'news article nouvelle noticia nachricht новость خبر',
  url: 'url urls link links href website web lien enlace vínculo رابط ссылка',
  video: 'video видео vidéo فيديو',
  death:
    'death deaths dead died kill kills killed killing fatal fatality fatalities mort morts décès tué tués mortes muerte muertes muerto muertos fallecidos mortos óbitos tote toten tod todesopfer getötet getötete смерть смерти убит убито убитые погибшие погибших погибло قتلى قتيل قتل وفيات وفاة شهداء',
  injury:
    'injury injuries injured wound wounds wounded hurt blessé blessés herido heridos feridos lesionados verletzt verletzte verletzten verwundet verwundete ранено ранены раненые раненых جرحى جريح إصابات مصابين مصابون',
  low: 'low lo lower lowest least min minimum minimal minimo mínimo mindestens минимум أدنى',
  high: 'high hi higher highest upper most max maximum maximal máximo höchstens максимум أقصى',
  limit: 'حد',
  best: 'best estimate estimated est total all estimation meilleure estimación mejor schätzung gesamt оценка лучшая всего أفضل تقدير مجموع إجمالي',
  people: 'people ppl person persons personnes personas personen люди людей человек أشخاص',
  civilian:
    'civilian civilians civ civil civils civiles zivilist zivilisten zivile гражданские мирные مدني مدنيون مدنيين',
  actor:
    'actor actors act acteur akteur актор актёр group grp groupe grupo gruppe группа группировка جماعة فاعل organisation organization',
  attacker:
    'perpetrator perpetrators perp attacker assailant auteur autor täter angreifer исполнитель مهاجم منفذ',
  side: 'side camp partie bando lado seite partei сторона طرف',
  associated: 'assoc associated associate ally associé asociado verbündet союзник حليف',
  target: 'target targ tgt cible objetivo blanco ziel цель هدف',
  weapon: 'weapon weapons weap wpn munition munitions arme armes arma armas waffe waffen оружие سلاح أسلحة',
  model: 'model modèle modelo modell модель طراز',
  detail: 'detail details détail détails detalle detalles',
  launched: 'launched fired lancé lancés lanzados abgefeuert запущено',
  intercepted: 'intercepted downed intercepté interceptés interceptados abgefangen сбито перехвачено',
  launch: 'launch launching lancement lanzamiento abschuss запуска',
  conflict: 'conflict confl conflit conflicto konflikt конфликт نزاع صراع',
  violence: 'violence viol violencia gewalt насилие насилия عنف',
  summary:
    'summary description desc descr notes note narrative text story remarks comment comments résumé récit observations resumen descripción notas beschreibung zusammenfassung bemerkung описание примечание заметки وصف ملخص ملاحظات',
  /** What a record has no field for. */
  other:
    'world monde mundo welt grid geom geometry géométrie wkt thumbnail photo image nationality natlty natty nationalité nacionalidad staatsangehörigkeit population dyad dyade relid priogrid gwno مناطق',
} as const

export type Meaning = keyof typeof wordsByMeaning

/** Words without a meaning of their own. */
export const emptyWords =
  'of the a an in at by for de du des la le les el los las del l d der die das den dem и в و في من et y und'

export const lexiconEntries = Object.entries(wordsByMeaning) as [Meaning, string][]
