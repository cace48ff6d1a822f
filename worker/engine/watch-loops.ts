import { createLoopDetector } from '#lib/loops/detector.ts'
import type { LoopEvidence } from '#lib/loops/event.ts'
import { STEPS_AT_ONCE } from '#lib/runs/lifecycle.ts'
import type { BranchRows } from '#lib/runs/progress.ts'
import type { ToolCallStatus, ToolResult } from '#lib/stream/events.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import type { LoopWatch, RunInProgress } from './run-in-progress.ts'

type ToolCall = BranchRows['toolCalls'][number]

/** What stands before a warning in a call's result. */
const WARNING = '\n\n[Stop and think: '
/** As much of a result is looked at. */
const MAX_RESULT_CHARS = 4000

/**
 * What has been called since the run began, or since a person last let it go on: that is a word that it may go on.
 * Without earlier calls it costs nothing.
 */
export function watchLoops({ run, rows, toolbox }: Pick<RunInProgress, 'run' | 'rows' | 'toolbox'>): LoopWatch {
  const watch: LoopWatch = { detector: createLoopDetector(), stop: null }
  const since = run.stepLimit - STEPS_AT_ONCE
  for (const step of rows.steps) {
    if (step.run_id !== run.runId || step.index < since) continue
    for (const call of rows.toolCalls) {
      if (call.step_id === step.id && call.result)
        look(watch, toolbox.tools.get(call.name), { ...call, step: step.index })
    }
  }
  return watch
}

/** Takes in what a call came to. @returns the result, with a warning to the model where there is reason for one */
export function withLoopWarning(
  progress: RunInProgress,
  call: ToolCall,
  outcome: { status: ToolCallStatus; result: ToolResult },
): ToolResult {
  const step = progress.rows.steps.find(({ id }) => id === call.step_id)?.index ?? 0
  const tool = progress.toolbox.tools.get(call.name)
  const warning = look(progress.loops, tool, { ...call, ...outcome, step })
  if (!warning) return outcome.result
  const advice = 'Do something else, or say in your answer what keeps you. If it goes on like this the run is stopped.]'
  return { ...outcome.result, text: `${outcome.result.text}${WARNING}${warning.words} ${advice}` }
}

function look(
  watch: LoopWatch,
  tool: ToolDefinition | undefined,
  { step, name, args, status, result }: Pick<ToolCall, 'name' | 'args' | 'status' | 'result'> & { step: number },
): LoopEvidence | null {
  // What a person stopped, or nobody knows of, is no turn of the agent's own.
  if (!result || status === 'cancelled' || status === 'unknown') return null
  const text = (result.text.split(WARNING)[0] ?? '').slice(0, MAX_RESULT_CHARS)
  const verdict = watch.detector.feed({
    id: `step ${step + 1}`,
    type: 'tool',
    from: 'The agent',
    tool: name,
    args,
    result: status === 'succeeded' ? text : `${status}: ${text}`,
    changed: changedBy(tool, status, result),
  })
  if (verdict.verdict === 'stop') watch.stop ??= verdict.evidence
  return verdict.verdict === 'warn' ? verdict.evidence : null
}

/** What is known of files; of anything else that a call may have done, nothing. */
function changedBy(
  tool: ToolDefinition | undefined,
  status: ToolCallStatus,
  { view }: ToolResult,
): string[] | boolean | undefined {
  if (status !== 'succeeded' || tool?.risk === 'read') return false
  if (view.kind === 'diff') return view.added + view.removed > 0 ? [view.path] : false
  if (view.kind === 'file') return [view.path]
  if (view.kind === 'shell') return view.changedFiles?.map(({ path }) => path)
  return undefined
}
