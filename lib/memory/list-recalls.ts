import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { memoryHit } from './schema.ts'
import { findEntries, runExists, selectRecalls } from './store.ts'

/** The memories that a run was offered before its first step, as they are now; what was forgotten since is missing. */
export const listRecalls = defineUseCase({
  id: 'memory.list-recalls',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/runs/{runId}/memories' },
  input: { runId: idSchema },
  output: z.object({ items: z.array(memoryHit) }),
  async load({ tx }, { runId }) {
    if (!(await runExists(tx, runId))) throw notFound('The run')
  },
  async execute({ tx }, { runId }) {
    const recalls = await selectRecalls(tx, runId)
    const entries = await findEntries(
      tx,
      recalls.map(({ entry_id }) => entry_id),
    )
    const items = recalls.flatMap(({ entry_id, similarity }) => {
      const memory = entries.get(entry_id)
      return memory ? [{ memory, similarity }] : []
    })
    return { items }
  },
})
