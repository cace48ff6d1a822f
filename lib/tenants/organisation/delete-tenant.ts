import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { deleteTenantRow, readTenant } from './store.ts'

/**
 * Deletes an organisation with its workspaces, agents, threads, keys and memberships; workers remove containers and
 * files afterwards. Accounts stay, and so do the rows that say what was used and done.
 */
export const deleteTenant = defineUseCase({
  id: 'tenants.delete',
  level: 'tenant',
  role: 'owner',
  http: { method: 'DELETE', path: '/tenants/{tenantId}' },
  /** The organisation's name, typed: it cannot be undone. */
  input: { confirmName: z.string().max(200) },
  output: z.object({ id: idSchema }),
  load: ({ tx, scope }) => readTenant(tx, scope.tenantId),
  authorize(_context, { confirmName }, { name }) {
    assertTyped(confirmName, name)
  },
  async execute({ tx }, _input, { id }) {
    await deleteTenantRow(tx, id)
    return { id }
  },
  audit: ({ id }) => ({ action: 'tenant.deleted', targetKind: 'tenant', targetId: id }),
})

function assertTyped(typed: string, name: string): void {
  if (typed.trim() === name.trim()) return
  const message = 'Type the name of the organisation exactly as it is.'
  throw new AppError('invalid_input', message, { fieldErrors: { confirmName: [message] } })
}
