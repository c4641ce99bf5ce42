/** Operations that read lists of records, as pages, files and counts. */
import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { countsFormats } from '../../../src/export/counts.ts'
import {
  type FormatName,
  formatNames,
  formats,
  lossReport,
  mediaTypeOf,
} from '../../../src/export/registry.ts'
import { en } from '../../../src/messages/en.ts'
import {
  type CitationFormatName,
  citationFormatNames,
  citationFormats,
} from '../../../src/record/citation/citation-formats.ts'
import type { HeaderName } from '../headers.ts'
import { list, ref } from '../json-schema.ts'
import {
  bytes,
  type Content,
  csv,
  html,
  json,
  ndjson,
  type Operation,
  type Operations,
} from '../operation.ts'
import { filterNames, parametersOf } from '../parameters.ts'

const listHeaders = ['Sitrep-Commit', 'Content-Location', 'ETag'] as const satisfies HeaderName[]
const fileHeaders = [
  ...listHeaders,
  ...(['Sitrep-Rows', 'Sitrep-Chain', 'Content-Disposition', 'Accept-Ranges', 'Link'] as const),
]
const notModified = {
  description: 'The copy that If-None-Match names is still right.',
  headers: [...listHeaders],
}

/** The content of a file, for formats with more to describe than their media type. */
const describedContents: Readonly<Partial<Record<FormatName, Content>>> = {
  csv,
  json: json('IncidentList'),
  ndjson: ndjson('A record on each line: the schema Incident.'),
  geojson: { 'application/geo+json': { schema: ref('FeatureCollection') } },
}

const contentOf = (name: FormatName): Content => describedContents[name] ?? bytes(mediaTypeOf(name))

/** Problems of every query for records. */
const queryProblems = [
  'token-needed',
  'forbidden',
  'pin-expired',
  'redacted',
  'rerender-needed',
  'rate-limited',
] as const

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const fileOperation = (name: FormatName): Operation => ({
  id: `export${capitalize(name)}`,
  tag: 'Reading',
  summary: `Read records as ${formats[name].label}`,
  description: `${capitalize(en.files[name])}. Filters and parameters are the same for each format. Without limit, it is everything, streamed; a file that ends is complete.`,
  parameters: [...parametersOf(formats[name]), 'IfNoneMatch', 'Range', 'IfRange'],
  responses: {
    200: { description: 'The file.', headers: fileHeaders, content: contentOf(name) },
    206: {
      description: 'The bytes of the range, with the media type of the file.',
      headers: [...fileHeaders, 'Content-Range'],
    },
    304: notModified,
  },
  problems: [...queryProblems, 'range-not-satisfiable'],
})

const digestOperation: Operation = {
  id: 'readDigest',
  tag: 'Reading',
  summary: 'Read the SHA-256 of a file',
  parameters: [
    {
      ...{ name: 'format', in: 'path', required: true, description: 'The format of the file.' },
      ...{ schema: { type: 'string', enum: formatNames }, example: 'csv' },
    },
    ...parametersOf(formats.csv),
  ],
  responses: {
    200: {
      description: 'The digest and the name of the file, as sha256sum --check reads them.',
      headers: ['Sitrep-Commit', 'Content-Location'],
      content: { 'text/plain': { schema: { type: 'string' } } },
    },
  },
  problems: queryProblems,
}

const files: Operations = Object.fromEntries(
  formatNames.map((name) => [`GET /incidents.${name}`, fileOperation(name)]),
)

const citationOperation = (name: CitationFormatName): Operation => {
  const { label, type } = citationFormats[name]
  return {
    id: `cite${label.replace(/\W/g, '')}`,
    tag: 'Reading',
    summary: `Cite a list in ${label}`,
    description: 'The authors are the datasets of its records, the version is the commit.',
    parameters: [...parametersOf({ options: ['sort'] }), 'IfNoneMatch'],
    responses: {
      200: {
        description: 'The citation, with the pinned address of the page of the list.',
        headers: [...listHeaders, 'Content-Disposition', 'Link'],
        content: {
          [type.split(';')[0] ?? '']: {
            schema: name === 'csl.json' ? list({ type: 'object' }) : { type: 'string' },
          },
        },
      },
      304: notModified,
    },
    problems: queryProblems,
  }
}

const citations: Operations = Object.fromEntries(
  citationFormatNames.map((name) => [`GET /incidents.${name}`, citationOperation(name)]),
)

const countsOperation = (name: keyof typeof countsFormats, content: Content): Operation => ({
  id: `count${capitalize(name)}`,
  tag: 'Reading',
  summary: `Count records and people as ${countsFormats[name].label}`,
  description:
    'Numbers of people are sums of what is stated. A record counts in the period that holds its whole interval, else in the empty key.',
  parameters: ['by', ...filterNames, ...countsFormats[name].options, 'IfNoneMatch'],
  responses: {
    200: {
      description: 'A row for each combination.',
      headers: [...listHeaders, 'Sitrep-Rows', 'Sitrep-Note', 'Content-Disposition'],
      content,
    },
    304: notModified,
  },
  problems: queryProblems,
})

export const lists: Operations = {
  ...files,
  ...citations,
  'GET /incidents.{format}.sha256': digestOperation,
  'GET /incidents': {
    id: 'listIncidents',
    tag: 'Reading',
    summary: 'List records; as a file if Accept asks for one',
    description: 'Without Accept it is a page of 50 records, or as many as limit says.',
    parameters: [
      ...parametersOf(formats.csv),
      {
        name: 'page',
        in: 'query',
        description: 'The number of a page, from 1; not for files, whose responses link to the next page.',
        schema: { type: 'integer', minimum: 1 },
        example: 1,
      },
      'IfNoneMatch',
    ],
    responses: {
      200: {
        description: 'The records, in the format that Accept prefers.',
        headers: [...listHeaders, 'Sitrep-Rows', 'Sitrep-Chain', 'Link'],
        content: Object.assign({}, ...Object.values(describedContents)) as Content,
      },
      303: {
        description: 'The pinned address of the page, or the address without empty parameters.',
        headers: ['Location'],
      },
      304: notModified,
    },
    problems: queryProblems,
  },
  'GET /incidents.loss.csv': {
    id: 'exportLosses',
    tag: 'Reading',
    summary: 'Read what is lost in the layout of another project',
    parameters: [
      {
        name: 'profile',
        in: 'query',
        required: true,
        description: 'The layout.',
        schema: { type: 'string', enum: schemes },
        example: 'ucdp',
      },
      ...parametersOf(lossReport).filter((name) => name !== 'profile'),
      'IfNoneMatch',
    ],
    responses: {
      200: { description: 'A row for each loss.', headers: fileHeaders, content: csv },
      304: notModified,
    },
    problems: queryProblems,
  },
  'GET /counts.csv': countsOperation('csv', csv),
  'GET /counts.json': countsOperation('json', json('Counts')),
  'GET /incidents.points': {
    id: 'exportPoints',
    tag: 'Reading',
    summary: 'Read the points of records for a map',
    description:
      'Six bytes for each record that has a point, as a whole number of 48 bits with the highest byte first: longitude (23 bits, 0 is -180 and all ones 180), latitude (22 bits, 0 is -90 and all ones 90), precision (3 bits: 0 not stated, then exact, near, admin2, admin1, area, country, international). They are in ascending order. Points that are withheld are not in the file.',
    parameters: [...filterNames, 'IfNoneMatch'],
    responses: {
      200: {
        description: 'The points.',
        headers: [...listHeaders, 'Sitrep-Rows'],
        content: bytes('application/octet-stream'),
      },
      304: notModified,
    },
    problems: queryProblems,
  },
  'GET /counts': {
    id: 'countIncidents',
    tag: 'Reading',
    summary: 'Count records and people on a page; as a file if Accept asks for one',
    description: 'A chart and its table, in the language of the reader, with the addresses of the files.',
    parameters: ['by', 'measure', ...filterNames, 'IfNoneMatch'],
    responses: {
      200: {
        description: 'The counts, in the format that Accept prefers.',
        headers: [...listHeaders, 'Sitrep-Rows', 'Sitrep-Note'],
        content: { ...html, ...csv, ...json('Counts') },
      },
      304: notModified,
    },
    problems: queryProblems,
  },
  'GET /places.json': {
    id: 'listPlaces',
    tag: 'Reading',
    summary: 'List the places of published records in a country',
    description:
      'At most 1,500 points whose precision is exact or near, those of the most records first, each with the place and the province of its newest record. Points that are withheld are not listed.',
    parameters: [
      {
        name: 'country',
        in: 'query',
        required: true,
        description: 'One country: an ISO 3166-1 alpha-2 code, XK or XZ.',
        schema: { type: 'string', pattern: '^[A-Z]{2}$' },
        example: 'IQ',
      },
      'IfNoneMatch',
    ],
    responses: {
      200: { description: 'The places.', headers: ['Sitrep-Commit', 'ETag'], content: json('Places') },
      304: notModified,
    },
    problems: queryProblems,
  },
}
