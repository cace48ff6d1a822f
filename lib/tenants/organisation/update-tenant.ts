import { defineUseCase } from '#lib/access/define-use-case.ts'
import { tenantName, tenantView } from '../schema.ts'
import { renameTenant } from './store.ts'

/** Renames an organisation. */
export const updateTenant = defineUseCase({
  id: 'tenants.update',
  level: 'tenant',
  role: 'admin',
  http: { method: 'PATCH', path: '/tenants/{tenantId}' },
  input: { name: tenantName },
  output: tenantView,
  async execute({ tx, scope }, { name }) {
    const tenant = await renameTenant(tx, scope.tenantId, name)
    return { id: tenant.id, name: tenant.name, role: scope.role, createdAt: tenant.createdAt.toISOString() }
  },
  audit: ({ id, name }) => ({ action: 'tenant.renamed', targetKind: 'tenant', targetId: id, details: { name } }),
})
