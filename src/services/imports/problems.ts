/** Why an import is not carried out to its end, in words. */
import type { RuleId } from '../../../schemas/rules.ts'
import { type Problem, problems } from '../../problems.ts'

const importProblem = (rule: RuleId | 'parameter.invalid', detail: string, parameter?: string): Problem =>
  problems.invalidRequest([{ rule, detail, ...(parameter === undefined ? {} : { parameter }) }])

export const tooManyRows = (limit: number): Problem =>
  importProblem(
    'rows.limit',
    `An import takes at most ${limit} rows; send the file in parts. Nothing more was stored.`,
  )

export const importTimeout = (): Problem =>
  importProblem(
    'rows.time',
    'An import takes at most an hour; send the file in parts. Nothing more was stored.',
  )

export const tooManyStatements = (): Problem =>
  importProblem(
    'rows.statements',
    'The file takes more statements than the database allows for one request; send it in parts, with missing=keep. Nothing more was stored.',
  )

/** `unsure`: a row was rejected that may be that of any record. */
export const retractionUnconfirmed = (retracted: number, isUncertain: boolean): Problem => {
  const uncertainty = isUncertain
    ? 'A row was rejected of which it is not known which record it is, so none is missing for certain: '
    : ''
  const detail = `${uncertainty}${retracted} records would be retracted; send confirm=${retracted} if that is right. Nothing was stored.`
  return importProblem('parameter.invalid', detail, 'confirm')
}
