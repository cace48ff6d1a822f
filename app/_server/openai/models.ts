import { z } from 'zod'
import type { Principal } from '#lib/access/scope.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { listAgents } from '#lib/agents/list-agents.ts'
import type { AgentSummary } from '#lib/agents/schema.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { listOwnMemberships } from '#lib/tenants/list-own-memberships.ts'

/** An agent as OpenAI's clients know models. */
export const modelView = z.object({
  /** The agent's id: it stays when the agent is renamed. */
  id: idSchema,
  object: z.literal('model'),
  /** Seconds since 1970. */
  created: z.int(),
  /** The workspace's id. */
  owned_by: z.string(),
  /** The agent's name. */
  name: z.string(),
})
export const modelList = z.object({ object: z.literal('list'), data: z.array(modelView) })
type ModelView = z.output<typeof modelView>

export interface AgentPlace {
  agent: Pick<AgentSummary, 'id' | 'name' | 'createdAt' | 'models'>
  workspaceId: string
}

export function toModel({ agent, workspaceId }: AgentPlace): ModelView {
  const created = Math.floor(Date.parse(agent.createdAt) / 1000)
  return { id: agent.id, object: 'model', created, owned_by: workspaceId, name: agent.name }
}

/** Every agent that the principal can give work. */
export async function listModels(principal: Principal): Promise<ModelView[]> {
  const models: ModelView[] = []
  for (const workspaceId of await workspacesOf(principal)) {
    let cursor: string | undefined
    do {
      const page = await listAgents.run(principal, { workspaceId, cursor, limit: 200 })
      models.push(...page.items.map((agent) => toModel({ agent, workspaceId })))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
  }
  return models
}

/** @throws AppError `not_found` for what is no agent of the principal's workspaces */
export async function findModel(principal: Principal, model: string): Promise<AgentPlace> {
  const workspaces = await workspacesOf(principal)
  if (idSchema.safeParse(model).success) {
    for (const workspaceId of workspaces) {
      const agent = await getAgent.run(principal, { workspaceId, agentId: model }).catch(unlessNotFound)
      if (agent) return { agent, workspaceId }
    }
  }
  throw new AppError('not_found', `There is no model "${model.slice(0, 100)}". GET /api/v1/openai/models lists yours.`)
}

async function workspacesOf(principal: Principal): Promise<string[]> {
  const memberships = await listOwnMemberships(principal)
  return memberships.flatMap(({ workspaces }) => workspaces.map(({ id }) => id))
}

function unlessNotFound(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null
  throw error
}
