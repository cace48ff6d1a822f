'use client'

import { useCallback, useEffect, useState } from 'react'
import { followHints } from '#components/stream/follow-hints.ts'
import { useReload } from '#components/stream/use-reload.ts'
import { threadEvent } from '#lib/stream/events.ts'
import type { RunTrace, StepDetail } from '#lib/traces/schema.ts'
import { loadStep, loadTrace } from './trace-api.ts'

/** Between two looks at a run at work. */
const REST_MS = 500
/** Deltas of an answer say nothing that a trace shows. */
const TELLING = new Set([
  'run.started',
  'run.retrying',
  'run.finished',
  'step.finished',
  'tool.started',
  'tool.finished',
  'message.taken',
])

/** A run's trace: it follows the run while that works, and what is searched for. */
export function useTrace(workspaceId: string, drawn: RunTrace, search: string): RunTrace {
  const [state, setState] = useState({ trace: drawn, drawn })
  if (state.drawn !== drawn) setState({ trace: drawn, drawn })
  const { runId, threadId } = drawn
  const load = useCallback(async () => {
    const trace = await loadTrace(workspaceId, runId, search)
    setState((known) => ({ ...known, trace }))
  }, [workspaceId, runId, search])
  const reload = useReload(load, REST_MS)
  useEffect(
    () =>
      followHints(`thread:${threadId}`, {
        onEvents: (events) => {
          const tells = events.some((event) => {
            const { data } = threadEvent.safeParse(event)
            return data !== undefined && 'runId' in data && data.runId === runId && TELLING.has(data.type)
          })
          if (tells) reload()
        },
        onStale: reload,
      }),
    [threadId, runId, reload],
  )
  return state.trace
}

export type LoadedStep = StepDetail | 'loading' | 'away'

/** One step with everything in it. @param version rises when it may say more than before */
export function useStep(workspaceId: string, runId: string, step: number | null, version: string): LoadedStep {
  const place = `${runId}/${step}`
  const [found, setFound] = useState<{ place: string; detail: StepDetail | 'away' } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is newer is loaded again
  useEffect(() => {
    if (step === null) return
    const request = new AbortController()
    loadStep(workspaceId, runId, step, request.signal)
      .then((detail) => setFound({ place, detail }))
      .catch(() => {
        if (!request.signal.aborted) setFound({ place, detail: 'away' })
      })
    return () => request.abort()
  }, [workspaceId, runId, step, place, version])
  return found?.place === place ? found.detail : 'loading'
}
