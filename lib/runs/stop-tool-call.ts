import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { toolCallView } from '#lib/stream/events.ts'
import { announce } from './announce.ts'
import { loadRunForChange } from './load-run.ts'
import { requestStop } from './store.ts'

/** Ends one tool call, and lets the run go on: its model is told that a person stopped it. */
export const stopToolCall = defineUseCase({
  id: 'runs.stop-tool-call',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/runs/{runId}/tool-calls/{toolCallId}/stop' },
  input: { runId: idSchema, toolCallId: idSchema },
  output: toolCallView,
  async load({ tx }, { runId, toolCallId }) {
    const { run, view } = await loadRunForChange(tx, runId)
    const call = view.steps.flatMap((step) => step.toolCalls).find(({ id }) => id === toolCallId)
    if (!call) throw notFound('The tool call')
    return { run, call }
  },
  authorize(_, __, { run, call }) {
    if (run.status !== 'running' || call.result !== null) throw new AppError('conflict', 'This call is over already.')
  },
  async execute({ tx }, { toolCallId }, { call }) {
    await requestStop(tx, toolCallId)
    return call
  },
  audit: (_, { runId, toolCallId }) => ({
    action: 'tool-call.stop-requested',
    targetKind: 'run',
    targetId: runId,
    details: { toolCallId },
  }),
  async afterCommit(_, __, { runId, toolCallId }, { run }) {
    await announce({
      workspaceId: run.workspace_id,
      threadId: run.thread_id,
      private: run.private_to !== null,
      events: [],
      control: { type: 'stop-tool-call', runId, toolCallId },
    })
    return undefined
  },
})
