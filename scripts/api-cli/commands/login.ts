import { text } from 'node:stream/consumers'
import { answerOf, connect } from '../client.ts'
import type { Call } from '../command.ts'
import { configPath, readConfig, removeConfig, writeConfig } from '../config.ts'
import { CliError, EXIT } from '../errors.ts'

/** Checks the key, chooses the workspace, and keeps both. */
export async function login({ options, json }: Call): Promise<number> {
  const url = String(options.url ?? process.env.CREWHOUSE_URL ?? '')
  if (!URL.canParse(url)) throw new CliError('Say where: crewhouse login --url https://...', EXIT.usage)
  const key = String(options.key ?? process.env.CREWHOUSE_API_KEY ?? (await text(process.stdin))).trim()
  if (!key) throw new CliError('Send the API key with --key, or on standard input.', EXIT.usage)
  const { workspaces } = answerOf(await connect({ url, key }).GET('/me', {}))
  const wanted = options.workspace
  const workspace = wanted ? workspaces.find(({ id, name }) => id === wanted || name === wanted) : workspaces[0]
  if (!workspace) throw new CliError('The key opens no such workspace.', EXIT.notFound)
  writeConfig({ url: new URL(url).origin, key, workspaceId: workspace.id })
  if (json) console.log(JSON.stringify({ url, workspace }))
  else console.log(`Logged in to ${workspace.name}. The key is kept in ${configPath()}.`)
  return EXIT.done
}

export async function logout(): Promise<number> {
  removeConfig()
  return EXIT.done
}

export async function whoami({ json }: Call): Promise<number> {
  const config = readConfig()
  const { workspaces } = answerOf(await connect(config).GET('/me', {}))
  const workspace = workspaces.find(({ id }) => id === config.workspaceId)
  if (json) console.log(JSON.stringify({ url: config.url, workspace }))
  else
    console.log(`${config.url}, workspace ${workspace?.name ?? config.workspaceId}, as ${workspace?.role ?? 'nobody'}`)
  return EXIT.done
}
