/** What the guards refuse of entries of the queue that somebody has in hand. */
import { checkFailed, guardCase, uniqueFailed } from './guard-case.ts'

const into = 'INSERT INTO assignees (row_key, actor, since, until) VALUES'
const [noon, later] = ["'2024-06-15T12:00:00.000Z'", "'2024-06-15T12:30:00.000Z'"]

export const assigneeCases = [
  ...guardCase('assignees: PRIMARY KEY', [
    'an entry in two hands',
    [`${into} (1, 'admin', ${noon}, ${later})`, `${into} (1, 'x', ${noon}, ${later})`],
    uniqueFailed('assignees.row_key'),
  ]),
  ...guardCase(
    'assignees: CHECK (until > since)',
    ['an entry in hand for no time', `${into} (1, 'admin', ${noon}, ${noon})`, checkFailed('until > since')],
    [
      'an entry in hand until before it was taken',
      `${into} (1, 'admin', ${later}, ${noon})`,
      checkFailed('until > since'),
    ],
  ),
]
