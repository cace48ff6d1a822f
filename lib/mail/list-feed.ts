import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { loadRun } from '#lib/runs/load-run.ts'
import { selectDecisions, selectMessages } from './feed-store.ts'
import { decisionView, teamMessageView } from './schema.ts'

/** What agents of a workspace, and people among them, said to one another, the latest first. */
export const listTeamMessages = defineUseCase({
  id: 'team.list-messages',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/team-messages' },
  input: {
    ...pageFields,
    /** Written by this agent, or to it. */
    agentId: idSchema.optional(),
    /** Said below this run of a person. */
    rootRunId: idSchema.optional(),
  },
  output: pageOf(teamMessageView),
  async execute({ tx }, { cursor, limit, ...filter }) {
    if (filter.rootRunId) await loadRun(tx, filter.rootRunId)
    return selectMessages(tx, filter, { after: decodePageCursor(timeKey, cursor), limit })
  },
})

/** Where a safety control held an agent back, and why, the latest first. */
export const listSafetyDecisions = defineUseCase({
  id: 'team.list-decisions',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/safety-decisions' },
  input: {
    ...pageFields,
    agentId: idSchema.optional(),
    runId: idSchema.optional(),
    rootRunId: idSchema.optional(),
  },
  output: pageOf(decisionView),
  async execute({ tx }, { cursor, limit, ...filter }) {
    if (filter.rootRunId) await loadRun(tx, filter.rootRunId)
    if (filter.runId) await loadRun(tx, filter.runId)
    return selectDecisions(tx, filter, { after: decodePageCursor(timeKey, cursor), limit })
  },
})
