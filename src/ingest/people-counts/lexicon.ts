/**
 * Words of numbers of people in English and Arabic, separated by `|`, by the word that `parseEstimate` reads. The longest
 * entry at a place counts.
 */

/** A word with no meaning of its own beside a number: "3 people". */
export const noise = ''
/** One person, unless there is a number: "a man", but "11 men" in Arabic has the singular. */
export const person = 'person'
/** The first word of "from 2 to 5", which says no more than "2 to 5". */
export const from = 'from'
export const none = 'none'
export const unknown = 'unknown'

const numberWords: readonly string[] = [
  'one|a|واحد|واحدة',
  'two|a couple of|couple|اثنان|اثنين|اثنتان|اثنتين|إثنان|إثنين|قتيلان|قتيلين|شخصان|شخصين|جريحان|جريحين|مصابان|مصابين',
  'three|ثلاثة|ثلاث',
  'four|أربعة|أربع',
  'five|خمسة|خمس',
  'six|ستة|ست',
  'seven|سبعة|سبع',
  'eight|ثمانية|ثماني|ثمان',
  'nine|تسعة|تسع',
  'ten|عشرة|عشر',
  'eleven|أحد عشر|إحدى عشرة',
  'twelve|a dozen|dozen|اثنا عشر|اثني عشر|اثنتا عشرة|دزينة',
  'thirteen|ثلاثة عشر|ثلاث عشرة',
  'fourteen|أربعة عشر|أربع عشرة',
  'fifteen|خمسة عشر|خمس عشرة',
  'sixteen|ستة عشر|ست عشرة',
  'seventeen|سبعة عشر|سبع عشرة',
  'eighteen|ثمانية عشر|ثماني عشرة',
  'nineteen|تسعة عشر|تسع عشرة',
  'twenty|عشرون|عشرين',
]

const tens: readonly (readonly [number: string, words: string])[] = [
  ['30', 'thirty|ثلاثون|ثلاثين'],
  ['40', 'forty|أربعون|أربعين'],
  ['50', 'fifty|خمسون|خمسين'],
  ['60', 'sixty|ستون|ستين'],
  ['70', 'seventy|سبعون|سبعين'],
  ['80', 'eighty|ثمانون|ثمانين'],
  ['90', 'ninety|تسعون|تسعين'],
  ['100', 'a hundred|one hundred|hundred|مئة|مائة'],
]

/** Words, with what `parseEstimate` reads in their place. */
export const lexicon: readonly (readonly [meaning: string, words: string])[] = [
  ...numberWords.map((words, i) => [String(i + 1), words] as const),
  ...tens,
  [
    'at least',
    'at least|no less than|no fewer than|not less than|minimum|min|على الأقل|ما لا يقل عن|لا يقل عن|على أقل تقدير',
  ],
  ['more than', 'more than|over|above|أكثر من|ما يزيد على|ما يزيد عن|فوق'],
  [
    'at most',
    'at most|up to|no more than|not more than|maximum|max|على الأكثر|بحد أقصى|لا يزيد عن|لا يزيد على',
  ],
  ['fewer than', 'fewer than|less than|under|below|أقل من|دون ال'],
  ['or more', 'or more|فأكثر|أو أكثر'],
  ['or fewer', 'or fewer|or less|فأقل|أو أقل'],
  ['about', 'about|around|approximately|approx|roughly|circa|some|nearly|almost|حوالي|نحو|قرابة|تقريبا|زهاء'],
  ['between', 'between|بين|ما بين'],
  [from, 'from|من'],
  ['and', 'and|و'],
  ['to', 'to|till|until|إلى|حتى|أو|or'],
  [
    none,
    'none|no|nobody|no one|no-one|nil|zero|لا يوجد|لا أحد|لا توجد|لا|لم يقتل أحد|لم يصب أحد|صفر|بدون|بلا|دون|من دون|ولا أحد|ما في',
  ],
  [
    unknown,
    "not known|unknown|not stated|unclear|not clear|not sure|don't know|dont know|i don't know|no information|no idea|not reported|?|غير معروف|غير معروفة|غير معلوم|غير محدد|غير واضح|غير مذكور|مجهول|لا يعرف|لا أعرف|لا أعلم|لا معلومات|لا توجد معلومات|مو معروف|مش معروف",
  ],
  [person, 'قتيل|قتيلا|شخص|شخصا|جريح|جريحا|مصاب|مصابا'],
  [
    noise,
    'people|person|persons|men|dead|deaths|death|killed|were killed|was killed|died|fatalities|casualties|hurt|injured|injuries|were injured|was injured|wounded|of them|the|were|was|قتلى|أشخاص|جرحى|مصابون|مصابين|إصابات|إصابة|ضحايا|ضحية|وفيات|وفاة|من القتلى|من الجرحى|قتلوا|جرحوا|أصيبوا|قتل|أصيب|جرح',
  ],
]

/** Words for numbers that are not exact, with the least number that they say; they are asked back. */
export const vague: readonly (readonly [least: number, words: string])[] = [
  [2, 'several|a few|few|some people|multiple|عدد|عدة|بعض|بضعة|بضع|عدد من'],
  [20, 'tens|tens of|scores|scores of|عشرات|العشرات'],
  [24, 'dozens|dozens of'],
  [200, 'hundreds|hundreds of|مئات|المئات'],
]
