import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { KEY_SCOPES } from '#lib/access/key-scopes.ts'
import { atLeast } from '#lib/access/roles.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { apiKeyView, roleSchema } from '../schema.ts'
import { makeApiKey } from './key.ts'
import { insertApiKey } from './store.ts'

/** A key for scripts: of the whole organisation or of one workspace, with a role of its maker's at most. */
export const createApiKey = defineUseCase({
  id: 'api-keys.create',
  level: 'tenant',
  role: 'admin',
  http: { method: 'POST', path: '/tenants/{tenantId}/api-keys', successStatus: 201 },
  input: {
    name: z.string().trim().min(1, 'Give the key a name.').max(80),
    role: roleSchema.default('member'),
    /** What it may do of what its role may; it can always read. */
    scopes: z
      .array(z.enum(KEY_SCOPES))
      .transform((chosen) => KEY_SCOPES.filter((scope) => scope === 'read' || chosen.includes(scope)))
      .default([...KEY_SCOPES]),
    workspaceId: idSchema.nullable().default(null),
    expiresAt: z.iso.datetime().nullable().default(null),
  },
  /** `key` is not stored, and not shown again. */
  output: apiKeyView.extend({ key: z.string() }),
  authorize({ scope }, { role, expiresAt }) {
    // A key that makes keys would outlive its own revocation.
    if (scope.principalKind === 'api_key') throw new AppError('not_allowed', 'Only a person can make an API key.')
    if (!atLeast(scope.role, role)) {
      throw new AppError('not_allowed', `A key can hold your own role at most, which is "${scope.role}".`)
    }
    if (expiresAt && Date.parse(expiresAt) <= Date.now()) {
      throw new AppError('invalid_input', 'expiresAt: lies in the past.')
    }
  },
  async execute({ tx, scope }, { name, role, scopes, workspaceId, expiresAt }) {
    const { key, hash, hint } = makeApiKey()
    const { tenantId, principalId: createdById } = scope
    const expires = expiresAt ? new Date(expiresAt) : null
    const row = { id: newId(), tenantId, workspaceId, name, hint, hash, role, scopes, createdById, expiresAt: expires }
    const view = await insertApiKey(tx, row)
    if (!view) throw notFound('The workspace')
    return { ...view, key }
  },
  audit: ({ id, role, scopes, workspaceId }) => ({
    action: 'api-key.created',
    targetKind: 'api-key',
    targetId: id,
    details: { role, scopes: scopes.join(' '), workspaceId },
  }),
})
