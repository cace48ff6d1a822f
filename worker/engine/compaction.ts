import type { ModelMessage } from 'ai'
import { clientOf } from './client-context.ts'
import { conversation, cutMiddle, instructionsFor } from './context.ts'
import type { ChatModel } from './models/model.ts'
import { offerTools } from './offer-tools.ts'
import type { PlannedStep } from './planned-step.ts'
import type { RunInProgress } from './run-in-progress.ts'

/** Of a model's window what the conversation may fill: the rest is for the answer, and for errors of the estimate. */
const FILL = 0.75
const CHARS_PER_TOKEN = 4
/** What an image costs about, whatever its size. */
const IMAGE_TOKENS = 1_500
/** What is left of an old tool result where room is short. */
const OLD_RESULT_CHARS = 1_000

const SUMMARISE =
  'You summarise a conversation between people and an AI agent, so that the agent can go on with nothing else before it. Keep: what people asked for and decided, word for word where the words matter; what was done and found, with paths, names, numbers and commands; what failed and why; what is still to do. Leave out what no longer matters. Write plainly, without a preface, in the language of the conversation.'

/**
 * What the model is asked next: its answer, or, where the conversation outgrew its window, a summary of it. Long results
 * of earlier tools are cut first. The original stays as it is; only what is sent is shorter.
 */
export function planStep(progress: RunInProgress, model: ChatModel): PlannedStep {
  const { agent, toolbox, rows, run, images } = progress
  const client = clientOf(rows.runs, run.runId)
  const tools = offerTools(toolbox, rows, run.runId).offered
  const settings = instructionsFor(agent, tools, rows.secrets, rows.colleague)
  const instructions = [settings, client?.system].filter(Boolean).join('\n\n')
  const clientTools = client?.tools ?? []
  const answer = (messages: ModelMessage[]): PlannedStep => ({
    kind: 'answer',
    settings,
    instructions,
    messages,
    tools,
    clientTools,
  })
  const full = conversation(rows, run, { model, images })
  const limit = Math.floor((progress.windowTokens ?? model.contextTokens) * FILL)
  const fixedTokens = estimateTokens(instructions) + 100 * tools.length + estimateTokens(JSON.stringify(clientTools))
  if (fixedTokens + estimateMessages(full) <= limit) return answer(full)
  const trimmed = conversation(rows, run, { model, images, maxOldResultChars: OLD_RESULT_CHARS })
  if (fixedTokens + estimateMessages(trimmed) <= limit) return answer(trimmed)
  const before = toBeSummarised(progress, model, trimmed)
  // Shorter than a summary and the message it would stand before, it cannot become.
  if (!before) return answer(trimmed)
  const maxChars = Math.max(2_000, limit * CHARS_PER_TOKEN - SUMMARISE.length)
  return {
    kind: 'summary',
    settings: SUMMARISE,
    instructions: SUMMARISE,
    messages: [{ role: 'user', content: cutMiddle(asText(before), maxChars) }],
    tools: [],
    clientTools: [],
  }
}

/** Everything that is sent, but a message that nothing was done about yet. Null: nothing that a summary would shorten. */
function toBeSummarised(
  { rows, run, images }: RunInProgress,
  model: ChatModel,
  trimmed: ModelMessage[],
): ModelMessage[] | null {
  const own = rows.steps.filter((step) => step.run_id === run.runId)
  if (own.at(-1)?.kind === 'summary') return null
  if (own.length > 0) return trimmed
  const index = rows.messages.findIndex(({ id }) => id === run.messageId)
  const last = rows.runs.find((other) => other.message_id === rows.messages[index - 1]?.id)
  if (!last) return null
  const options = { model, images, maxOldResultChars: OLD_RESULT_CHARS }
  return conversation(rows, { runId: run.runId, messageId: last.message_id }, options)
}

/** About as many as the provider will count: cheap, and on the safe side. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARS_PER_TOKEN)
}

export function estimateMessages(messages: readonly ModelMessage[]): number {
  let tokens = 0
  for (const { content } of messages) {
    tokens += 4
    if (typeof content === 'string') tokens += estimateTokens(content)
    else for (const part of content) tokens += estimatePart(part)
  }
  return tokens
}

type Part = Exclude<ModelMessage['content'], string>[number]

function estimatePart(part: Part): number {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return estimateTokens(part.text)
    case 'tool-call':
      return 10 + estimateTokens(JSON.stringify(part.input) ?? '')
    case 'tool-result':
      return 10 + ('value' in part.output ? estimateTokens(String(part.output.value)) : 0)
    default:
      return IMAGE_TOKENS
  }
}

/** A conversation as one text: providers refuse calls of tools that they are not offered. */
function asText(messages: readonly ModelMessage[]): string {
  return messages
    .flatMap(({ role, content }) => {
      if (typeof content === 'string') return [`${speakers[role]}: ${content}`]
      return content.flatMap((part) => {
        if (part.type === 'text') return [`${speakers[role]}: ${part.text}`]
        if (part.type === 'tool-call') return [`Agent calls ${part.toolName}: ${JSON.stringify(part.input)}`]
        if (part.type === 'tool-result' && 'value' in part.output) return [`Result: ${String(part.output.value)}`]
        return []
      })
    })
    .join('\n\n')
}

const speakers: Record<ModelMessage['role'], string> = {
  system: 'System',
  user: 'Person',
  assistant: 'Agent',
  tool: 'Tool',
}
