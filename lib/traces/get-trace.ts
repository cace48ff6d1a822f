import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { runTrace } from './schema.ts'
import { selectTrace } from './store.ts'
import { traceOf } from './trace-of.ts'

/** What a run did, when, and by which rules: its steps, its calls of tools, what failed and what it waited for. */
export const getTrace = defineUseCase({
  id: 'runs.trace',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/runs/{runId}/trace' },
  input: {
    runId: idSchema,
    /** Steps and calls in whose texts, arguments or results this stands are marked. */
    search: z.string().trim().min(1).max(200).optional(),
  },
  output: runTrace,
  async execute({ tx }, { runId, search }) {
    const rows = await selectTrace(tx, runId, search ?? null)
    if (!rows) throw notFound('The run')
    return traceOf(rows)
  },
})
