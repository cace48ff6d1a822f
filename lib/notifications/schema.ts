import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

/** `waiting`: the run stopped where a person has to act before it can go on. */
export const notificationKind = z.enum(['finished', 'failed', 'waiting'])
export type NotificationKind = z.infer<typeof notificationKind>

/** What became of a run, for the person who asked for it. */
export const notificationView = z.object({
  id: idSchema,
  kind: notificationKind,
  workspaceId: idSchema,
  threadId: idSchema,
  runId: idSchema,
  /** As it was then. */
  threadTitle: z.string(),
  agentName: z.string(),
  /** Why it failed or waits. */
  detail: z.string(),
  read: z.boolean(),
  createdAt: z.iso.datetime(),
})
export type NotificationView = z.output<typeof notificationView>

/** What a person wants to be told of. */
export const notificationSettings = z.object({ finished: z.boolean(), failed: z.boolean(), waiting: z.boolean() })
export type NotificationSettings = z.infer<typeof notificationSettings>
