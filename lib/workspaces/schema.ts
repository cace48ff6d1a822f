import { z } from 'zod'
import { toText } from '#lib/db/jsonb.ts'
import { idSchema } from '#lib/ids.ts'

export const workspaceName = z.string().trim().min(1, 'Give the workspace a name.').max(80)
/** `tenant`: every member of the organisation enters. `named`: owners, admins and those who are added. */
export const workspaceAccess = z.enum(['tenant', 'named'])

export const workspaceView = z.object({
  id: idSchema,
  tenantId: idSchema,
  name: z.string(),
  access: workspaceAccess,
  createdAt: z.iso.datetime(),
  /** Since when it is only read; null: it is in use. */
  archivedAt: z.iso.datetime().nullable(),
})
export type WorkspaceView = z.output<typeof workspaceView>

/** The key of a list of people by name. */
export const nameKey = z.object({ name: z.string().max(1000).transform(toText), id: idSchema })
export type NameKey = z.output<typeof nameKey>

export const workspaceMemberView = z.object({ userId: idSchema, name: z.string(), email: z.string() })
export type WorkspaceMemberView = z.output<typeof workspaceMemberView>
