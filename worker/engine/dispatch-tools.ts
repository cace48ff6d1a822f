import { askApproval, type CallToAsk } from '#lib/approvals/ask-approval.ts'
import { AppError } from '#lib/errors.ts'
import { parkForAnswers } from '#lib/mail/park-run.ts'
import type { ClaimedRun } from '#lib/runs/ownership.ts'
import { type BranchRows, type RunAgent, recordToolResult, recordToolStarted } from '#lib/runs/progress.ts'
import { type SandboxSpec, sandboxKey } from '#lib/sandbox/spec.ts'
import type { ToolCallStatus, ToolResult } from '#lib/stream/events.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import type { Toolbox } from '#lib/tools/policy.ts'
import type { CallDecision } from '#lib/tools/schema.ts'
import { hintFilesChanged } from '#lib/workspaces/hint.ts'
import { RunStopped } from './active-run.ts'
import { AttemptWaits } from './attempt-waits.ts'
import { clientTools } from './client-context.ts'
import { durably } from './durably.ts'
import { offerTools } from './offer-tools.ts'
import { permissionFor } from './permission.ts'
import type { RunInProgress } from './run-in-progress.ts'
import { withLoopWarning } from './watch-loops.ts'

type ToolCall = BranchRows['toolCalls'][number]

const UNKNOWN_OUTCOME =
  'The worker stopped while this call was running. Whether it took effect is not known, and it was not repeated. Check before you do it again.'
const STOPPED_BY_PERSON =
  'A person stopped this call. What it had done by then is done. Do not simply make it again: go on without it, or ask.'
const HALTED =
  'A person stopped all work while this call ran, and let it go on later. What it had done by then is done. Look before you make it again.'
const OUTPUT_LEFT_OUT = '\n[more output; it is not shown live]\n'
/** Of one step. */
const MAX_READS_AT_ONCE = 8
/** Characters of a call's output that are shown while it runs. */
const MAX_LIVE_OUTPUT_CHARS = 256 * 1024

interface Outcome {
  /** `waiting`: somebody else writes the result. */
  status: ToolCallStatus | 'waiting'
  result: ToolResult
}

/**
 * Brings the step's open tool calls to a result, one after the other, each durable before the next begins; but reads
 * that stand side by side are executed at once, and become durable in their order.
 * @returns whether messages wait to be taken in at the next step
 * @throws AttemptWaits at the first call that has to be allowed, with all of the step that have to be; and behind calls
 * whose results come from elsewhere, all that stand side by side
 */
export async function runOpenToolCalls(progress: RunInProgress, stepId: string): Promise<boolean> {
  const open = progress.rows.toolCalls.filter(
    (call) => call.step_id === stepId && call.result === null && !isClientCall(progress, call),
  )
  let isSteered = false
  let waits = false
  for (const calls of inTurns(open, progress.toolbox)) {
    progress.active.work.throwIfAborted()
    if (waits && !calls.every((call) => progress.toolbox.tools.get(call.name)?.waits)) break
    const ready: ReadyCall[] = []
    for (const call of calls) {
      const next = check(progress, call)
      if ('ask' in next) break
      ready.push({ call, next })
    }
    if (ready.length > 0) isSteered = await runTogether(progress, ready)
    waits ||= ready.some(({ call }) => call.result === null)
    const asking = calls[ready.length]
    if (!asking) continue
    // What was sent meanwhile is answered, and awaited, while people think.
    const asks = open.slice(open.indexOf(asking)).flatMap((call) => askFor(progress, call))
    throw new AttemptWaits('A person has to allow what the agent wants to do.', (scope, run) =>
      askApproval(scope, run, asks),
    )
  }
  if (waits) throw new AttemptWaits('Other agents have been asked.', parkForAnswers)
  return isSteered
}

function askFor(progress: RunInProgress, call: ToolCall): CallToAsk[] {
  const checked = check(progress, call)
  return 'ask' in checked ? [checked.ask] : []
}

/** What only reads may be executed beside other reads, and again after a worker's death: nothing depends on its order. */
function inTurns(calls: readonly ToolCall[], { tools }: Toolbox): ToolCall[][] {
  const turns: ToolCall[][] = []
  let readsOf: ToolCall[] | null = null
  for (const call of calls) {
    const tool = tools.get(call.name)
    const isRead = tool?.idempotent === true && tool.risk === 'read'
    if (isRead && readsOf && readsOf.length < MAX_READS_AT_ONCE) {
      readsOf.push(call)
    } else {
      turns.push([call])
      readsOf = isRead ? (turns.at(-1) ?? null) : null
    }
  }
  return turns
}

interface ReadyCall {
  call: ToolCall
  next: Exclude<Checked, { ask: CallToAsk }>
}

async function runTogether(progress: RunInProgress, calls: readonly ReadyCall[]): Promise<boolean> {
  const made = calls.map((ready) => ({ call: ready.call, making: make(progress, ready) }))
  // Watched from the beginning: one of them may fail while another is waited for.
  const all = Promise.allSettled(made.map(({ making }) => making))
  let isSteered = false
  try {
    for (const { call, making } of made) isSteered = await conclude(progress, call, await making)
  } finally {
    // None goes on, and publishes, after the attempt is over: what failed the first has aborted the others as well.
    await all
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

interface Made {
  outcome: Outcome
  /** What was executed, and since when; absent for a call that was not made. */
  executed?: { tool: ToolDefinition; startedAt: Date }
  refusedBy?: RefusedBy | undefined
  decision: CallDecision | null
}

async function make(progress: RunInProgress, { call, next }: ReadyCall): Promise<Made> {
  if ('outcome' in next) return next
  const { decision } = next
  const executed = { tool: next.tool, startedAt: new Date() }
  return { outcome: await execute(progress, call, executed.tool, executed.startedAt), executed, decision }
}

async function conclude(
  progress: RunInProgress,
  call: ToolCall,
  { outcome: { status, result: came }, executed, refusedBy, decision }: Made,
): Promise<boolean> {
  const { run, scope, active, publisher, live } = progress
  if (status === 'waiting') return false
  const step = live?.index ?? 0
  const where = { runId: run.runId, attempt: run.attempt, step, toolCallId: call.id }
  const result = withLoopWarning(progress, call, { status, result: came })
  await publisher.flush()
  const streamId = publisher.lastId
  const startedAt = executed?.startedAt ?? null
  const stored = { toolCallId: call.id, status, result, streamId, startedAt, refusedBy, decision }
  const { isSteered } = await durably(active.ownership, () => recordToolResult(scope, run, stored))
  call.status = status
  call.result = result
  live?.toolFinished(call.id, status, result)
  publisher.push({ type: 'tool.finished', ...where, status, result })
  if (executed && executed.tool.runsIn === 'sandbox' && executed.tool.risk !== 'read') {
    void hintFilesChanged(run.workspaceId, run.agentId, changedPaths(result.view))
  }
  return isSteered
}

/** What a tool wrote; none of a command, which may have written anything. */
function changedPaths(view: ToolResult['view']): string[] {
  return view.kind === 'diff' || view.kind === 'file' ? [view.path] : []
}

type RefusedBy = { tool: string; rule: string }
type Checked =
  | { tool: ToolDefinition; decision: CallDecision }
  | { ask: CallToAsk }
  | { outcome: Outcome; refusedBy?: RefusedBy | undefined; decision: CallDecision | null }

/** Whether the call is made: its outcome must not be unknown, and the policy lets it through, or a person did. */
function check(progress: RunInProgress, call: ToolCall): Checked {
  // Stopped before it began, or by a worker that died of something else meanwhile.
  if (call.stop_requested_at || progress.active.isCallStopped(call.id)) {
    return { outcome: outcome('cancelled', STOPPED_BY_PERSON), decision: null }
  }
  const permission = permissionFor(progress, call)
  if (call.status === 'started' && !(permission.allowed === true && permission.tool.idempotent)) {
    return { outcome: outcome('unknown', UNKNOWN_OUTCOME), decision: null }
  }
  if (permission.allowed === 'ask') return { ask: permission.call }
  const { decision } = permission
  if (permission.allowed) return { tool: permission.tool, decision }
  return { outcome: outcome('refused', permission.reason), refusedBy: permission.refusedBy, decision }
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
  if (!tool.idempotent || tool.waits)
    await durably(active.ownership, () => recordToolStarted(scope, run, call.id, startedAt))
  live?.toolStarted(call.id, startedAt)
  active.enter(tool.runsIn === 'sandbox' ? 'container' : 'tool', tool.name, where.step)
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
      workspaceAccess: agent.sandbox.workspaceAccess,
      signal,
      hasSandbox: toolbox.hasSandbox,
      sandbox: () => {
        const caller = { runId: run.runId, tool: tool.name }
        return durably(active.ownership, () => engine.openSandbox(sandboxSpec(run, agent), caller))
      },
      onOutput: async (text) => {
        active.noteSign()
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
    if (active.isHalted) return outcome('cancelled', HALTED)
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
