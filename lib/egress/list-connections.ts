import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { connectionView, VERDICTS } from './schema.ts'
import { agentExists, listRows } from './store.ts'

/** Where an agent's sandbox connected to, or wanted to; the newest first. */
export const listConnections = defineUseCase({
  id: 'network.list-connections',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/agents/{agentId}/connections' },
  input: { agentId: idSchema, verdict: z.enum(VERDICTS).optional(), ...pageFields },
  output: pageOf(connectionView),
  async execute({ tx }, { agentId, verdict, cursor, limit }) {
    if (!(await agentExists(tx, agentId))) throw notFound('The agent')
    return listRows(tx, { agentId, verdict }, { after: decodePageCursor(timeKey, cursor), limit })
  },
})
