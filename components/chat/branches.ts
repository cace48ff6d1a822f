import { ROOT, type RunView, type Transcript } from '#lib/runs/schema.ts'
import type { MessageView } from '#lib/stream/events.ts'

/** What is read from the beginning to one of a thread's ends. */
export type Branch = Pick<Transcript, 'messages' | 'runs' | 'forks'>

/** Where the messages that stand in the same place as this one are counted. */
export function placeOf({ parentRunId }: Pick<MessageView, 'parentRunId'>): string {
  return parentRunId ?? ROOT
}

/** The branch that ends with this run, as far back as it is loaded. */
export function branchTo({ messages, runs, forks }: Transcript, tipId: string | undefined): Branch {
  const messageById = new Map(messages.map((message) => [message.id, message]))
  const runById = new Map(runs.map((run) => [run.id, run]))
  const branch: Branch = { messages: [], runs: [], forks: {} }
  let run = tipId === undefined ? undefined : runById.get(tipId)
  while (run) {
    const message = messageById.get(run.messageId)
    if (!message) break
    branch.messages.push(message)
    branch.runs.push(run)
    for (const place of [run.messageId, placeOf(message)]) {
      const ids = forks[place]
      if (ids) branch.forks[place] = ids
    }
    run = message.parentRunId === null ? undefined : runById.get(message.parentRunId)
  }
  branch.messages.reverse()
  branch.runs.reverse()
  return branch
}

/** The end of the branch that goes on from a run: the newest wherever there is a choice. */
export function tipFrom(transcript: Transcript, runId: string): string {
  const { messages, runs, forks } = transcript
  let tip = runId
  for (;;) {
    const message = newest(
      messages.filter(({ parentRunId }) => parentRunId === tip),
      forks[tip],
    )
    const run = message && newest(runs.filter(isAnswerTo(message.id)), forks[message.id])
    if (!run) return tip
    tip = run.id
  }
}

const isAnswerTo = (messageId: string) => (run: RunView) => run.messageId === messageId

/** The last of those that are loaded, in the order of the fork. */
function newest<T extends { id: string }>(loaded: readonly T[], order: readonly string[] | undefined): T | undefined {
  if (!order) return loaded.at(-1)
  const id = order.findLast((other) => loaded.some((one) => one.id === other))
  return loaded.find((one) => one.id === id)
}
