import { defineUseCase } from '#lib/access/define-use-case.ts'
import { stopList } from './schema.ts'
import { selectStops } from './store.ts'

/** What stands still in a workspace: its organisation, itself, or agents of it. */
export const getStops = defineUseCase({
  id: 'stops.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/stops' },
  input: {},
  output: stopList,
  execute: async ({ tx }) => ({ items: await selectStops(tx) }),
})
