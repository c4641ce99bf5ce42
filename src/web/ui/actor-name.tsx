/** Who acted, in words. Only for those who may know. */
import { useMessages } from './viewer.tsx'

interface ActorNameProps {
  /** The id of the actor. */
  readonly actor: string
  /** The name of the actor's token, also of a revoked one; null or undefined if there is none. */
  readonly name: string | null | undefined
}

/** Renders the name of an actor: words for one without a token of this site, or the name of the token, or else the id. */
export const ActorName = ({ actor, name }: ActorNameProps) => {
  const { actors, byReceipt } = useMessages().audit
  const words = actors[actor] ?? (actor.startsWith('receipt:') ? byReceipt : undefined)
  return <bdi title={words === undefined ? actor : undefined}>{words ?? name ?? actor}</bdi>
}
