import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { platformPolicy } from '#lib/tools/platform-policy.ts'
import { policyRules } from '#lib/tools/schema.ts'
import { loadPolicies, policyOf } from './policies.ts'
import { policyView } from './schema.ts'

/** The rules about tools of the installation and of an organisation. */
export const getTenantToolPolicy = defineUseCase({
  id: 'tool-policies.get-tenant',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/tool-policy' },
  input: {},
  output: z.object({ platform: policyRules, tenant: policyView }),
  execute: async ({ tx }) => ({
    platform: [...platformPolicy()],
    tenant: policyOf(await loadPolicies(tx, null), 'tenant'),
  }),
})
