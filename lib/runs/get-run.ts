import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { loadRun } from './load-run.ts'
import { runView } from './schema.ts'

/** One run with its steps. */
export const getRun = defineUseCase({
  id: 'runs.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/runs/{runId}' },
  input: { runId: idSchema },
  output: runView,
  load: ({ tx }, { runId }) => loadRun(tx, runId),
  execute: async (_, __, { view }) => view,
})
