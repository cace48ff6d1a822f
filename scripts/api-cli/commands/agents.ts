import { readFileSync } from 'node:fs'
import type { Agent } from '../api-types.ts'
import { allPages, answerOf, type Client, connect } from '../client.ts'
import type { Call } from '../command.ts'
import { readConfig } from '../config.ts'
import { CliError, EXIT } from '../errors.ts'

type ListedAgent = Pick<Agent, 'id' | 'name' | 'models'>

/** An agent by its id, or by a name that only one has. */
export async function findAgent(client: Client, workspaceId: string, wanted: string): Promise<ListedAgent> {
  const found = (await agentsOf(client, workspaceId)).filter(({ id, name }) => id === wanted || name === wanted)
  if (found.length > 1) throw new CliError(`${found.length} agents are called "${wanted}". Use the id.`, EXIT.usage)
  if (!found[0]) throw new CliError(`There is no agent "${wanted}". crewhouse agents list shows all.`, EXIT.notFound)
  return found[0]
}

function agentsOf(client: Client, workspaceId: string): Promise<ListedAgent[]> {
  return allPages(async (cursor) =>
    answerOf(
      await client.GET('/workspaces/{workspaceId}/agents', {
        params: { path: { workspaceId }, query: { limit: 200, cursor } },
      }),
    ),
  )
}

export async function listAgents({ json }: Call): Promise<number> {
  const config = readConfig()
  const agents = await agentsOf(connect(config), config.workspaceId)
  if (json) console.log(JSON.stringify(agents))
  else for (const { id, name, models } of agents) console.log(`${id}  ${name}  ${models[0]?.model ?? 'demo'}`)
  return EXIT.done
}

export async function addAgent({ options, json }: Call): Promise<number> {
  const { workspaceId, ...config } = readConfig()
  const body = { ...fieldsOf(options), ...(options.template ? { templateId: options.template as 'coder' } : {}) }
  const agent = answerOf(
    await connect(config).POST('/workspaces/{workspaceId}/agents', {
      params: { path: { workspaceId } },
      body: body as { name?: string },
    }),
  )
  return show(agent, json)
}

export async function editAgent({ args: [wanted = ''], options, json }: Call): Promise<number> {
  const { workspaceId, ...config } = readConfig()
  const body = fieldsOf(options)
  if (Object.keys(body).length === 0) throw new CliError('Say what to change, such as --name.', EXIT.usage)
  const client = connect(config)
  const { id: agentId } = await findAgent(client, workspaceId, wanted)
  const changed = await client.PATCH('/workspaces/{workspaceId}/agents/{agentId}', {
    params: { path: { workspaceId, agentId } },
    body: body as { name?: string },
  })
  return show(answerOf(changed), json)
}

function show(agent: Agent, json: boolean): number {
  console.log(json ? JSON.stringify(agent) : `${agent.id}  ${agent.name}`)
  return EXIT.done
}

function fieldsOf({ name, persona, color, model, tools }: Call['options']): Record<string, unknown> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(color === undefined ? {} : { color }),
    ...(persona === undefined ? {} : { persona: textOf(String(persona)) }),
    ...(tools === undefined ? {} : { tools: String(tools).split(',').filter(Boolean) }),
    ...(model === undefined ? {} : { models: [modelOf(String(model))] }),
  }
}

/** `@file` is what the file holds. */
function textOf(given: string): string {
  if (!given.startsWith('@')) return given
  try {
    return readFileSync(given.slice(1), 'utf8')
  } catch (error) {
    throw new CliError(`${given.slice(1)} cannot be read: ${(error as Error).message}`)
  }
}

function modelOf(given: string): { providerId: string; model: string } {
  const slash = given.indexOf('/')
  if (slash < 1) throw new CliError('--model is PROVIDER/MODEL: the id of a provider, or demo/demo.', EXIT.usage)
  return { providerId: given.slice(0, slash), model: given.slice(slash + 1) }
}
