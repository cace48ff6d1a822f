import { scopeOfNewWorkspace } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import { setScope } from '#lib/db/with-scope.ts'
import { newId } from '#lib/ids.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import type { FurnishTenant } from '#lib/tenants/sign-up.ts'
import { addWorkspace } from '#lib/workspaces/add-workspace.ts'
import { insertAgent } from './store.ts'
import { FIRST_TEMPLATE_ID, findTemplate } from './templates.ts'
import { saveFirst } from './versions.ts'

/** A new organisation's first workspace, and in it an agent that answers at once, by the demo model. */
export const furnishTenant: FurnishTenant = async (tx, scope) => {
  const { id: workspaceId } = await addWorkspace(tx, scope, { name: 'First workspace', access: 'tenant' })
  const template = findTemplate(FIRST_TEMPLATE_ID)
  if (!template) throw new Error(`there is no template "${FIRST_TEMPLATE_ID}"`)
  const inside = scopeOfNewWorkspace(scope, workspaceId)
  await setScope(tx, inside)
  const { name, color, persona, tools } = template
  const agent = await insertAgent(tx, inside, newId(), {
    name,
    color,
    avatar: null,
    persona,
    rules: '',
    notes: '',
    models: [],
    tools: [...tools],
    sandbox: sandboxSettings.parse({}),
  })
  await saveFirst(tx, inside, agent, { origin: 'created' })
  await appendAudit(tx, inside, {
    action: 'agent.created',
    targetKind: 'agent',
    targetId: agent.id,
    details: { template: template.id },
  })
  return { workspaceId }
}
