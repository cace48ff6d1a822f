import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { checkModels } from '#lib/agents/check-models.ts'
import { loadAgent } from '#lib/agents/load-agent.ts'
import { someAgentFields } from '#lib/agents/schema.ts'
import { changedSettings, readSettings, type StoredSettings, withChange } from '#lib/agents/settings.ts'
import { insertVersion } from '#lib/agents/versions.ts'
import type { Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { announce } from '#lib/runs/announce.ts'
import { type LoadedRun, loadRunForChange } from '#lib/runs/load-run.ts'
import { messageText } from '#lib/runs/schema.ts'
import { copyBranch } from './copy-branch.ts'
import { findForkable, insertBranch, insertFork, MOST_RUNS, readWholeBranch } from './fork-store.ts'

const { persona, rules, notes, models, tools } = someAgentFields

/**
 * A new run from any step of another one, in a copy of its thread: with another message, other instructions, another model or
 * other tools. The first run stays as it is. Files are not rewound: both work on the workspace as it is.
 */
export const forkRun = defineUseCase({
  id: 'runs.fork',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/runs/{runId}/fork', successStatus: 201 },
  input: {
    runId: idSchema,
    /** Steps that are kept: the new run begins with the one behind them. */
    step: z.number().int().min(0).max(100_000),
    /** Another text for the message that it answers. */
    text: messageText.transform(toText).optional(),
    persona,
    rules,
    notes,
    models,
    tools,
  },
  output: z.object({ threadId: idSchema, runId: idSchema, private: z.boolean() }),
  load: ({ tx }, { runId }) => loadRunForChange(tx, runId),
  authorize(_, { step }, { view }) {
    if (step > view.steps.length) throw notFound('The step')
    const open = view.steps.slice(0, step).some(({ toolCalls }) => toolCalls.some(({ result }) => result === null))
    if (open) throw new AppError('conflict', 'A tool call before this step has no result yet. Wait for it.')
  },
  async execute({ tx, scope }, { step, text, runId, ...change }, loaded) {
    const source = await findForkable(tx, loaded.run.thread_id)
    if (!source) throw notFound('The thread')
    const draft = await draftFor(tx, scope, loaded, source.settings, change)
    const draftVersionId = draft ?? source.draftVersionId
    // Settings that are tried are their maker's alone, and so is what was said under them.
    const privateTo = draftVersionId === null ? source.privateTo : scope.principalId
    const thread = { id: newId(), from: loaded.run.thread_id, privateTo, draftVersionId }
    if (!(await insertFork(tx, scope, thread))) {
      throw new AppError('conflict', 'This agent was removed or archived. It is given no more work.')
    }
    const branch = await readWholeBranch(tx, runId)
    if (branch.runs.length > MOST_RUNS) {
      throw new AppError('conflict', `This conversation is too long to copy: at most ${MOST_RUNS} messages.`)
    }
    const forkedRunId = newId()
    const copy = copyBranch(branch, {
      threadId: thread.id,
      runId: forkedRunId,
      privateTo,
      from: { runId, steps: step },
      createdById: scope.principalId,
      said: text === undefined ? null : { text, authorId: scope.principalId, authorName: toText(scope.principalName) },
      now: new Date().toISOString(),
    })
    await insertBranch(tx, copy)
    return { threadId: thread.id, runId: forkedRunId, private: privateTo !== null }
  },
  audit: ({ threadId, runId: newRunId }, { runId, step }) => ({
    action: 'run.forked',
    targetKind: 'run',
    targetId: runId,
    details: { newRunId, threadId, step },
  }),
  async afterCommit({ workspaceId }, { threadId, runId, private: isPrivate }) {
    await announce({ workspaceId, threadId, private: isPrivate, events: [], wake: runId })
    return undefined
  },
})

type Change = Partial<
  Pick<z.output<z.ZodObject<typeof someAgentFields>>, 'persona' | 'rules' | 'notes' | 'models' | 'tools'>
>

/** The version of the agent that the change makes; null where it changes nothing. */
async function draftFor(
  tx: Tx,
  scope: WorkspaceScope,
  { run }: LoadedRun,
  tried: unknown,
  change: Change,
): Promise<string | null> {
  if (change.models) await checkModels(tx, change.models, run.agent_id)
  const agent = await loadAgent(tx, run.agent_id)
  const before = tried ? withChange(agent, readSettings(tried as StoredSettings)) : agent
  const settings = withChange(before, change)
  const changed = changedSettings(before, settings)
  if (changed.length === 0) return null
  return insertVersion(tx, scope, { agentId: agent.id, number: null, settings, changed, origin: 'draft' })
}
