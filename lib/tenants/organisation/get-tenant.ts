import { defineUseCase } from '#lib/access/define-use-case.ts'
import { tenantView } from '../schema.ts'
import { readTenant } from './store.ts'

/** An organisation, and the caller's role in it. */
export const getTenant = defineUseCase({
  id: 'tenants.get',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}' },
  input: {},
  output: tenantView,
  async execute({ tx, scope }) {
    const { id, name, createdAt } = await readTenant(tx, scope.tenantId)
    return { id, name, role: scope.role, createdAt: createdAt.toISOString() }
  },
})
