import type { Tx } from '#lib/db/client.ts'
import { notFound } from '#lib/errors.ts'
import type { AgentView } from './schema.ts'
import { findAgent, lockAgent } from './store.ts'

/** @throws AppError `not_found` */
export async function loadAgent(tx: Tx, agentId: string): Promise<AgentView> {
  const agent = await findAgent(tx, agentId)
  if (!agent) throw notFound('The agent')
  return agent
}

/** An agent that is about to change: whoever else would change it waits. @throws AppError `not_found` */
export async function loadAgentForChange(tx: Tx, agentId: string): Promise<AgentView> {
  const agent = await lockAgent(tx, agentId)
  if (!agent) throw notFound('The agent')
  return agent
}
