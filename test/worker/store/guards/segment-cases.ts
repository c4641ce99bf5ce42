import { checkFailed, type GuardCase, guardCase, uniqueFailed } from './guard-case.ts'
import { once, openRedaction } from './seed-statements.ts'

const conflict = 'sitrep:segment_conflict'

interface SegmentValues {
  readonly id?: number
  readonly size?: number
  readonly after?: readonly [commit: number, key: number]
  readonly redaction?: string
}

const segment = ({ id = 1, size = 1, after = [0, -1], redaction = '0' }: SegmentValues = {}): string =>
  `INSERT INTO index_segments (
     id, size, term_parts, after_commit, after_key, last_commit, last_key, min_key, max_key, removed, published, version, redaction
   ) VALUES (${id}, ${size}, 1, ${after.join(', ')}, 1, 5, 5, 5, '', '*', 'v', ${redaction})`

const part = (id: number): string =>
  `INSERT INTO index_parts (segment, name, text) VALUES (${id}, 'key', 'r5:')`

export const segmentCases: readonly GuardCase[] = [
  ...guardCase(
    'index_segments_insert',
    ['a segment that leaves out entries', segment({ after: [1, 5] }), conflict],
    ['a segment with the entries of another', [segment(), segment({ id: 2 })], conflict],
    [
      'a segment with the number of another',
      [segment(), segment({ after: [1, 5] })],
      conflict,
      uniqueFailed('index_segments.id'),
    ],
    ['a segment before the last one', [segment({ id: 2 }), segment({ id: 1, after: [1, 5] })], conflict],
    ['a segment that was read before a redaction', [...openRedaction(once), segment()], conflict],
  ),
  ...guardCase('index_segments_immutable', [
    'another end of a segment',
    [segment(), 'UPDATE index_segments SET last_commit = 2'],
    conflict,
  ]),
  ...guardCase(
    'index_parts_insert',
    ['a part of no segment', part(1), conflict],
    ['a part of an earlier segment', [segment(), segment({ id: 2, after: [1, 5] }), part(1)], conflict],
    [
      'a part twice',
      [segment(), part(1), part(1)],
      conflict,
      uniqueFailed('index_parts.segment', 'index_parts.name'),
    ],
  ),
  ...guardCase('index_parts_immutable', [
    'another text of a part',
    [segment(), part(1), "UPDATE index_parts SET text = ''"],
    conflict,
  ]),
  ...guardCase('index_segments: CHECK (size > 0)', [
    'a segment without entries',
    segment({ size: 0 }),
    checkFailed('size > 0'),
  ]),
]
