/** The consonants of the letters of many scripts, in Latin letters, as names are transliterated. */

/** The script of a letter and its consonants: the usual reading, and the other one if there is one. */
export interface Letter {
  readonly script: string
  readonly readings: readonly [usual: string, other: string]
}

/** Letters and their readings, as in `b:b ב:b/f`; a letter without a consonant has no reading after the colon. */
type Alphabet = string

/** In Latin letters `c` and `j` are read as in English first, then as in Slavic languages. */
const latin: Alphabet =
  'b:b c:k/s d:d f:f g:g h:h j:g/ k:k l:l m:m n:n p:b q:k r:r s:s t:t v:f x:ks/k z:z ' +
  'đ:d ð:d ł:l þ:t ß:s ŧ:t ħ:h ŋ:n ɓ:b ɗ:d ƙ:k ɣ:g ʃ:s ʒ:z ƴ: ø: æ: œ: ə: ɛ: ɔ: ı:'

const cyrillic: Alphabet =
  'б:b в:f г:g ґ:g д:d ж:z з:z к:k л:l м:m н:n п:b р:r с:s т:t ф:f х:k ц:s ч:s ш:s щ:s ' +
  'ђ:d ѓ:g ѕ:z ј: љ:l њ:n ћ:s ќ:k џ:dz ғ:g ҕ:g җ:g ҙ:z қ:k ҝ:g ҟ:k ҡ:k ң:n ҥ:ng ҧ:b ҫ:s ҭ:t ҳ:h ҵ:s ҷ:g ҹ:g һ:h ' +
  'ҽ:s ҿ:s ӄ:k ӈ:n ӌ:s ӡ:z'

const greek: Alphabet = 'β:f/b γ:g δ:d ζ:z θ:t κ:k λ:l μ:m ν:n ξ:ks π:b ρ:r σ:s ς:s τ:t φ:f χ:h/k ψ:bs'

const armenian: Alphabet =
  'բ:b գ:g դ:d զ:z թ:t ժ:z լ:l խ:k ծ:s կ:k հ:h ձ:z ղ:g ճ:s մ:m ն:n շ:s չ:s պ:b ջ:g ռ:r ս:s վ:f տ:t ր:r ց:s ւ:f ' +
  'փ:b ք:k ֆ:f'

const georgian: Alphabet =
  'ბ:b გ:g დ:d ვ:f ზ:z თ:t კ:k ლ:l მ:m ნ:n პ:b ჟ:z რ:r ს:s ტ:t ფ:b/f ქ:k ღ:g ყ:k შ:s ჩ:s ც:s ძ:z წ:s ჭ:s ხ:k ჯ:g ჰ:h'

const hebrew: Alphabet =
  'ב:b/f ג:g ד:d ה:h ו:/f ז:z ח:h ט:t כ:k ך:k ל:l מ:m ם:m נ:n ן:n ס:s ע:/g פ:f/b ף:f צ:s ץ:s ק:k ר:r ש:s ת:t'

/** Arabic, and what Persian, Kurdish, Pashto, Urdu, Sindhi, Uyghur and Malay write with it. */
const arabic: Alphabet =
  'ب:b پ:b ت:t ث:t ط:t ج:g چ:s غ:g گ:g ح:h ه:h خ:k د:d ذ:d ض:d ر:r ز:z ژ:z ظ:z س:s ش:s ص:s ف:f ڤ:f ق:k ك:k ل:l م:m ن:n ' +
  'ڕ:r ڵ:l ګ:g ړ:r/d ډ:d ټ:t ښ:s/k ږ:z/g ځ:z/s څ:s ڼ:n ٹ:t ڈ:d ڑ:r/d ں:n ' +
  'ٻ:b ڀ:b ٺ:t ٿ:t ٽ:t ڄ:g ڃ:n ڇ:s ڊ:d ڌ:d ڍ:d ڏ:d ڐ:d ڦ:f ڪ:k ڳ:g ڱ:ng ڻ:n ڙ:r ڭ:ng ۋ:/f ڠ:ng ڽ:n ۏ:f ݢ:g ڨ:g ڢ:f ڧ:k ' +
  'ٮ:b ٯ:k ځ:z/s ڂ:h ڋ:d ڎ:d ڒ:r ڔ:r ڗ:r ڛ:s ڜ:s ڝ:s ڞ:d ڟ:t ڡ:f ڣ:f ڥ:f ڨ:g ڬ:k ڮ:k ڰ:g ڲ:g ڴ:g ڶ:l ڷ:l ڸ:l ڹ:n ڿ:s ۃ:h ۀ:h'

const thai: Alphabet =
  'ก:k ข:k ฃ:k ค:k ฅ:k ฆ:k ง:ng จ:s ฉ:s ช:s ซ:s ฌ:s ญ:/n ฎ:d ฏ:t ฐ:t ฑ:t ฒ:t ณ:n ด:d ต:t ถ:t ท:t ธ:t น:n บ:b ป:b ' +
  'ผ:b/f ฝ:f พ:b/f ฟ:f ภ:b/f ม:m ร:r ล:l ศ:s ษ:s ส:s ห:h ฬ:l ฮ:h'

const lao: Alphabet =
  'ກ:k ຂ:k ຄ:k ງ:ng ຈ:s ສ:s ຊ:s ຍ:n/ ດ:d ຕ:t ຖ:t ທ:t ນ:n ບ:b ປ:b ຜ:b/f ຝ:f ພ:b/f ຟ:f ມ:m ຣ:r ລ:l ວ:f/ ຫ:h ຮ:h'

const sinhala: Alphabet =
  'ක:k ඛ:k ග:g ඝ:g ඞ:n ඟ:g ච:s ඡ:s ජ:g ඣ:g ඤ:n ඥ:n ඦ:g ට:t ඨ:t ඩ:d ඪ:d ණ:n ඬ:nd ත:t ථ:t ද:d ධ:d න:n ඳ:nd ප:b ඵ:b/f ' +
  'බ:b භ:b ම:m ඹ:mb ර:r ල:l ව:f/ ශ:s ෂ:s ස:s හ:h ළ:l ෆ:f'

/** Letters after a first one, each with a reading; `-` is a letter without a consonant. */
interface Block {
  readonly first: number
  /** The number of letters of each consonant, which differ by their vowel. */
  readonly step: number
  readonly readings: string
}

const ethiopic: Block = {
  first: 0x1200,
  step: 8,
  readings: 'h l h m s r s s k k k k b f t s h h n n - k k k k - - z z - d d g g g g t s b s s f b r',
}
const burmese: Block = {
  first: 0x1000,
  step: 1,
  readings: 'k/g k g g n/ng s/z s z z n n t t d d n t/d t/d d d n b b/f b b m - r/ l - t/s h l',
}
const khmer: Block = {
  first: 0x1780,
  step: 1,
  readings: 'k k k k ng s s s s n d t d t n t t t t n b b/f b/f b/f m - r l f/ s s s h l',
}
const indicReadings = 'k k g g n s s g g n t t d d n t t d d n n b f/b b b m - r r l l l f/ s s s h'
/** The blocks of nine scripts of India have their letters at the same places. */
const indicScripts = 'devanagari bengali gurmukhi gujarati oriya tamil telugu kannada malayalam'.split(' ')
/** The anusvara, a nasal that the next letter colours. */
const [firstIndic, indicSize, anusvara, firstConsonant] = [0x900, 0x80, 0x02, 0x15]

const toReadings = (text: string): Letter['readings'] => {
  const [first = '', second = first] = text.replace('-', '').split('/')
  return [first, second]
}

const alphabetLetters = (script: string, alphabet: Alphabet): [string, Letter][] =>
  alphabet.split(' ').map((entry) => {
    const [letter = '', readings = ''] = entry.split(':')
    return [letter, { script, readings: toReadings(readings) }]
  })

const blockLetters = (script: string, { first, step, readings }: Block): [string, Letter][] =>
  readings
    .split(' ')
    .flatMap((each, i) =>
      Array.from({ length: step }, (_, vowel): [string, Letter] => [
        String.fromCharCode(first + i * step + vowel),
        { script, readings: toReadings(each) },
      ]),
    )

const indicLetters = (script: string, i: number): [string, Letter][] => {
  const block = firstIndic + i * indicSize
  return [
    [String.fromCharCode(block + anusvara), { script, readings: ['n', 'm'] }],
    ...blockLetters(script, { first: block + firstConsonant, step: 1, readings: indicReadings }),
  ]
}

const letters: ReadonlyMap<string, Letter> = new Map([
  ...Object.entries({
    latin,
    cyrillic,
    greek,
    armenian,
    georgian,
    hebrew,
    arabic,
    thai,
    lao,
    sinhala,
  }).flatMap(([script, alphabet]) => alphabetLetters(script, alphabet)),
  ...Object.entries({ ethiopic, burmese, khmer }).flatMap(([script, block]) => blockLetters(script, block)),
  ...indicScripts.flatMap(indicLetters),
])

/** Returns the readings of a folded letter; undefined for a vowel, and for a letter of another script. */
export const findLetter = (letter: string): Letter | undefined => letters.get(letter)
