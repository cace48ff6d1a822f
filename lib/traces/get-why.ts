import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { lineageOf } from './lineage.ts'
import { why } from './why-schema.ts'
import { findCall, findWriter, selectLineage } from './why-store.ts'

/** Why an agent did something, by its rows: the person's message, the steps before, and what their calls had read. */
export const getWhy = defineUseCase({
  id: 'traces.why',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/why' },
  input: {
    /** A call of a tool. */
    toolCallId: idSchema.optional(),
    /** A file of the workspace: the latest call that wrote it. */
    path: z
      .string()
      .max(4096)
      .regex(/^\/workspace\/./, 'A file of the workspace: /workspace/...')
      .optional(),
    /** A run's answer: that of a step. */
    runId: idSchema.optional(),
    step: z.coerce.number().int().min(0).max(100_000).optional(),
  },
  output: why,
  async execute({ tx }, { toolCallId, path, runId, step }) {
    const subject = toolCallId
      ? await findCall(tx, toolCallId)
      : path
        ? await findWriter(tx, path)
        : runId && step !== undefined
          ? { runId, step, toolCallId: null }
          : null
    if (!subject) {
      if (toolCallId || path) throw notFound(toolCallId ? 'The tool call' : 'A change of this file')
      throw new AppError(
        'invalid_input',
        'Say what it is about: a tool call, a file’s path, or a run and one of its steps.',
      )
    }
    const rows = await selectLineage(tx, subject)
    if (!rows?.steps.some(({ index }) => index === subject.step)) throw notFound('The step')
    return lineageOf(rows, subject)
  },
})
