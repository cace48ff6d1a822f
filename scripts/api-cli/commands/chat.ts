import { createInterface } from 'node:readline/promises'
import { answerOf, connect } from '../client.ts'
import type { Call } from '../command.ts'
import { type Config, readConfig } from '../config.ts'
import { EXIT } from '../errors.ts'
import { showRun } from '../show-run.ts'
import { findAgent } from './agents.ts'

/** Posts messages to a thread and shows the answers as they are written. Ctrl-C cancels the run that is at work. */
export async function chat({ args: [wanted = '', message], options, json }: Call): Promise<number> {
  const config = readConfig()
  const threadId = options.thread ? String(options.thread) : await beginThread(config, wanted)
  if (!json) console.error(`Thread ${threadId}`)
  if (message !== undefined) return say(config, threadId, message, json)
  let code: number = EXIT.done
  const lines = createInterface({
    input: process.stdin,
    output: process.stdin.isTTY ? process.stderr : undefined,
    prompt: '> ',
  })
  // What comes through a pipe may be over long before the answers are, and then nothing can be asked any more.
  const ask = () => process.stdin.isTTY && lines.prompt()
  ask()
  for await (const line of lines) {
    if (line.trim() !== '') code = await say(config, threadId, line, json)
    ask()
  }
  return code
}

async function beginThread({ workspaceId, ...config }: Config, wanted: string): Promise<string> {
  const client = connect(config)
  const { id: agentId } = await findAgent(client, workspaceId, wanted)
  const made = await client.POST('/workspaces/{workspaceId}/threads', {
    params: { path: { workspaceId } },
    body: { agentId },
  })
  return answerOf(made).id
}

async function say(config: Config, threadId: string, text: string, json: boolean): Promise<number> {
  const { workspaceId } = config
  const client = connect(config)
  const posted = await client.POST('/workspaces/{workspaceId}/threads/{threadId}/messages', {
    params: { path: { workspaceId, threadId } },
    body: { text },
  })
  const { run } = answerOf(posted)
  const cancel = () => {
    void client.POST('/workspaces/{workspaceId}/runs/{runId}/cancel', {
      params: { path: { workspaceId, runId: run.id } },
    })
  }
  process.once('SIGINT', cancel)
  try {
    return await showRun(config, run.id, json)
  } finally {
    process.off('SIGINT', cancel)
  }
}
