import type { MessageView, StepPart, ToolCallView } from '#lib/stream/events.ts'
import type { BranchRows, MessageRow, RunRow, StepRow, ToolCallRow } from './rows.ts'
import type { RunView, StepView } from './schema.ts'

const iso = (timestamp: string) => new Date(timestamp).toISOString()
const isoOrNull = (timestamp: string | null) => (timestamp === null ? null : iso(timestamp))

export function toMessageView(row: MessageRow): MessageView {
  return {
    id: row.id,
    text: row.text,
    authorId: row.author_id,
    authorName: row.author_name,
    createdAt: iso(row.created_at),
    parentRunId: row.parent_run_id,
    attachments: row.attachments,
  }
}

export function toToolCallView(row: ToolCallRow): ToolCallView {
  return {
    id: row.id,
    name: row.name,
    args: row.args,
    status: row.status,
    output: '',
    result: row.result,
    startedAt: isoOrNull(row.started_at),
    finishedAt: isoOrNull(row.finished_at),
  }
}

/**
 * A step's parts for people: what a provider alone understands is left out, and with it the seams between blocks, so
 * that they are what a reader of the event stream has put together.
 */
export function shownParts(parts: readonly StepPart[]): StepPart[] {
  const shown: StepPart[] = []
  for (const part of parts) {
    const last = shown.at(-1)
    if (part.type === 'tool-call') shown.push({ type: 'tool-call', toolCallId: part.toolCallId })
    else if (last?.type === part.type) last.text += part.text
    else if (part.text !== '') shown.push({ type: part.type, text: part.text })
  }
  return shown
}

function toStepView(row: StepRow, toolCalls: ToolCallRow[]): StepView {
  return {
    index: row.index,
    kind: row.kind,
    provider: row.provider,
    model: row.model,
    parts: shownParts(row.parts),
    toolCalls: toolCalls.filter((call) => call.step_id === row.id).map(toToolCallView),
    finishReason: row.finish_reason,
    usage: row.usage,
  }
}

/** A run that nobody has worked on. */
export const noWork: Pick<BranchRows, 'steps' | 'toolCalls' | 'taken'> = { steps: [], toolCalls: [], taken: [] }

/** `rows` may hold other runs' steps too. */
export function toRunView(row: RunRow, rows: Pick<BranchRows, 'steps' | 'toolCalls' | 'taken'>): RunView {
  const toolCalls = rows.toolCalls.filter((call) => call.run_id === row.id)
  return {
    id: row.id,
    threadId: row.thread_id,
    agentId: row.agent_id,
    messageId: row.message_id,
    status: row.status,
    attempt: row.attempt,
    error: row.error,
    agentVersion: row.agent_version_id === null ? null : { id: row.agent_version_id, number: row.agent_version },
    steersRunId: row.steers_run_id,
    steering: rows.taken
      .filter((message) => message.taken_by_run_id === row.id)
      .map((message) => ({ step: message.taken_at_step ?? 0, message: toMessageView(message) })),
    queuedAt: iso(row.queued_at),
    startedAt: isoOrNull(row.started_at),
    finishedAt: isoOrNull(row.finished_at),
    steps: rows.steps.filter((step) => step.run_id === row.id).map((step) => toStepView(step, toolCalls)),
  }
}
