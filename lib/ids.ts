import { v7 } from 'uuid'
import { z } from 'zod'

/** A new id: UUID version 7, so that ids made later sort later (to the millisecond). */
export function newId(): string {
  return v7()
}

/** An id at a border. */
export const idSchema = z.uuid()
