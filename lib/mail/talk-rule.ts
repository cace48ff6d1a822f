import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

/** Who of a workspace may talk to whom. */
export const talkRule = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('off') }),
  z.strictObject({ mode: z.literal('everyone') }),
  /** These two, whoever begins. */
  z.strictObject({ mode: z.literal('pairs'), pairs: z.array(z.tuple([idSchema, idSchema])).max(500) }),
  /** One with all others, and none of those with one another. */
  z.strictObject({ mode: z.literal('coordinator'), coordinatorId: idSchema }),
])
export type TalkRule = z.output<typeof talkRule>

/** Whether two agents may talk; nobody talks to itself. */
export function mayTalk(rule: TalkRule, from: string, to: string): boolean {
  if (from === to) return false
  switch (rule.mode) {
    case 'off':
      return false
    case 'everyone':
      return true
    case 'pairs':
      return rule.pairs.some(([a, b]) => (a === from && b === to) || (a === to && b === from))
    case 'coordinator':
      return rule.coordinatorId === from || rule.coordinatorId === to
  }
}
