import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { memberView } from '../schema.ts'
import { selectMembers } from './store.ts'

/** The organisation's people and their roles. */
export const listMembers = defineUseCase({
  id: 'members.list',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/members' },
  input: pageFields,
  output: pageOf(memberView),
  execute: ({ tx }, { cursor, limit }) => selectMembers(tx, { after: decodePageCursor(timeKey, cursor), limit }),
})
