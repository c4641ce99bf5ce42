// Towns that GeoNames' list of towns of at least 1,000 people lacks, and names by which reports call towns that it has.
//
// A town stands here if incidents are reported from it. Sources of the points:
// - ucdp: UCDP Georeferenced Event Dataset (CC BY 4.0), Sundberg and Melander (2013), "Introducing the UCDP
//   Georeferenced Event Dataset", Journal of Peace Research 50(4); its point for the town, rounded to 4 decimals;
// - fpv: "Lebanon FPV drone map" (CC0 1.0), the median of its points in the town, which lie within a kilometre or two;
// - wikipedia: the coordinates of the article of the English Wikipedia, or of the one in the language after the colon.

/** A town that the list of GeoNames lacks. */
export interface MissingTown {
  readonly country: string
  /** GeoNames' code of its province. */
  readonly province: string
  readonly name: string
  readonly arabic: string
  readonly latitude: number
  readonly longitude: number
  /** By which it is ordered among the others: as the source states it, otherwise an assumed one. */
  readonly population: number
  readonly source: string
  readonly otherNames: readonly string[]
}

const assumedPopulation = 5_000

const parseTown = (line: string): MissingTown => {
  const [
    country = '',
    province = '',
    name = '',
    arabic = '',
    point = '',
    population,
    source = '',
    ...otherNames
  ] = line.trim().split('|')
  const [latitude = Number.NaN, longitude = Number.NaN] = point.split(' ').map(Number)
  return {
    ...{ country, province, name, arabic, latitude, longitude },
    population: Number(population) || assumedPopulation,
    source,
    otherNames,
  }
}

/** Country, province, name, Arabic name, point, population, source, other names. */
export const missingTowns: readonly MissingTown[] = `
  IQ|07|Taji|التاجي|33.5294 44.2775||ucdp|Al Taji
  IQ|01|Karmah|الكرمة|33.4044 43.9144||ucdp|Garma
  IQ|10|Jalawla|جلولاء|34.2772 45.1779||ucdp|Jalula
  IQ|18|Dhuluiyah|الضلوعية|34.0562 44.2183||ucdp|Ad Dulu'iyah
  IQ|07|Yusufiyah|اليوسفية|33.0839 44.2569||ucdp
  IQ|18|Sulayman Bek|سليمان بيك|34.7943 44.6667||ucdp|Sulaiman Bek
  IQ|07|Mada'in|المدائن|33.15 44.6167||ucdp|Salman Pak
  IQ|06|Jurf al-Sakhar|جرف الصخر|32.8736 44.1939||ucdp|Jurf al-Nasr
  IQ|15|Hammam al-Alil|حمام العليل|36.1642 43.2597||ucdp
  IQ|07|Latifiyah|اللطيفية|32.9666 44.355||ucdp
  IQ|01|Baghdadi|البغدادي|33.8514 42.5487||ucdp|Al Baghdadi
  IQ|15|Bashiqa|بعشيقة|36.4495 43.3518||ucdp|Ba'shiqah
  IQ|01|Khalidiyah|الخالدية|33.3873 43.5229||ucdp
  IQ|10|Buhriz|بهرز|33.703 44.6597||ucdp
  IQ|10|Sadiyah|السعدية|34.1875 45.1175||ucdp
  IQ|06|Iskandariyah|الإسكندرية|32.8873 44.3462||ucdp
  IQ|15|Badush|بادوش|36.4262 42.9636||ucdp
  IQ|01|Amiriyah|العامرية|33.1733 43.8629||ucdp|Amiriyat al-Fallujah
  IQ|10|Al-Azim|العظيم|34.2754 44.5385||ucdp|Adhaim
  IQ|07|Mashahidah|المشاهدة|33.6519 44.2611||ucdp
  IQ|15|Shura|الشورة|35.9927 43.2206||ucdp
  IQ|01|Karabilah|الكرابلة|34.3909 41.0464||ucdp
  IQ|15|Rabia|ربيعة|36.8026 42.0995||ucdp
  IQ|18|Amerli|آمرلي|34.7256 44.5845||ucdp|Amirli
  IQ|15|Zummar|زمار|36.7667 42.6333||ucdp
  IQ|10|Khan Bani Saad|خان بني سعد|33.5656 44.5435||ucdp
  IQ|01|Habbaniyah|الحبانية|33.3836 43.5855||ucdp
  IQ|18|Ishaqi|الإسحاقي|34.0092 44.0637||ucdp
  IQ|01|Ubaydi|العبيدي|34.42 41.2009||ucdp
  IQ|10|Qara Tapa|قره تبه|34.4328 44.9348||ucdp|Qarat Tabbah
  IQ|10|Kanaan|كنعان|33.6924 44.8053||ucdp
  IQ|15|Bartella|برطلة|36.3519 43.3792||ucdp|Bartallah
  IQ|13|Zab|الزاب|35.2629 43.4508||ucdp
  IQ|11|Gwer|الكوير|36.0397 43.4909||ucdp|Al Kuwayr
  IQ|01|Kubaysah|كبيسة|33.5925 42.6161||ucdp
  IQ|13|Altun Kupri|التون كوبري|35.7535 44.1436||ucdp|Pirde
  IQ|02|Safwan|صفوان|30.1125 47.7177||ucdp
  IQ|15|Sinuni|سنوني|36.4672 41.7173||ucdp
  IQ|06|Kifl|الكفل|32.2302 44.3817||ucdp
  SY|08|Eastern Ghouta|الغوطة الشرقية|33.5 36.44||ucdp|Ghouta
  SY|10|Lataminah|اللطامنة|35.3215 36.6229||ucdp
  SY|08|Ein Tarma|عين ترما|33.5155 36.3506||ucdp
  SY|12|Foah|الفوعة|35.9829 36.7022||ucdp|Al-Fu'ah
  SY|02|Kabanah|كبانة|35.7174 36.2327||ucdp|Kabani
  SY|07|Baghuz Fawqani|الباغوز فوقاني|34.4586 40.9506||ucdp|Baghouz
  SY|07|Shafah|الشعفة|34.5789 40.9344||ucdp
  SY|08|Hamouriyah|حمورية|33.5273 36.3835||ucdp
  SY|08|Misraba|مسرابا|33.5516 36.3957||ucdp
  SY|08|Saqba|سقبا|33.5193 36.3838||ucdp
  SY|08|Marj al-Sultan|مرج السلطان|33.4915 36.4698||ucdp
  SY|08|Khan al-Shih|خان الشيح|33.3751 36.1129||ucdp|Khan ash Shih
  SY|08|Jisreen|جسرين|33.5113 36.3876||ucdp
  SY|08|Zamalka|زملكا|33.5284 36.3524||ucdp
  SY|09|Kafr Hamrah|كفر حمرة|36.2526 37.0791||ucdp
  SY|07|Shuhayl|الشحيل|35.1 40.45||ucdp
  SY|12|Habit|الهبيط|35.4386 36.5383||ucdp
  SY|09|Khan Tuman|خان طومان|36.117 37.051||ucdp
  SY|03|Hadar|حضر|33.281 35.8304||ucdp
  SY|12|Kafr Sajnah|كفر سجنة|35.5279 36.5896||ucdp
  SY|08|Hawsh al-Dawahirah|حوش الضواهرة|33.5473 36.46||ucdp
  SY|11|Houla|الحولة|34.8853 36.5117||ucdp
  SY|11|Teir Maaleh|تيرمعلة|34.8025 36.7076||ucdp
  SY|07|Abu Hamam|أبو حمام|34.8249 40.674||ucdp
  SY|08|Mudayra|مديرا|33.5454 36.3862||ucdp
  SY|08|Hazzeh|حزة|33.5213 36.3643||ucdp
  SY|08|Beit Sawa|بيت سوى|33.5391 36.4||ucdp
  SY|12|Hass|حاس|35.6161 36.5907||ucdp
  SY|10|Morek|مورك|35.3753 36.6872||ucdp
  SY|10|Kafr Nabudah|كفر نبودة|35.4318 36.4935||ucdp
  SY|08|Moadamiyat al-Sham|معضمية الشام|33.46 36.19||ucdp
  SY|09|Anadan|عندان|36.2935 37.0447||ucdp
  SY|12|Dana|الدانا|36.2125 36.7698||ucdp
  SY|09|Zahraa|الزهراء|36.3586 37.0107||ucdp
  SY|06|Nasib|نصيب|32.5517 36.1859||ucdp
  SY|01|Al-Hawl|الهول|36.3904 41.1498||ucdp
  SY|12|Sarmada|سرمدا|36.1855 36.7223||ucdp
  SY|08|Sayyidah Zaynab|السيدة زينب|33.4463 36.3381||ucdp
  SY|12|Atmeh|أطمة|36.3083 36.6876||ucdp
  SY|09|Dabiq|دابق|36.5398 37.2696||ucdp
  SY|12|Bab al-Hawa|باب الهوى|36.2254 36.707||ucdp
  YE|25|Mokha|المخا|13.3167 43.25|14562|wikipedia:ru|Mocha|Al Makha
  SO|21|Borama||9.9358 43.1842|300000|wikipedia|Boorama
  SO|02|Barawa||1.1142 44.0311|32800|wikipedia:fr|Brava|Baraawe
  LY|76|Ras Lanuf|راس لانوف|30.4789 18.5661|13000|wikipedia:fr
  SD|29|Khartoum North|الخرطوم بحري|15.6406 32.52|1725570|wikipedia:it|Bahri
  SD|62|Babanusa|بابنوسة|11.3333 27.8|31759|wikipedia
  PS|GZ|Maghazi|المغازي|31.4214 34.3854|33000|wikipedia
  UA|05|Vuhledar||47.7792 37.2483|14144|wikipedia|Uhledar
  UA|05|Shyrokyne||47.0946 37.8156||ucdp
  UA|05|Zaitseve||48.4196 38.0324||ucdp
  LB|07|Khiam|الخيام|33.3269 35.6112||fpv
  LB|07|Yahmor al-Shaqif|يحمر الشقيف|33.3094 35.5162||fpv
  LB|07|Taybeh|الطيبة|33.2761 35.5212||fpv
  LB|06|Tayr Harfa|طير حرفا|33.1269 35.2188||fpv
  LB|07|Rashaf|رشاف|33.1441 35.3626||fpv
  LB|07|Odaisseh|عديسة|33.2556 35.5408||fpv|Adaisseh
  LB|07|Houla|حولا|33.2094 35.5154||fpv
  LB|07|Debel|دبل|33.1209 35.3661||fpv
  LB|07|Aita al-Shaab|عيتا الشعب|33.0985 35.3378||fpv|Ayta ash Shab
  LB|07|Markaba|مركبا|33.2327 35.5166||fpv
  LB|07|Zawtar al-Sharqiyah|زوطر الشرقية|33.3213 35.4733||fpv
`
  .trim()
  .split('\n')
  .map(parseTown)

/** Common English names by the id of GeoNames, the one to show first. */
export const commonNames: Readonly<Record<number, readonly string[]>> = {
  // Iraq
  99454: ['Fallujah'],
  93818: ['Makhmur'],
  92138: ['Al-Qaim', 'Husaybah'],
  97417: ['Chamchamal'],
  91283: ['Sayyid Sadiq'],
  94911: ['Kani Masi'],
  90026: ['Tuz Khurmatu'],
  89570: ['Zakho'],
  92430: ['Qaraqosh', 'Al-Hamdaniya'],
  91057: ['Shirqat'],
  97990: ['Baqubah'],
  99532: ['Basra'],
  90831: ['Ain al-Tamr'],
  96994: ['Duhok'],
  // Syria
  172955: ['Raqqa'],
  172374: ['Tabqa', 'Al-Thawrah'],
  172256: ['Kobani', 'Kobane'],
  169138: ['Al-Rai'],
  167245: ['Marea'],
  170017: ['Hama'],
  170905: ['Daraa'],
  163345: ['Tartus'],
  173334: ['Quneitra'],
  // Yemen
  70225: ['Taiz'],
  79415: ['Hodeidah', 'Hudaydah'],
  71334: ['Saada'],
  75163: ['Haradh'],
  79131: ['Khokha'],
  72752: ['Midi'],
  72968: ['Marib'],
  73560: ['Lahij'],
  75337: ['Hajjah'],
  80384: ['Dhale'],
  // Somalia
  57289: ['Hargeisa'],
  59611: ['Galkayo'],
  400769: ['Las Anod'],
  62691: ['Erigavo'],
  63689: ['Bulo Burde'],
  60928: ['Dhusamareb'],
  // Libya
  2214846: ['Misrata'],
  87205: ['Derna'],
  2215210: ['Brega'],
  88962: ['Kufra'],
  2212775: ['Sabha'],
  2219905: ['Khoms'],
  // Sudan
  367644: ['Sennar'],
  380148: ['Ed Daein'],
  378699: ['En Nahud'],
  379062: ['Gedaref'],
  // Palestine
  283506: ['Jenin'],
  281102: ['Rafah'],
  281129: ['Jabalia'],
  282039: ['Salfit'],
  281581: ['Tubas'],
  282457: ['Qalqilya'],
  // Ukraine
  703656: ['Kupiansk'],
  698740: ['Odesa'],
  709276: ['Enerhodar'],
  687700: ['Zaporizhzhia'],
  691999: ['Sievierodonetsk', 'Severodonetsk'],
  713122: ['Avdiivka'],
  701845: ['Marinka'],
  707292: ['Izium'],
  // Lebanon
  278913: ['Nabatieh'],
  276592: ['Bint Jbeil'],
}
