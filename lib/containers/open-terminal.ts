import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { bodyOf, callWorker } from '#lib/workspaces/worker-client.ts'
import { sandboxPath } from './sandbox-path.ts'
import { sandboxKeyFields, terminalFields, terminalSize } from './schema.ts'
import { assertSandboxInScope } from './store.ts'

/** A terminal whose opening has not been recorded by then is ended. */
const RECORD_PATIENCE_MS = 10_000

/**
 * Opens a terminal in a sandbox, for a person: a stream of `TerminalLine`s that the caller must read or cancel, and whose
 * end is the terminal's. No part of the public API: a terminal belongs to a login.
 */
export const openTerminal = defineUseCase({
  id: 'sandboxes.open-terminal',
  level: 'workspace',
  role: 'admin',
  input: { ...sandboxKeyFields, ...terminalFields, size: terminalSize },
  output: z.object({
    body: z.instanceof(ReadableStream),
    recorded: z.custom<() => void>(),
    recordEnd: z.custom<() => Promise<void>>(),
  }),
  async prepare(scope, { agentId, threadId, terminalId, loginId, size }) {
    await assertSandboxInScope(scope, { agentId, threadId })
    const path = sandboxPath('/terminals', { agentId, threadId }, { terminalId })
    const { signal, abort } = abortable()
    const body = JSON.stringify(size)
    const response = await callWorker(scope, 'attach', path, { method: 'POST', body, agentId, loginId, signal })
    const timer = setTimeout(abort, RECORD_PATIENCE_MS)
    return { body: bodyOf(response), recorded: () => clearTimeout(timer) }
  },
  execute: async ({ scope, prepared }, { agentId, terminalId }) => ({
    ...prepared,
    recordEnd: () => recordEnd(scope, agentId, terminalId),
  }),
  audit: (_, { agentId, threadId, terminalId }) => ({
    action: 'terminal.opened',
    targetKind: 'agent',
    targetId: agentId,
    details: { threadId: threadId ?? null, terminalId },
  }),
  async afterCommit(_, { recorded }) {
    recorded()
    return undefined
  },
})

function abortable() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}

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
