import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { Tx } from '#lib/db/client.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { shownParts } from '#lib/runs/views.ts'
import { hashesOf, outlinePrompts } from './assemble-prompt.ts'
import { otlpOf } from './otlp.ts'
import { selectBodies, selectPrompts, selectTexts, selectTrace } from './store.ts'
import { traceOf } from './trace-of.ts'

/** A run's trace as a file: everything in it, or what OpenTelemetry's collectors take. */
export const exportTrace = defineUseCase({
  id: 'runs.export-trace',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/runs/{runId}/trace/export' },
  input: {
    runId: idSchema,
    /** `json`: with prompts, each text once, by its SHA-256. `otlp`: OpenTelemetry's protocol as JSON. */
    format: z.enum(['json', 'otlp']).default('json'),
  },
  output: z.record(z.string(), z.unknown()),
  async execute({ tx }, { runId, format }) {
    const rows = await selectTrace(tx, runId, null)
    if (!rows) throw notFound('The run')
    const trace = traceOf(rows)
    const { steps, outlines } = await spokenSteps(tx, runId)
    if (format === 'otlp') return otlpOf(trace, steps)
    const texts = await selectTexts(tx, trace.threadId, outlines.flatMap(hashesOf))
    return { trace, steps, prompts: outlines, texts: Object.fromEntries(texts) }
  },
})

async function spokenSteps(tx: Tx, runId: string) {
  const [bodies, prompts] = await Promise.all([selectBodies(tx, runId, null), selectPrompts(tx, runId, null)])
  const outlines = outlinePrompts(prompts)
  const steps = (bodies?.steps ?? []).map(({ id, index, parts }) => ({
    index,
    parts: shownParts(parts),
    toolCalls: (bodies?.calls ?? [])
      .filter((call) => call.step_id === id)
      .map(({ id: callId, name, args, result }) => ({ id: callId, name, args, result })),
    promptHash: outlines.find((outline) => outline.index === index)?.hash ?? null,
  }))
  return { steps, outlines }
}
