import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { loadRun } from '#lib/runs/load-run.ts'
import { approvalView } from './schema.ts'
import { countOpen, findApproval, selectApprovals } from './store.ts'

/** What agents ask people: what is open, the oldest first, or what was answered, the latest first. */
export const listApprovals = defineUseCase({
  id: 'approvals.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/approvals' },
  input: { ...pageFields, state: z.enum(['open', 'answered']).default('open'), runId: idSchema.optional() },
  output: pageOf(approvalView).extend({
    /** How many are open, up to a hundred. */
    openCount: z.number().int(),
  }),
  async execute({ tx }, { cursor, limit, state, runId }) {
    if (runId) await loadRun(tx, runId)
    const filter = { open: state === 'open', runId }
    const page = await selectApprovals(tx, filter, { after: decodePageCursor(timeKey, cursor), limit })
    return { ...page, openCount: await countOpen(tx) }
  },
})

/** One question, and its answer. */
export const getApproval = defineUseCase({
  id: 'approvals.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/approvals/{approvalId}' },
  input: { approvalId: idSchema },
  output: approvalView,
  async execute({ tx }, { approvalId }) {
    const found = await findApproval(tx, approvalId)
    if (!found) throw notFound('The approval')
    return found
  },
})
