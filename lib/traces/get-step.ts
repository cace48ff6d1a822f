import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { shownParts } from '#lib/runs/views.ts'
import { assemblePrompt, hashesOf, outlinePrompts } from './assemble-prompt.ts'
import { stepDetail } from './schema.ts'
import { selectBodies, selectPrompts, selectTexts } from './store.ts'

/** One step of a run with everything in it: the prompt as it was sent, the answer, and what its calls came to. */
export const getTraceStep = defineUseCase({
  id: 'runs.trace-step',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/runs/{runId}/trace/steps/{step}' },
  input: { runId: idSchema, step: z.coerce.number().int().min(0).max(100_000) },
  output: stepDetail,
  async execute({ tx }, { runId, step }) {
    const bodies = await selectBodies(tx, runId, step)
    const body = bodies?.steps[0]
    if (!bodies || !body) throw notFound('The step')
    const outline = outlinePrompts(await selectPrompts(tx, runId, step)).find(({ index }) => index === step)
    const texts = outline && (await selectTexts(tx, bodies.threadId, hashesOf(outline)))
    return {
      index: step,
      parts: shownParts(body.parts),
      toolCalls: bodies.calls.map(({ id, name, args, result }) => ({ id, name, args, result })),
      prompt: outline && texts ? assemblePrompt(outline, texts) : null,
    }
  },
})
