import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { findRunOfCall } from './completion-store.ts'
import { loadRun } from './load-run.ts'
import { runView } from './schema.ts'

/** The run of an agent that made a tool call: whoever knows the call alone goes on from there. */
export const findRunOfTool = defineUseCase({
  id: 'runs.find-by-tool-call',
  level: 'workspace',
  role: 'viewer',
  input: { agentId: idSchema, toolCallId: idSchema },
  output: runView,
  async load({ tx }, { toolCallId }) {
    const runId = await findRunOfCall(tx, toolCallId)
    if (!runId) throw notFound('The tool call')
    return loadRun(tx, runId)
  },
  authorize(_, { agentId }, { view }) {
    if (view.agentId !== agentId) throw new AppError('invalid_input', 'The tool call is another agent’s.')
  },
  execute: async (_, __, { view }) => view,
})
