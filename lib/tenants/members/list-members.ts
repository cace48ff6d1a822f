import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { memberView } from '../schema.ts'
import { selectMembers } from './store.ts'

/** The organisation's people and their roles. */
export const listMembers = defineUseCase({
  id: 'members.list',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/members' },
  input: {},
  output: z.object({ members: z.array(memberView) }),
  execute: async ({ tx }) => ({ members: await selectMembers(tx) }),
})
