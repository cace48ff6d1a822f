import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import { executors } from './executors.ts'
import { failed } from './outcome.ts'
import type { ToolContext, ToolOutcome } from './tool-context.ts'

/**
 * Executes one call that the policy has let through.
 * @throws the signal's reason when cancelled and nothing is worth keeping; errors of the worker, never of the sandbox
 */
export async function executeTool(tool: ToolDefinition, input: unknown, context: ToolContext): Promise<ToolOutcome> {
  const parsed = tool.input.safeParse(input)
  if (!parsed.success) {
    return failed(`The arguments are not valid.\n${z.prettifyError(parsed.error)}\nCorrect them and call again.`)
  }
  const execute = executors[tool.source]
  if (!execute) throw new Error(`No executor runs the tools of "${tool.source}".`)
  try {
    return await withDeadline(tool, context, (within) => execute(tool, parsed.data, within))
  } catch (error) {
    if (error instanceof AppError) return failed(error.message)
    throw error
  }
}

/** File operations know no cancel: the call ends without them, and what they still do is forgotten. */
async function withDeadline(
  tool: ToolDefinition,
  context: ToolContext,
  work: (context: ToolContext) => Promise<ToolOutcome>,
): Promise<ToolOutcome> {
  const { signal } = context
  signal.throwIfAborted()
  if (tool.name === 'shell') {
    // It ends its command itself, and tells what it had printed; waiting for a sandbox it cannot end.
    return work({ ...context, sandbox: () => unlessAborted(context.sandbox(), signal) })
  }
  const deadline = new AbortController()
  const timer = setTimeout(() => {
    deadline.abort(new AppError('unavailable', `The tool did not answer within ${tool.timeoutMs / 1000} seconds.`))
  }, tool.timeoutMs)
  const either = AbortSignal.any([signal, deadline.signal])
  try {
    return await unlessAborted(work({ ...context, signal: either }), either)
  } finally {
    clearTimeout(timer)
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
