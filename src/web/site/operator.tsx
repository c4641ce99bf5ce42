/** Who runs the site, how to reach them, and the licence of the data. */
import { ExternalLink, Meta } from '../ui/text.tsx'
import { useMessages, useSite } from '../ui/viewer.tsx'

const Contact = ({ contact }: { contact: string }) =>
  /^[^@:/\s]+@[^@:/\s]+$/.test(contact) ? (
    <a href={`mailto:${contact}`}>
      <bdi>{contact}</bdi>
    </a>
  ) : (
    <ExternalLink href={contact} />
  )

/** Renders what the operator has set; nothing if it is nothing. */
export const Operator = () => {
  const { site } = useMessages()
  const { name, contact, licence, about, privacy } = useSite()
  return (
    <Meta
      parts={[
        name !== undefined && site.run(<bdi>{name}</bdi>),
        contact !== undefined && site.contact(<Contact contact={contact} />),
        licence !== undefined && site.licence(<ExternalLink href={licence} />),
        (about ?? privacy) !== undefined && <a href="/about">{site.aboutLink}</a>,
      ]}
    />
  )
}
