/** What an address may ask for, made from the table of parameters. */
import { equalityFilters, facets, otherParameters } from '../../../../schemas/query.ts'

const sections = [
  ['Equal to', 'Several values by comma or by repeating the parameter.', equalityFilters],
  ['Has one', 'Compared without case and diacritics; several by repeating the parameter.', facets],
  ['Others', 'Each of them once.', otherParameters],
] as const

export const Parameters = () => (
  <section id="parameters">
    <h2>Parameters of an address</h2>
    <p>
      They are the same for the page, for every file and at every commit. All that are given must hold. One
      that is not known is refused with the nearest name; an empty one is absent.
    </p>
    {sections.map(([title, note, parameters]) => (
      <>
        <h3>{title}</h3>
        <p>{note}</p>
        <dl class="facts">
          {Object.entries(parameters).map(([name, { help, example }]) => (
            <>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                {help} {example !== '' && <code>{`${name}=${example}`}</code>}
              </dd>
            </>
          ))}
        </dl>
      </>
    ))}
  </section>
)
