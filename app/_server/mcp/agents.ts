import type { CallToolResult, ListToolsResult, Tool } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { listAgents } from '#lib/agents/list-agents.ts'
import type { AgentSummary } from '#lib/agents/schema.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { cancelRun } from '#lib/runs/cancel-run.ts'
import { getTranscript } from '#lib/runs/get-transcript.ts'
import { isOver } from '#lib/runs/lifecycle.ts'
import { postMessage } from '#lib/runs/post-message.ts'
import type { RunView } from '#lib/runs/schema.ts'
import { formatCursor } from '#lib/stream/cursor.ts'
import { openCursor } from '#lib/stream/read-topic.ts'
import { createThread } from '#lib/threads/create-thread.ts'
import { Answer } from '../openai/answer.ts'
import { followRun } from '../openai/follow-run.ts'
import type { McpPlace } from './place.ts'

const DEFAULT_WAIT_S = 600
const MAX_WAIT_S = 3600
const NAME_CHARS = 40
const ID_CHARS = 8

const askInput = z.object({
  message: z.string().trim().min(1).max(100_000).describe('the task, in plain words'),
  thread_id: idSchema.optional().describe('goes on in this conversation; left out: a new one'),
  wait_s: z.number().int().min(1).max(MAX_WAIT_S).optional().describe(`seconds to wait, default ${DEFAULT_WAIT_S}`),
})
const answerOutput = z.object({
  thread_id: idSchema,
  run_id: idSchema,
  status: z.string().describe('succeeded, or what it came to; running: ask for the answer later'),
  answer: z.string(),
})
const readInput = z.object({ thread_id: idSchema })

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as Tool['inputSchema']

/** The latest answer of a conversation, for who did not wait for it. */
export const readAnswer = {
  name: 'read_answer',
  definition: {
    name: 'read_answer',
    title: 'Read an answer',
    description: 'The latest answer of a conversation with an agent, and whether the agent is still at work.',
    inputSchema: schemaOf(readInput),
    outputSchema: schemaOf(answerOutput),
    annotations: { readOnlyHint: true },
  } satisfies Tool,
  async call({ principal, workspaceId }: McpPlace, args: unknown, _: unknown): Promise<CallToolResult> {
    const { thread_id: threadId } = parseInput(readInput, args ?? {})
    const { runs } = await getTranscript.run(principal, { workspaceId, threadId })
    const run = runs.at(-1)
    if (!run) throw notFound('An answer')
    return resultOf({ threadId, runId: run.id, status: run.status, text: textOf(run) })
  },
}

/** Each agent as a tool, a page at a time. */
export async function listAgentTools(place: McpPlace, cursor: string | undefined): Promise<ListToolsResult> {
  const { principal, workspaceId } = place
  const { items, nextCursor } = await listAgents.run(principal, { workspaceId, cursor, limit: 100 })
  const tools = items.map((agent) => ({
    name: toolNameOf(agent),
    title: `Ask ${agent.name}`,
    description: `Gives the agent ${agent.name} a task. It answers when it is done, which can take minutes.`,
    inputSchema: schemaOf(askInput),
    outputSchema: schemaOf(answerOutput),
    annotations: { readOnlyHint: false, openWorldHint: true },
  }))
  return {
    tools: cursor === undefined ? [readAnswer.definition, ...tools] : tools,
    ...(nextCursor !== null && { nextCursor }),
  }
}

/** Ends in a part of its id, so that it names one agent, and the same one after it was renamed. */
function toolNameOf({ id, name }: Pick<AgentSummary, 'id' | 'name'>): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, NAME_CHARS)
  return `ask_${plain || 'agent'}_${id.slice(-ID_CHARS)}`
}

async function findAgent({ principal, workspaceId }: McpPlace, tool: string): Promise<AgentSummary> {
  const end = /^ask_.*_([0-9a-f]{8})$/.exec(tool)?.[1]
  let cursor: string | undefined
  while (end) {
    const { items, nextCursor } = await listAgents.run(principal, { workspaceId, cursor, limit: 200 })
    const found = items.find(({ id }) => id.endsWith(end))
    if (found) return found
    if (nextCursor === null) break
    cursor = nextCursor
  }
  throw new AppError('not_found', `There is no tool named "${tool.slice(0, 100)}". List the tools again.`)
}

/** Has an agent do a task. Who goes away before the end cancels it; what takes too long goes on in its thread. */
export async function askAgent(
  place: McpPlace,
  tool: string,
  args: unknown,
  tell: (message: string) => void,
): Promise<CallToolResult> {
  const { principal, workspaceId, gone } = place
  const agent = await findAgent(place, tool)
  const { message, thread_id: known, wait_s: waitS = DEFAULT_WAIT_S } = parseInput(askInput, args ?? {})
  const threadId = known ?? newId()
  // Before it begins: what happens at once is then read as well.
  const cursor = formatCursor(await openCursor(`thread:${threadId}`))
  if (!known) await createThread.run(principal, { workspaceId, agentId: agent.id, threadId })
  const { run } = await postMessage.run(principal, { workspaceId, threadId, text: message })
  if (run.agentId !== agent.id) {
    await cancelRun.run(principal, { workspaceId, runId: run.id })
    throw new AppError('invalid_input', 'The conversation is with another agent. Call the tool of that one.')
  }
  tell(`${agent.name} begins`)
  const enough = AbortSignal.timeout(waitS * 1000)
  const answer = new Answer(new Set(), { step: 0, attempt: 0 })
  try {
    const followed = { principal, workspaceId, threadId, runId: run.id, cursor }
    for await (const news of followRun(followed, AbortSignal.any([gone, enough]))) {
      if (news.kind === 'event') {
        answer.take(news.event)
        if (news.event.type === 'tool.called') tell(`${agent.name} uses ${news.event.name}`)
      } else answer.takeRun(news.run)
      if (answer.end) break
    }
  } catch (error) {
    if (gone.aborted) {
      await bestEffort(
        'cancelling a run whose client went away',
        cancelRun.run(principal, { workspaceId, runId: run.id }),
      )
      throw error
    }
    if (!enough.aborted) throw error
  }
  const status = answer.end?.status ?? 'running'
  const why = answer.end?.error?.message
  const text = [answer.text, why].filter(Boolean).join('\n\n')
  return resultOf({ threadId, runId: run.id, status, text })
}

interface Result {
  threadId: string
  runId: string
  status: string
  text: string
}

function resultOf({ threadId, runId, status, text }: Result): CallToolResult {
  const notes: Record<string, string> = {
    running: `[still at work; read_answer with thread_id ${threadId} tells the answer later]`,
    queued: `[not begun yet; read_answer with thread_id ${threadId} tells the answer later]`,
    waiting: '[waits for a person, who has to allow what the agent wants to do]',
  }
  const said = [text, notes[status]].filter(Boolean).join('\n\n')
  return {
    content: [{ type: 'text', text: said || '[no answer]' }],
    structuredContent: { thread_id: threadId, run_id: runId, status, answer: text },
    ...((status === 'failed' || status === 'cancelled') && { isError: true }),
  }
}

function textOf({ steps, status, error }: RunView): string {
  const text = steps
    .filter(({ kind }) => kind === 'answer')
    .flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])))
    .join('\n\n')
  return isOver(status) && error ? [text, error.message].filter(Boolean).join('\n\n') : text
}
