import { encodePageCursor } from '#lib/access/page.ts'
import type { Role } from '#lib/access/roles.ts'
import type { Place } from './world.ts'

type Input = Record<string, unknown>

export interface Fixture {
  /** The least role that may: said here again, so that one that is lowered by mistake is noticed. */
  least: Role
  /** A valid input in that place, with every field that takes an id. */
  input: (place: Place) => Input
  /** Ids that a caller chooses freely, where it matters whether they are somebody else's. */
  taken?: (place: Place) => Input
  /** What a permitted call comes to in a test without worker and provider; left out: it succeeds. */
  control?: string
  /** It is about what one person has: a key has none of it. */
  isPersonal?: true
  /** The same for a private thread, by its creator; left out: as `control` says. */
  privateControl?: string
  /** It changes nothing, although no GET says so. */
  reads?: true
}

export const nothing = () => ({})
/** A cursor is no permission: one that names a foreign row only says where the caller's own list goes on. */
export const cursorOf = (id: string) => encodePageCursor({ at: new Date().toISOString(), id })
