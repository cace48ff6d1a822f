import { type RunTrace, runTrace, type StepDetail, stepDetail } from '#lib/traces/schema.ts'
import { type Why, why } from '#lib/traces/why-schema.ts'

const at = (workspaceId: string, runId: string) => `/api/v1/workspaces/${workspaceId}/runs/${runId}/trace`

/** A run's trace as it is now; what is searched for is marked in it. */
export async function loadTrace(
  workspaceId: string,
  runId: string,
  search: string,
  signal?: AbortSignal,
): Promise<RunTrace> {
  const query = search ? `?${new URLSearchParams({ search })}` : ''
  return runTrace.parse(await json(`${at(workspaceId, runId)}${query}`, signal))
}

/** One step with its prompt. */
export async function loadStep(
  workspaceId: string,
  runId: string,
  step: number,
  signal?: AbortSignal,
): Promise<StepDetail> {
  return stepDetail.parse(await json(`${at(workspaceId, runId)}/steps/${step}`, signal))
}

/** What led to a step, or to a call of it. */
export async function loadWhy(
  workspaceId: string,
  { runId, step, toolCallId }: { runId: string; step: number; toolCallId: string | null },
  signal?: AbortSignal,
): Promise<Why> {
  const about: Record<string, string> = toolCallId ? { toolCallId } : { runId, step: String(step) }
  return why.parse(await json(`/api/v1/workspaces/${workspaceId}/why?${new URLSearchParams(about)}`, signal))
}

/** Where a trace is downloaded from. */
export function traceExportAddress(workspaceId: string, runId: string, format: 'json' | 'otlp'): string {
  return `${at(workspaceId, runId)}/export?format=${format}`
}

async function json(address: string, signal: AbortSignal | undefined): Promise<unknown> {
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(`The server answered ${response.status}.`)
  return response.json()
}
