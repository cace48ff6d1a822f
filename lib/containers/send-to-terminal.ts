import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { callWorker } from '#lib/workspaces/worker-client.ts'
import { sandboxPath } from './sandbox-path.ts'
import { terminalFields, terminalSize } from './schema.ts'
import { assertSandbox } from './store.ts'

/** What a keyboard, or a paste, sends at once. */
export const MAX_TERMINAL_INPUT_BYTES = 64 * 1024

/** Types into a terminal, or changes its size. Each time the person's rights are looked up anew. */
export const sendToTerminal = defineUseCase({
  id: 'sandboxes.send-to-terminal',
  level: 'workspace',
  role: 'admin',
  input: {
    agentId: idSchema,
    ...terminalFields,
    input: z
      .instanceof(Uint8Array)
      .refine((bytes) => bytes.byteLength <= MAX_TERMINAL_INPUT_BYTES)
      .optional(),
    size: terminalSize.optional(),
  },
  output: z.object({ terminalId: z.string() }),
  async execute({ tx }, { agentId, terminalId }) {
    await assertSandbox(tx, { agentId })
    return { terminalId }
  },
  async afterCommit(scope, _, { agentId, terminalId, loginId, input, size }) {
    const ask = (path: string, body: BodyInit) =>
      callWorker(scope, 'attach', sandboxPath(path, { agentId }, { terminalId }), {
        method: 'POST',
        body,
        agentId,
        loginId,
      })
    if (size) await ask('/terminals/size', JSON.stringify(size))
    if (input) await ask('/terminals/input', new Uint8Array(input))
    return undefined
  },
})
