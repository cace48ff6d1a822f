import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { announce } from './announce.ts'
import { setClientResults } from './completion-store.ts'
import { nextStatus } from './lifecycle.ts'
import { loadRunForChange } from './load-run.ts'
import { runView } from './schema.ts'
import { requeueForContinue } from './store.ts'
import { noWork, toMessageView, toRunView } from './views.ts'

/** The results of the calls that a run waits for: the client's own tools. With the last of them it goes on. */
export const answerTools = defineUseCase({
  id: 'runs.answer-tools',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/runs/{runId}/tool-results' },
  input: {
    runId: idSchema,
    results: z
      .array(z.object({ toolCallId: idSchema, text: z.string().max(500_000) }))
      .min(1)
      .max(128),
  },
  output: runView,
  load: ({ tx }, { runId }) => loadRunForChange(tx, runId),
  authorize(_, { results }, { view }) {
    if (nextStatus(view.status, 'answer') === null || view.error !== null)
      throw new AppError('conflict', 'This run does not wait for results of tools.')
    const open = openCalls(view.steps)
    for (const { toolCallId } of results) {
      if (!open.includes(toolCallId)) throw new AppError('conflict', `The call ${toolCallId} is not open in this run.`)
    }
    const missing = open.filter((id) => !results.some(({ toolCallId }) => toolCallId === id))
    if (missing.length > 0) {
      throw new AppError('invalid_input', `results: Send those of all open calls; ${missing[0]} is missing.`)
    }
  },
  async execute({ tx }, { runId, results }, { view }) {
    await setClientResults(
      tx,
      runId,
      results.map(({ toolCallId, text }) => ({ toolCallId, result: { text, view: { kind: 'text' } } })),
    )
    const { steps, steering } = view
    return { ...toRunView(await requeueForContinue(tx, runId), noWork), steps, steering }
  },
  audit: (_, { runId, results }) => ({
    action: 'run.tools-answered',
    targetKind: 'run',
    targetId: runId,
    details: { calls: results.length },
  }),
  async afterCommit(scope, { attempt, steersRunId }, { runId }, { run, message }) {
    await announce({
      workspaceId: scope.workspaceId,
      threadId: run.thread_id,
      private: run.private_to !== null,
      events: [{ type: 'run.queued', runId, attempt, message: toMessageView(message), steersRunId }],
      wake: runId,
    })
    return undefined
  },
})

function openCalls(steps: z.output<typeof runView>['steps']): string[] {
  return steps.flatMap(({ toolCalls }) => toolCalls.filter(({ result }) => result === null).map(({ id }) => id))
}
