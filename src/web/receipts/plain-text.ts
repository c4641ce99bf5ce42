/** A report as plain text, to copy: each stated field on a line, with its title and its value in words. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import type { Messages } from '../../messages/messages.ts'
import { resolvePath } from '../../record/paths.ts'
import { toFormFields } from '../form/record-form.ts'
import { formatDate } from '../ui/date.tsx'
import { incidentTitle } from '../ui/incident-summary.tsx'
import { pathTitle } from '../ui/path-title.ts'
import { labelOf } from '../ui/term.tsx'

const formatLine = ([path, value]: readonly [string, string], messages: Messages): string => {
  const { shape } = resolvePath(path.split('.'))
  const { vocabulary, leaf } = shape.kind === 'leaf' ? shape : {}
  const words = vocabulary
    ? labelOf(vocabulary, value, messages)
    : leaf === 'date'
      ? formatDate(value, messages)
      : value
  return `${pathTitle(path.split('.'), messages)}: ${words}`
}

/** Returns the text of a record, its title first. */
export const toPlainText = (record: StoredIncident, messages: Messages): string =>
  [
    incidentTitle(record, messages),
    '',
    ...toFormFields(record)
      .filter(([path]) => path !== 'title')
      .map((field) => formatLine(field, messages)),
  ].join('\n')
