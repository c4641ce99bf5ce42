/** The warning of a link to what is not here. */
import type { Incident, Warning } from '../../schemas/incident.ts'
import { type Issue, issue } from '../../schemas/rules.ts'

/** Its rule. */
export const linkRule = 'link.unresolved'

/** The warnings of those links whose names lead nowhere. */
export const linkWarnings = ({ links = [] }: Incident, leads: (name: string) => boolean): Issue[] =>
  links.flatMap(({ incident }, i) =>
    leads(incident)
      ? []
      : [issue(['links', i, 'incident'], linkRule, 'No record has this id or reference yet.', incident)],
  )

/** The warnings of a record without those of links whose names have come to lead somewhere. */
export const withoutSettled = (
  { links = [] }: Incident,
  warnings: readonly Warning[],
  leads: (name: string) => boolean,
): Warning[] =>
  warnings.filter(({ pointer, rule }) => {
    const link = links[Number(pointer.split('/')[2])]
    return rule !== linkRule || link === undefined || !leads(link.incident)
  })
