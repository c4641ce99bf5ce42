/** Why an import is not carried out to its end, in words. */
import type { RuleId } from '../../../schemas/rules.ts'
import { type Problem, problems } from '../../problems.ts'

const refusal = (rule: RuleId | 'parameter.invalid', detail: string, parameter?: string): Problem =>
  problems.invalidRequest([{ rule, detail, ...(parameter === undefined ? {} : { parameter }) }])

export const tooManyRows = (most: number): Problem =>
  refusal(
    'rows.limit',
    `An import takes at most ${most} rows; send the file in parts. Nothing more was stored.`,
  )

export const tooLong = (): Problem =>
  refusal('rows.time', 'An import takes at most an hour; send the file in parts. Nothing more was stored.')

export const tooManyStatements = (): Problem =>
  refusal(
    'rows.statements',
    'The file takes more statements than the database allows for one request; send it in parts, with missing=keep. Nothing more was stored.',
  )

/** `unsure`: a row was rejected that may be that of any record. */
export const unconfirmed = (retracted: number, unsure: boolean): Problem => {
  const why = unsure
    ? 'A row was rejected of which it is not known which record it is, so none is missing for certain: '
    : ''
  const detail = `${why}${retracted} records would be retracted; send confirm=${retracted} if that is right. Nothing was stored.`
  return refusal('parameter.invalid', detail, 'confirm')
}
