import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { cutPage, decodePageCursor, pageFields, pageOf } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { sandboxDescription } from '#lib/sandbox/description.ts'
import { callWorker } from '#lib/workspaces/worker-client.ts'
import { sandboxView } from './schema.ts'
import { assertSandboxInScope, threadTitles } from './store.ts'

const position = z.object({ threadId: z.string() })

/** An agent's containers, running and stopped; none before its first command. Those of others' private threads are left out. */
export const listSandboxes = defineUseCase({
  id: 'sandboxes.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents/{agentId}/sandboxes' },
  input: { agentId: idSchema, ...pageFields },
  output: pageOf(sandboxView),
  async prepare(scope, { agentId }) {
    await assertSandboxInScope(scope, { agentId })
    const response = await callWorker(scope, 'inspect', `/sandboxes?${new URLSearchParams({ agentId })}`, { agentId })
    return z.array(sandboxDescription).parse(await response.json())
  },
  async execute({ tx, prepared }, { agentId, cursor, limit }) {
    const titles = await threadTitles(
      tx,
      agentId,
      prepared.flatMap(({ threadId }) => threadId ?? []),
    )
    const after = decodePageCursor(position, cursor)
    const shown = prepared
      .filter(({ threadId }) => threadId === null || titles.has(threadId))
      .filter(({ threadId }) => after === undefined || (threadId ?? '') > after.threadId)
    return cutPage(
      shown,
      limit,
      ({ threadId }) => ({ threadId: threadId ?? '' }),
      (each) => ({ ...each, threadTitle: each.threadId === null ? null : (titles.get(each.threadId) ?? null) }),
    )
  },
})
