import { defineUseCase } from '#lib/access/define-use-case.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { sealSecret } from './seal.ts'
import { secretFields, secretValue, secretView } from './secret-schema.ts'
import { findRow, updateSecret } from './store.ts'

/** Changes what a secret is for, or gives it a new value: agents use that from their next request on. */
export const changeSecret = defineUseCase({
  id: 'secrets.update',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}/secrets/{secretId}' },
  input: {
    secretId: idSchema,
    value: secretValue.optional(),
    description: secretFields.description.optional(),
    hosts: secretFields.hosts.optional(),
    tools: secretFields.tools.optional(),
  },
  output: secretView,
  async prepare(scope, { secretId, value }) {
    const row = await withScope(scope, (tx) => findRow(tx, secretId))
    if (!row) throw notFound('The secret')
    if (value === undefined) return null
    return sealSecret(value, { tenantId: row.tenantId, recordId: row.id, purpose: 'secret' })
  },
  async load({ tx }, { secretId }) {
    const row = await findRow(tx, secretId)
    if (!row) throw notFound('The secret')
    return row
  },
  execute({ tx, scope, prepared }, { description, hosts, tools }, row) {
    const version = prepared ? { sealed: prepared, createdByName: scope.principalName } : undefined
    return updateSecret(tx, row, { description, hosts, tools }, version)
  },
  audit: ({ id, name, version, hosts, tools }, { value }) => ({
    action: 'secret.updated',
    targetKind: 'secret',
    targetId: id,
    details: { name, version, newValue: value !== undefined, hosts: hosts.join(' '), tools: tools.join(' ') },
  }),
})
