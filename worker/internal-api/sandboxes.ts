import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { type Call, type Operation, sendJson } from './http.ts'
import type { SandboxPlace } from './sandbox-backend.ts'

const placeQuery = z.object({ agentId: idSchema, threadId: idSchema.optional() })

/** The sandbox that a call is about: agent and thread as asked, the rest as signed. */
export function placeOf({ scope, query }: Pick<Call, 'scope' | 'query'>): SandboxPlace {
  const { tenantId, workspaceId } = scope
  return { tenantId, workspaceId, ...parseInput(placeQuery, query) }
}

export const sandboxOperations: Record<string, Operation> = {
  'GET /v1/engine': {
    operation: 'inspect',
    async handle(backend, { response }) {
      sendJson(response, 200, await backend.about())
    },
  },
  'GET /v1/sandboxes': {
    operation: 'inspect',
    async handle(backend, call) {
      sendJson(call.response, 200, await backend.describe(placeOf(call)))
    },
  },
  'GET /v1/sandboxes/activity': {
    operation: 'inspect',
    async handle(backend, call) {
      sendJson(call.response, 200, { activity: await backend.watch(placeOf(call)) })
    },
  },
  'POST /v1/sandboxes/restart': {
    operation: 'manage',
    async handle(backend, call) {
      await backend.restart(placeOf(call))
      sendJson(call.response, 200, {})
    },
  },
  'POST /v1/sandboxes/reset': {
    operation: 'manage',
    async handle(backend, call) {
      const { home } = parseInput(z.object({ home: z.stringbool() }), call.query)
      await backend.reset(placeOf(call), { home })
      sendJson(call.response, 200, {})
    },
  },
}
