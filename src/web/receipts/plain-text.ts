/** A report as plain text, to copy: each stated field on a line, with its title and its value in words. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import type { Messages } from '../../messages/messages.ts'
import { resolvePath } from '../../record/paths.ts'
import { toFormFields } from '../form/record-form.ts'
import { formatDate } from '../ui/date.tsx'
import { incidentTitle } from '../ui/incident-summary.tsx'
import { labelOf } from '../ui/term.tsx'

const formatLine = ([path, value]: readonly [string, string], messages: Messages): string => {
  const { title, shape } = resolvePath(path.split('.'))
  const { vocabulary, leaf } = shape.kind === 'leaf' ? shape : {}
  const words = vocabulary
    ? labelOf(vocabulary, value)
    : leaf === 'date'
      ? formatDate(value, messages)
      : value
  return `${title}: ${words}`
}

/** Returns the text of a record, its title first. */
export const toPlainText = (record: StoredIncident, messages: Messages): string =>
  [
    incidentTitle(record),
    '',
    ...toFormFields(record)
      .filter(([path]) => path !== 'title')
      .map((field) => formatLine(field, messages)),
  ].join('\n')
