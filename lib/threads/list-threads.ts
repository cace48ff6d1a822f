import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { threadView } from './schema.ts'
import { selectThreads } from './store.ts'

/** The threads that the caller may see, latest first. */
export const listThreads = defineUseCase({
  id: 'threads.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/threads' },
  input: {
    agentId: idSchema.optional(),
    /** Last thread of the page before. */
    before: idSchema.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  },
  output: z.object({ threads: z.array(threadView) }),
  execute: async ({ tx }, filter) => ({ threads: await selectThreads(tx, filter) }),
})
