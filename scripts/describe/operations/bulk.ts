/** Operations that change many records, and those that undo them. */
import {
  anyObject,
  count,
  described,
  flag,
  list,
  nullableText,
  object,
  oneOf,
  ref,
  text,
  uuid,
} from '../json-schema.ts'
import { formOf, html, json, type Operation, type Operations, page, redirect } from '../operation.ts'
import { filterNames } from '../parameters.ts'
import { reason } from './editing.ts'
import { actionBody } from './reviewing.ts'

const states = list(object({ id: uuid, status: text(), revision: count() }), { maxItems: 1000 })

const report = object({
  rehearsed: count('The commit at which the records were found.'),
  matched: count('The records that match the filter.'),
  changed: count(),
  unchanged: count(),
  rejected: count('The records that would break a rule.'),
  stale: count('The records that were changed since they were found, and stay as they are.'),
  commit: { type: ['integer', 'null'], description: 'The commit that changed the records.' },
  errors: list(object({ id: uuid, pointer: text(), rule: text(), detail: text() }), { maxItems: 1000 }),
  left: described(states, 'The first of the stale records.'),
  examples: list(object({ id: uuid, 'title?': text(), changes: list(object({ pointer: text() })) }, {}), {
    maxItems: 10,
  }),
})

const tags = list(text())

const edit = object({
  filter: text('The query of a list, such as country=IQ&tag=checked.'),
  'patch?': ref('MergePatch'),
  'tags?': described(object({ 'add?': tags, 'remove?': tags }), 'Tags to add to those of each record.'),
  reason,
  'dry_run?': flag,
  'mode?': described(
    oneOf('all', 'valid'),
    'all changes nothing unless every record is valid; valid changes the valid ones.',
  ),
  'confirm?': count('The number of records that match, from a rehearsal. Required unless dry_run is true.'),
  'rehearsed?': count('The commit of the rehearsal: records that were changed later stay as they are.'),
})

const example = {
  ...{ filter: 'country=IQ&series=january-2022', patch: { outcome: 'hit' }, reason: 'Checked.' },
  dry_run: true,
}

const undoReport = object({
  commit: count('The commit that undoes.'),
  reverted: count('The records that are as they were before.'),
  retracted: count('The records that had become public: they are retracted.'),
  rejected: count('The reports that were created: they are rejected.'),
  stale: count('The records that were changed since, and stay as they are.'),
  second_editor: count('The records that stay as they are, because a second editor has to agree.'),
  left: described(
    list(
      object({
        ...{ id: uuid, status: text(), revision: count() },
        reference: nullableText(),
        title: nullableText(),
      }),
      { maxItems: 1000 },
    ),
    'The first of both, with their names as the undone commit wrote them.',
  ),
})

const undo = (
  { id, summary, act, description }: Required<Pick<Operation, 'id' | 'summary' | 'act' | 'description'>>,
  parameter: string,
): Operation => ({
  ...{ id, tag: 'Editing', summary, act, parameters: [parameter] },
  description: `One commit takes each record that was written back to the version before. Records that were changed since stay as they are. ${description}`,
  body: actionBody(object({ reason }), { reason: 'The wrong file.' }),
  responses: {
    200: { description: 'How many records went back.', content: json(undoReport) },
    303: redirect,
  },
  problems: ['invalid-request', 'invalid-transition', 'conflict'],
})

export const bulk: Operations = {
  'POST /incidents/bulk': {
    id: 'editIncidents',
    tag: 'Editing',
    summary: 'Change many records in one commit',
    description:
      'Changes all records that match a filter, at most 5,000. With dry_run, nothing is stored: the response says how many match, change or would break a rule. A form with confirm leads to the page of the commit.',
    act: 'edit',
    body: {
      ...json(edit, example),
      ...formOf(anyObject, { filter: 'country=IQ', add_tags: 'checked', reason: 'Checked.' }),
    },
    responses: {
      200: {
        description: 'How many records match, change, stay or would break a rule, with examples.',
        content: { ...json(report), ...html },
      },
      303: redirect,
    },
    problems: ['invalid-query', 'invalid-request', 'rerender-needed', 'conflict'],
  },
  'GET /incidents/bulk': page('showBulkEdit', 'Show the form of a bulk edit', {
    act: 'edit',
    parameters: filterNames.filter((name) => name !== 'commit' && name !== 'as_of'),
    problems: ['invalid-query', 'invalid-request', 'rerender-needed'],
  }),
  'GET /commits/{id}': page('showCommit', 'Show a commit, with the form to undo it', {
    act: 'readAll',
    parameters: ['commitId'],
  }),
  'POST /commits/{id}/undo': undo(
    {
      ...{ id: 'undoCommit', summary: 'Undo a commit', act: 'review' },
      description: 'An undo can be undone; merges and redactions cannot.',
    },
    'commitId',
  ),
  'POST /imports/{id}/undo': undo(
    {
      ...{ id: 'undoImport', summary: 'Undo an import', act: 'import' },
      description:
        'Contributors undo their own imports, as far as the records were never public. The next import with the row of such a record restores it.',
    },
    'importId',
  ),
}
