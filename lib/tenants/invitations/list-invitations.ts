import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { invitationState, invitationView } from './schema.ts'
import { selectInvitations } from './store.ts'

/** The organisation's invitations, without their links. */
export const listInvitations = defineUseCase({
  id: 'invitations.list',
  level: 'tenant',
  role: 'admin',
  http: { method: 'GET', path: '/tenants/{tenantId}/invitations' },
  input: { ...pageFields, state: invitationState.optional() },
  output: pageOf(invitationView),
  execute: ({ tx }, { cursor, limit, state }) =>
    selectInvitations(tx, { after: decodePageCursor(timeKey, cursor), limit }, state),
})
