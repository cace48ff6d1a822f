import { newId } from '#lib/ids.ts'

/** A row with all its columns, whichever those are. */
export type WholeRow = Record<string, unknown> & { id: string }

/** What a branch is made of, up to a run and that run's own message. */
export interface WholeBranch {
  messages: WholeRow[]
  runs: WholeRow[]
  steps: WholeRow[]
  toolCalls: WholeRow[]
}

interface Fork {
  threadId: string
  runId: string
  privateTo: string | null
  /** The run whose first steps are copied, and how many. */
  from: { runId: string; steps: number }
  /** Who asks for it. */
  createdById: string
  /** Another text for the run's message, and by whom. */
  said: { text: string; authorId: string; authorName: string } | null
  now: string
}

/**
 * A branch under new ids, in another thread: runs as they ended, but for the last, which has its first steps and waits to be
 * claimed. Where a row was read to in the stream of the first thread says nothing in the second one.
 */
export function copyBranch(branch: WholeBranch, fork: Fork): WholeBranch {
  const ids = new Map<unknown, string>([[fork.from.runId, fork.runId]])
  const own = (id: unknown) => (id === null || id === undefined ? null : (ids.get(id) ?? null))
  const renamed = (id: string) => {
    const fresh = ids.get(id) ?? newId()
    ids.set(id, fresh)
    return fresh
  }
  const isLast = (row: WholeRow) => row.run_id === fork.from.runId
  const steps = branch.steps.filter((step) => !isLast(step) || (step.index as number) < fork.from.steps)
  const kept = new Set(steps.map(({ id }) => id))
  const calls = branch.toolCalls.filter((call) => kept.has(call.step_id as string))
  const messages = branch.messages.filter(
    (message) =>
      message.taken_by_run_id !== fork.from.runId || ((message.taken_at_step as number | null) ?? 0) <= fork.from.steps,
  )
  for (const { id } of [...messages, ...branch.runs, ...steps, ...calls]) renamed(id)
  const place = { private_to: fork.privateTo }
  return {
    messages: messages.map((message) => {
      const isAnswered = branch.runs.some((run) => run.id === fork.from.runId && run.message_id === message.id)
      return {
        ...message,
        ...place,
        ...(isAnswered && fork.said && said(fork.said)),
        id: renamed(message.id),
        thread_id: fork.threadId,
        parent_run_id: own(message.parent_run_id),
        taken_by_run_id: own(message.taken_by_run_id),
      }
    }),
    runs: branch.runs.map((run) => ({
      ...run,
      ...place,
      ...alone,
      ...(run.id === fork.from.runId && queued(fork)),
      id: renamed(run.id),
      thread_id: fork.threadId,
      message_id: own(run.message_id),
    })),
    steps: steps.map((step) => ({
      ...step,
      ...place,
      id: renamed(step.id),
      run_id: own(step.run_id),
      stream_id: '0-0',
      parts: (step.parts as { toolCallId?: string }[]).map((part) =>
        part.toolCallId === undefined ? part : { ...part, toolCallId: own(part.toolCallId) ?? part.toolCallId },
      ),
    })),
    toolCalls: calls.map((call) => ({
      ...call,
      ...place,
      id: renamed(call.id),
      run_id: own(call.run_id),
      step_id: own(call.step_id),
      stream_id: null,
    })),
  }
}

function said({ text, authorId, authorName }: NonNullable<Fork['said']>) {
  return { text, author_id: authorId, author_name: authorName }
}

/** Nobody works on it, and nobody asked for it but who asked for the copy. */
const alone = {
  worker_id: null,
  lease_expires_at: null,
  steers_run_id: null,
  stream_id: null,
  root_run_id: null,
  asked_by_run_id: null,
  depth: 0,
  in_team: false,
}

function queued({ from, createdById, now }: Fork) {
  return {
    status: 'queued',
    attempt: 0,
    error: null,
    cancel_requested_at: null,
    created_by_id: createdById,
    created_at: now,
    queued_at: now,
    available_at: now,
    started_at: null,
    finished_at: null,
    model_index: 0,
    model_tries: 0,
    step_limit: 50 + from.steps,
    agent_version_id: null,
    agent_version: null,
    forked_from_run_id: from.runId,
    forked_at_step: from.steps,
  }
}
