// The provinces of countries whose names Natural Earth lacks, or has as they were once.
//
// The English and Arabic names are those of Unicode CLDR 41 (common/subdivisions/en.xml and ar.xml; Unicode licence)
// for the code of ISO 3166-2 in each row, written here without the words for province; an English name that reports
// spell otherwise comes first, with that of CLDR after it. West Bank and Gaza Strip have no code of ISO 3166-2: their
// names are those of the English and Arabic texts of resolution 2334 (2016) and 1860 (2009) of the Security Council.

/** A province: GeoNames' code if it has one, the code of ISO 3166-2, its names. */
export interface KnownProvince {
  readonly geonames: string
  readonly iso: string
  readonly name: string
  readonly arabic: string
  readonly otherNames: readonly string[]
}

const parseRows = (text: string): KnownProvince[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [geonames = '', iso = '', name = '', arabic = '', ...otherNames] = line.trim().split('|')
      return { geonames, iso, name, arabic, otherNames: otherNames.filter(Boolean) }
    })

/** The provinces by country. */
export const knownProvinces: Readonly<Record<string, readonly KnownProvince[]>> = {
  IQ: parseRows(`
    01|IQ-AN|Anbar|الأنبار|Al Anbar
    02|IQ-BA|Basra|البصرة|Basrah
    03|IQ-MU|Muthanna|المثنى|Al Muthanna
    04|IQ-QA|Qadisiyah|القادسية|Al-Qādisiyyah
    05|IQ-SU|Sulaymaniyah|السليمانية|Slemani
    06|IQ-BB|Babil|بابل|Babylon
    07|IQ-BG|Baghdad|بغداد
    08|IQ-DA|Duhok|دهوك|Dohuk
    09|IQ-DQ|Dhi Qar|ذي قار|Thi Qar
    10|IQ-DI|Diyala|ديالى
    11|IQ-AR|Erbil|أربيل|Arbil
    12|IQ-KA|Karbala|كربلاء
    13|IQ-KI|Kirkuk|كركوك|At-Ta'mim
    14|IQ-MA|Maysan|ميسان|Missan
    15|IQ-NI|Ninawa|نينوى|Nineveh
    16|IQ-WA|Wasit|واسط
    17|IQ-NA|Najaf|النجف
    18|IQ-SD|Salah ad-Din|صلاح الدين|Saladin`),
  SY: parseRows(`
    01|SY-HA|Hasakah|الحسكة|Al-Hasakah
    02|SY-LA|Latakia|اللاذقية
    03|SY-QU|Quneitra|القنيطرة
    04|SY-RA|Raqqa|الرقة|Ar-Raqqah
    05|SY-SU|Suwayda|السويداء|As-Suwayda
    06|SY-DR|Daraa|درعا
    07|SY-DY|Deir ez-Zor|دير الزور
    08|SY-RD|Rif Dimashq|ريف دمشق
    09|SY-HL|Aleppo|حلب
    10|SY-HM|Hama|حماة
    11|SY-HI|Homs|حمص
    12|SY-ID|Idlib|إدلب
    13|SY-DI|Damascus|دمشق
    14|SY-TA|Tartus|طرطوس`),
  YE: parseRows(`
    01|YE-AB|Abyan|أبين
    02|YE-AD|Aden|عدن|’Adan
    03|YE-MR|Al Mahrah|المهرة
    04|YE-HD|Hadramaut|حضرموت
    05|YE-SH|Shabwah|شبوة
    08|YE-HU|Al Hudaydah|الحديدة|Hodeidah
    10|YE-MW|Al Mahwit|المحويت
    11|YE-DH|Dhamar|ذمار
    14|YE-MA|Marib|مأرب|Ma’rib
    15|YE-SD|Saada|صعدة|Sa’dah
    16|YE-SN|Sanaa|صنعاء|Sana’a
    18|YE-DA|Dhale|الضالع
    19|YE-AM|Amran|عمران
    20|YE-BA|Al Bayda|البيضاء
    21|YE-JA|Al Jawf|الجوف
    22|YE-HJ|Hajjah|حجة
    23|YE-IB|Ibb|إب
    24|YE-LA|Lahij|لحج|Lahj
    25|YE-TA|Taiz|تعز
    26|YE-SA|Amanat Al Asimah|أمانة العاصمة
    27|YE-RA|Raymah|ريمة
    28|YE-SU|Socotra|أرخبيل سقطرى|Arkhabil Suqutra`),
  LB: parseRows(`
    04|LB-BA|Beirut|بيروت
    05|LB-JL|Mount Lebanon|جبل لبنان
    06|LB-JA|South|الجنوب|South Lebanon
    07|LB-NA|Nabatieh|النبطية
    08|LB-BI|Beqaa|البقاع|Bekaa
    09|LB-AS|North|الشمال|North Lebanon
    10|LB-AK|Akkar|عكار
    11|LB-BH|Baalbek-Hermel|بعلبك الهرمل`),
  LY: parseRows(`
    63|LY-JA|Jabal al Akhdar|الجبل الأخضر
    64|LY-JU|Jufra|الجفرة
    65|LY-KF|Kufra|الكفرة
    66|LY-MJ|Marj|المرج
    67|LY-NQ|Nuqat al Khams|النقاط الخمس
    68|LY-ZA|Zawiya|الزاوية
    69|LY-BA|Benghazi|بنغازي
    70|LY-DR|Derna|درنة
    71|LY-GT|Ghat|غات
    72|LY-MI|Misrata|مصراتة
    73|LY-MQ|Murzuq|مرزق
    74|LY-NL|Nalut|نالوت
    75|LY-SB|Sabha|سبها
    76|LY-SR|Sirte|سرت
    77|LY-TB|Tripoli|طرابلس
    78|LY-WS|Wadi al Shatii|وادي الشاطئ
    79|LY-BU|Butnan|البطنان
    80|LY-JG|Jabal al Gharbi|الجبل الغربي|Nafusa
    81|LY-JI|Jafara|الجفارة
    82|LY-MB|Murqub|المرقب
    83|LY-WA|Al Wahat|الواحات
    84|LY-WD|Wadi al Hayaa|وادي الحياة`),
  SD: parseRows(`
    29|SD-KH|Khartoum|الخرطوم
    36|SD-RS|Red Sea|البحر الأحمر
    38|SD-GZ|Gezira|الجزيرة|Al Jazirah
    39|SD-GD|Gedaref|القضارف|Al Qadarif
    41|SD-NW|White Nile|النيل الأبيض
    42|SD-NB|Blue Nile|النيل الأزرق
    43|SD-NO|Northern|الشمالية
    47|SD-DW|West Darfur|غرب دارفور
    49|SD-DS|South Darfur|جنوب دارفور
    50|SD-KS|South Kordofan|جنوب كردفان|South Kurdufan
    52|SD-KA|Kassala|كسلا
    53|SD-NR|River Nile|نهر النيل
    55|SD-DN|North Darfur|شمال دارفور
    56|SD-KN|North Kordofan|شمال كردفان|North Kurdufan
    58|SD-SI|Sennar|سنار
    60|SD-DE|East Darfur|شرق دارفور
    61|SD-DC|Central Darfur|وسط دارفور
    62|SD-GK|West Kordofan|غرب كردفان|West Kurdufan`),
  PS: parseRows(`
    WE||West Bank|الضفة الغربية
    GZ||Gaza Strip|قطاع غزة
    |PS-BTH|Bethlehem|بيت لحم
    |PS-DEB|Deir al-Balah|دير البلح
    |PS-GZA|Gaza|غزة
    |PS-HBN|Hebron|الخليل
    |PS-JEM|Jerusalem|القدس
    |PS-JEN|Jenin|جنين
    |PS-JRH|Jericho|أريحا
    |PS-KYS|Khan Yunis|خان يونس
    |PS-NBS|Nablus|نابلس
    |PS-NGZ|North Gaza|شمال غزة
    |PS-QQA|Qalqilya|قلقيلية
    |PS-RBH|Ramallah and al-Bireh|رام الله والبيرة
    |PS-RFH|Rafah|رفح
    |PS-SLT|Salfit|سلفيت
    |PS-TBS|Tubas|طوباس
    |PS-TKM|Tulkarm|طولكرم`),
}
