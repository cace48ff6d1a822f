import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { sealSecret } from './seal.ts'
import { secretFields, secretName, secretValue, secretView } from './secret-schema.ts'
import { agentExists, insertSecret } from './store.ts'

/** Gives a secret to all agents of the workspace, or to one. Its value can be replaced, and read by nobody. */
export const createSecret = defineUseCase({
  id: 'secrets.create',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/secrets', successStatus: 201 },
  input: {
    agentId: idSchema.nullable().default(null),
    name: secretName,
    value: secretValue,
    description: secretFields.description.default(''),
    hosts: secretFields.hosts.default([]),
    tools: secretFields.tools.default([]),
  },
  output: secretView,
  async prepare({ tenantId }, { value }) {
    const id = newId()
    return { id, sealed: await sealSecret(value, { tenantId, recordId: id, purpose: 'secret' }) }
  },
  async load({ tx }, { agentId }) {
    if (agentId !== null && !(await agentExists(tx, agentId))) throw notFound('The agent')
  },
  execute({ tx, scope, prepared }, { agentId, name, description, hosts, tools }) {
    const { tenantId, workspaceId, principalName } = scope
    const { id, sealed } = prepared
    const secret = { id, tenantId, workspaceId, agentId, name, description, hosts, tools }
    return insertSecret(tx, secret, { sealed, createdByName: principalName })
  },
  audit: ({ id, name, agentId, hosts, tools }) => ({
    action: 'secret.created',
    targetKind: 'secret',
    targetId: id,
    details: { name, agentId, hosts: hosts.join(' '), tools: tools.join(' ') },
  }),
})
