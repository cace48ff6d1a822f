import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

/** `waiting`: the run stopped where a person has to act before it can go on. `budget`: one is nearly used up, for admins. */
export const notificationKind = z.enum(['finished', 'failed', 'waiting', 'budget'])
export type NotificationKind = z.infer<typeof notificationKind>

/** A budget that is used to the share at which admins want to know. */
export const budgetWarning = z.object({
  level: z.enum(['tenant', 'workspace', 'agent']),
  period: z.enum(['day', 'month']),
  /** Used by then. */
  percent: z.number().int(),
})
export type BudgetWarning = z.output<typeof budgetWarning>

/** What became of a run, for the person who asked for it; or that a budget is nearly used up, for admins. */
export const notificationView = z.object({
  id: idSchema,
  kind: notificationKind,
  /** Null: it is about the whole organisation. */
  workspaceId: idSchema.nullable(),
  /** Null: it is about no run. */
  threadId: idSchema.nullable(),
  runId: idSchema.nullable(),
  /** As it was then. */
  threadTitle: z.string(),
  agentName: z.string(),
  /** Why it failed or waits. */
  detail: z.string(),
  budget: budgetWarning.nullable(),
  read: z.boolean(),
  createdAt: z.iso.datetime(),
})
export type NotificationView = z.output<typeof notificationView>

/** What a person wants to be told of. */
export const notificationSettings = z.object({ finished: z.boolean(), failed: z.boolean(), waiting: z.boolean() })
export type NotificationSettings = z.infer<typeof notificationSettings>
