import type { ModelMessage } from 'ai'
import type { ClientContext, ClientTool } from '#lib/runs/client-context.ts'

interface RunOfClient {
  id: string
  message_id: string
  client: ClientContext | null
}

/** What the client of a run says around its message; null where it is the app's own. */
export function clientOf(runs: readonly RunOfClient[], runId: string): ClientContext | null {
  return runs.find(({ id }) => id === runId)?.client ?? null
}

/** The tools that the client executes, offered beside the agent's own. */
export function clientTools(runs: readonly RunOfClient[], runId: string): ClientTool[] {
  return clientOf(runs, runId)?.tools ?? []
}

/** What was said before a message, by its client's account. */
export function historyBefore(runs: readonly RunOfClient[], messageId: string): ModelMessage[] {
  const client = runs.find((run) => run.message_id === messageId && run.client !== null)?.client
  return (client?.history ?? []).map(toModelMessage)
}

function toModelMessage(said: ClientContext['history'][number]): ModelMessage {
  switch (said.role) {
    case 'user':
      return { role: 'user', content: said.text }
    case 'assistant': {
      const text = said.text === '' && said.calls.length > 0 ? [] : [{ type: 'text' as const, text: said.text }]
      const calls = said.calls.map(({ id, name, args }) => ({
        type: 'tool-call' as const,
        toolCallId: id,
        toolName: name,
        input: args,
      }))
      return { role: 'assistant', content: [...text, ...calls] }
    }
    case 'tool': {
      const { id: toolCallId, name: toolName, text: value } = said
      return { role: 'tool', content: [{ type: 'tool-result', toolCallId, toolName, output: { type: 'text', value } }] }
    }
  }
}
