/** Operations on datasets and mappings. */
import { names } from '../examples.ts'
import { anyObject } from '../json-schema.ts'
import { formOf, html, json, type Operation, type Operations, page } from '../operation.ts'
import { encoding, fileBody, fileForm, inQuery, sheet, slug } from './importing.ts'

const exampleMapping = {
  about: 'Attacks of January 2022',
  columns: { when: { to: 'date', date: 'DD/MM/YYYY' }, where: 'location.place' },
  constants: {
    event_type: 'remote_violence',
    'location.country': 'IQ',
    'sources.0.publisher': 'Example News',
  },
}
const stored = {
  dataset: names.dataset,
  name: names.mapping,
  updated_at: '2022-01-06T09:30:00.000Z',
  mapping: exampleMapping,
}
const mappingParameters = ['slug', 'mappingName']
const description = {
  title: 'January 2022 attacks',
  description: 'Attacks on bases in Iraq and Syria.',
  licence: 'CC-BY-4.0',
}

const datasetResponses = {
  200: {
    description: 'The dataset, and the days, countries and last change of its published records.',
    headers: ['Sitrep-Commit', 'Content-Location', 'ETag'],
    content: { ...html, ...json('DatasetOverview') },
  },
  304: { description: 'The copy that If-None-Match names is still right.', headers: ['ETag'] },
} as const satisfies Operation['responses']

export const datasets: Operations = {
  'GET /datasets.json': {
    id: 'listDatasets',
    tag: 'Datasets',
    summary: 'List the datasets',
    parameters: ['IfNoneMatch'],
    responses: {
      200: {
        description: 'The datasets, with their numbers of published records.',
        headers: ['Sitrep-Commit', 'Content-Location', 'ETag'],
        content: json('DatasetList'),
      },
      304: { description: 'The copy that If-None-Match names is still right.', headers: ['ETag'] },
    },
    problems: ['invalid-query'],
  },
  'GET /datasets': {
    ...{ id: 'showDatasets', tag: 'Datasets', summary: 'Show the datasets; as JSON if Accept asks for it' },
    responses: { 200: { description: 'The datasets.', content: { ...html, ...json('DatasetList') } } },
    problems: ['invalid-query'],
  },
  'GET /datasets/{slug}.json': {
    id: 'readDataset',
    tag: 'Datasets',
    summary: 'Read a dataset, and what it covers',
    parameters: ['slug', 'IfNoneMatch'],
    responses: datasetResponses,
    problems: ['invalid-query'],
  },
  'GET /datasets/{slug}': {
    ...{ id: 'showDataset', tag: 'Datasets', summary: 'Show a dataset; as JSON if Accept asks for it' },
    parameters: ['slug', 'IfNoneMatch'],
    responses: datasetResponses,
    problems: ['invalid-query'],
  },
  'GET /datasets/{slug}/edit': page('showDatasetForm', 'Show the form of the description of a dataset', {
    act: 'describeDataset',
    parameters: ['slug'],
    problems: ['invalid-query'],
  }),
  'POST /datasets/{slug}/edit': {
    id: 'sendDatasetForm',
    tag: 'Pages',
    summary: 'Describe a dataset, for browsers',
    act: 'describeDataset',
    parameters: ['slug'],
    body: formOf(anyObject, { ...description, publishable: 'true' }),
    responses: { 303: { description: 'The page of the dataset is at Location.' } },
    problems: ['invalid-request', 'dataset-published', 'conflict'],
  },
  'PUT /datasets/{slug}': {
    id: 'describeDataset',
    tag: 'Datasets',
    summary: 'Describe a dataset, or create it',
    act: 'describeDataset',
    parameters: ['slug'],
    body: json('DatasetDescription', description),
    responses: {
      200: { description: 'The dataset.', content: json('Dataset') },
      201: { description: 'The new dataset.', content: json('Dataset') },
    },
    problems: ['invalid-query', 'invalid-request', 'dataset-published', 'conflict'],
  },
  'GET /datasets/{slug}/mappings.json': {
    id: 'listMappings',
    tag: 'Datasets',
    summary: 'List the mappings of a dataset',
    act: 'readMapping',
    parameters: ['slug'],
    responses: { 200: { description: 'The mappings.', content: json('MappingList') } },
    problems: ['invalid-query'],
  },
  'PUT /datasets/{slug}/mappings/{name}': {
    id: 'storeMapping',
    tag: 'Datasets',
    summary: 'Store a mapping of tables to records',
    act: 'storeMapping',
    parameters: mappingParameters,
    body: json('Mapping', exampleMapping),
    responses: {
      200: { description: 'The mapping, which replaces another.', content: json('StoredMapping', stored) },
      201: { description: 'The new mapping.', content: json('StoredMapping', stored) },
    },
    problems: ['invalid-query', 'invalid-request'],
  },
  'GET /datasets/{slug}/mappings/{name}': {
    id: 'readMapping',
    tag: 'Datasets',
    summary: 'Read a mapping',
    act: 'readMapping',
    parameters: mappingParameters,
    responses: { 200: { description: 'The mapping.', content: json('StoredMapping', stored) } },
    problems: ['invalid-query'],
  },
  'DELETE /datasets/{slug}/mappings/{name}': {
    id: 'deleteMapping',
    tag: 'Datasets',
    summary: 'Delete a mapping',
    act: 'storeMapping',
    parameters: mappingParameters,
    responses: { 204: { description: 'It is deleted.' } },
    problems: ['invalid-query'],
  },
  'POST /mappings/suggest': {
    id: 'suggestMapping',
    tag: 'Datasets',
    summary: 'Suggest a mapping for a table',
    description: 'The body is the beginning of any file that an import takes, at most 1 MiB.',
    act: 'import',
    parameters: [
      inQuery('dataset', 'The dataset of the records.', slug, { example: names.dataset }),
      encoding,
      sheet,
    ],
    body: { ...fileBody, ...fileForm },
    responses: {
      200: { description: 'The mapping, and how sure each column is.', content: json('MappingSuggestion') },
    },
    problems: ['invalid-file', 'invalid-request'],
  },
}
