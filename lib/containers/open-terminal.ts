import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { idSchema } from '#lib/ids.ts'
import { callWorker } from '#lib/workspaces/worker-client.ts'
import { sandboxPath } from './sandbox-path.ts'
import { sandboxKeyFields, terminalSize } from './schema.ts'
import { assertSandbox } from './store.ts'

/**
 * Opens a terminal in a sandbox, for a person: a stream of `TerminalLine`s that the caller must read or cancel, and whose
 * end is the terminal's. No part of the public API: a terminal belongs to a login.
 */
export const openTerminal = defineUseCase({
  id: 'sandboxes.open-terminal',
  level: 'workspace',
  role: 'admin',
  input: { ...sandboxKeyFields, terminalId: idSchema, loginId: idSchema, size: terminalSize },
  output: z.object({ body: z.instanceof(ReadableStream).nullable(), recordEnd: z.custom<() => Promise<void>>() }),
  async execute({ tx, scope }, { agentId, threadId, terminalId }) {
    await assertSandbox(tx, { agentId, threadId })
    return { body: null, recordEnd: () => recordEnd(scope, agentId, terminalId) }
  },
  audit: (_, { agentId, threadId, terminalId }) => ({
    action: 'terminal.opened',
    targetKind: 'agent',
    targetId: agentId,
    details: { threadId: threadId ?? null, terminalId },
  }),
  async afterCommit(scope, { recordEnd }, { agentId, threadId, terminalId, loginId, size }) {
    const path = sandboxPath('/terminals', { agentId, threadId }, { terminalId })
    const body = JSON.stringify(size)
    try {
      const response = await callWorker(scope, 'attach', path, { method: 'POST', body, agentId, loginId })
      if (!response.body) throw new Error('the worker sent no body')
      return { body: response.body, recordEnd }
    } catch (error) {
      await recordEnd()
      throw error
    }
  },
})

/** Told to the audit trail by whoever held the stream, whatever has become of the person's rights since. */
async function recordEnd(scope: WorkspaceScope, agentId: string, terminalId: string): Promise<void> {
  await withScope(scope, (tx) =>
    appendAudit(tx, scope, {
      action: 'terminal.closed',
      targetKind: 'agent',
      targetId: agentId,
      details: { terminalId },
      idempotencyKey: `terminal.closed:${terminalId}`,
    }),
  )
}
