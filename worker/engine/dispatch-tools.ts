import { AppError } from '#lib/errors.ts'
import type { ClaimedRun } from '#lib/runs/ownership.ts'
import { type BranchRows, type RunAgent, recordToolResult, recordToolStarted } from '#lib/runs/progress.ts'
import { type SandboxSpec, sandboxKey } from '#lib/sandbox/spec.ts'
import type { ToolCallStatus, ToolResult } from '#lib/stream/events.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import { decideTool } from '#lib/tools/policy.ts'
import { hintFilesChanged } from '#lib/workspaces/hint.ts'
import { RunStopped } from './active-run.ts'
import { clientTools } from './client-context.ts'
import { durably } from './durably.ts'
import { offerTools } from './offer-tools.ts'
import type { RunInProgress } from './run-in-progress.ts'

type ToolCall = BranchRows['toolCalls'][number]

const UNKNOWN_OUTCOME =
  'The worker stopped while this call was running. Whether it took effect is not known, and it was not repeated. Check before you do it again.'
const STOPPED_BY_PERSON =
  'A person stopped this call. What it had done by then is done. Do not simply make it again: go on without it, or ask.'
const OUTPUT_LEFT_OUT = '\n[more output; it is not shown live]\n'
/** Characters of a call's output that are shown while it runs. */
const MAX_LIVE_OUTPUT_CHARS = 256 * 1024

interface Outcome {
  status: ToolCallStatus
  result: ToolResult
}

/**
 * Brings the step's open tool calls to a result, one after the other, each durable before the next begins.
 * @returns whether messages wait to be taken in at the next step
 */
export async function runOpenToolCalls(progress: RunInProgress, stepId: string): Promise<boolean> {
  let isSteered = false
  for (const call of progress.rows.toolCalls) {
    if (call.step_id !== stepId || call.result !== null || isClientCall(progress, call)) continue
    progress.active.work.throwIfAborted()
    isSteered = await runToolCall(progress, call)
  }
  return isSteered
}

/** Whether calls are open that the client of the run makes: it waits for their results. */
export function waitsForClient(progress: RunInProgress): boolean {
  const { rows, run } = progress
  return rows.toolCalls.some((call) => call.run_id === run.runId && !call.result && isClientCall(progress, call))
}

function isClientCall({ rows, run }: RunInProgress, call: ToolCall): boolean {
  return clientTools(rows.runs, run.runId).some(({ name }) => name === call.name)
}

async function runToolCall(progress: RunInProgress, call: ToolCall): Promise<boolean> {
  const { run, scope, active, publisher, live } = progress
  const step = live?.index ?? 0
  const where = { runId: run.runId, attempt: run.attempt, step, toolCallId: call.id }
  const startedAt = new Date()
  const checked = check(progress, call)
  const outcome = 'tool' in checked ? await execute(progress, call, checked.tool, startedAt) : checked
  await publisher.flush()
  const streamId = publisher.lastId
  const stored = { toolCallId: call.id, ...outcome, streamId, startedAt: 'tool' in checked ? startedAt : null }
  const { isSteered } = await durably(active.ownership, () => recordToolResult(scope, run, stored))
  call.status = outcome.status
  call.result = outcome.result
  live?.toolFinished(call.id, outcome.status, outcome.result)
  publisher.push({ type: 'tool.finished', ...where, ...outcome })
  if ('tool' in checked && checked.tool.runsIn === 'sandbox' && checked.tool.risk !== 'read') {
    void hintFilesChanged(run.workspaceId, run.agentId, changedPaths(outcome.result.view))
  }
  return isSteered
}

/** What a tool wrote; none of a command, which may have written anything. */
function changedPaths(view: ToolResult['view']): string[] {
  return view.kind === 'diff' || view.kind === 'file' ? [view.path] : []
}

/** Whether the call is made: its outcome must not be unknown, and the policy lets it through. */
function check({ toolbox, active }: RunInProgress, call: ToolCall): { tool: ToolDefinition } | Outcome {
  // Stopped before it began, or by a worker that died of something else meanwhile.
  if (call.stop_requested_at || active.isCallStopped(call.id)) return outcome('cancelled', STOPPED_BY_PERSON)
  const decision = decideTool(toolbox, call.name, { value: call.args })
  if (call.status === 'started' && !(decision.effect !== 'deny' && decision.tool.idempotent)) {
    return outcome('unknown', UNKNOWN_OUTCOME)
  }
  if (decision.effect === 'deny') return outcome('refused', decision.reason)
  if (decision.effect === 'ask') return outcome('refused', 'A person would have to allow this call.')
  return { tool: decision.tool }
}

async function execute(
  progress: RunInProgress,
  call: ToolCall,
  tool: ToolDefinition,
  startedAt: Date,
): Promise<Outcome> {
  const { engine, run, agent, toolbox, rows, scope, active, publisher, live } = progress
  const where = { runId: run.runId, attempt: run.attempt, step: live?.index ?? 0, toolCallId: call.id }
  // What may be executed again needs no trace of having begun.
  if (!tool.idempotent) await durably(active.ownership, () => recordToolStarted(scope, run, call.id, startedAt))
  live?.toolStarted(call.id, startedAt)
  publisher.push({ type: 'tool.started', ...where })
  const isStopped = ({ status }: Outcome) =>
    status === 'cancelled' && !active.work.aborted && active.isCallStopped(call.id)
  let shownChars = 0
  const signal = active.callSignal(call.id)
  try {
    const done = await engine.executeTool(tool, call.args, {
      scope,
      threadId: run.threadId,
      runId: run.runId,
      agentId: run.agentId,
      toolCallId: call.id,
      deferredTools: () => offerTools(toolbox, rows, run.runId).deferred,
      signal,
      sandbox: () => durably(active.ownership, () => engine.openSandbox(sandboxSpec(run, agent))),
      onOutput: async (text) => {
        if (shownChars > MAX_LIVE_OUTPUT_CHARS) return
        shownChars += text.length
        const shown = shownChars > MAX_LIVE_OUTPUT_CHARS ? OUTPUT_LEFT_OUT : text
        live?.toolOutput(call.id, shown)
        publisher.push({ type: 'tool.output', ...where, text: shown })
        // A command that prints faster than Redis takes it waits here.
        if (publisher.isFull) await publisher.flush()
      },
    })
    return isStopped(done)
      ? { ...done, result: { ...done.result, text: `${done.result.text}\n${STOPPED_BY_PERSON}` } }
      : done
  } catch (error) {
    if (active.ownership.aborted) throw active.ownership.reason
    if (active.work.aborted || error instanceof RunStopped) return outcome('cancelled', 'Cancelled.')
    if (active.isCallStopped(call.id)) return outcome('cancelled', STOPPED_BY_PERSON)
    if (error instanceof AppError) return outcome('failed', error.message)
    throw error
  }
}

function sandboxSpec(run: ClaimedRun, agent: RunAgent): SandboxSpec {
  const { tenantId, workspaceId, agentId, threadId } = run
  return { tenantId, workspaceId, ...sandboxKey(agentId, threadId, agent.sandbox), settings: agent.sandbox }
}

function outcome(status: ToolCallStatus, text: string): Outcome {
  return { status, result: { text, view: { kind: 'text' } } }
}
