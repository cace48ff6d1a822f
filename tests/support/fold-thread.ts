import { branchTo } from '#components/chat/branches.ts'
import { reduceThread, type ThreadState, threadState } from '#components/chat/reduce-thread.ts'
import type { Transcript } from '#lib/runs/schema.ts'
import type { ThreadEvent } from '#lib/stream/events.ts'
import { readTopic } from '#lib/stream/read-topic.ts'

/** A reader of the event stream, as the browser is one: begins with a snapshot and folds what comes behind it. */
export class ThreadReader {
  private state: ThreadState
  readonly events: ThreadEvent[] = []

  constructor(threadId: string, snapshot: Transcript) {
    this.state = threadState({ threadId, agentId: '' }, snapshot)
  }

  /** Folds what has arrived. @returns whether events were lost, so that the snapshot must be loaded again */
  async read(): Promise<{ pruned: boolean }> {
    for (;;) {
      const page = await readTopic(`thread:${this.state.threadId}`, this.state.transcript.cursor)
      if (page.pruned) return { pruned: true }
      if (!page.batch) return { pruned: false }
      const events = JSON.parse(page.batch.json) as ThreadEvent[]
      for (const [index, event] of events.entries()) {
        this.events.push(event)
        this.state = reduceThread(this.state, page.batch.ids[index] as string, event)
      }
    }
  }

  /** What the reader shows. */
  get transcript(): Transcript {
    return this.state.transcript
  }
}

/** What must be equal in every reader's branch and the database's: all but the moments, whose clocks differ. */
export function comparable(transcript: Transcript, tip = transcript.runs.at(-1)?.id) {
  const { messages, runs, forks } = branchTo(transcript, tip)
  const moment = (time: string | null) => (time === null ? null : 'a moment')
  return {
    messages,
    forks,
    runs: runs.map(({ agentId: _, ...run }) => ({
      ...run,
      queuedAt: moment(run.queuedAt),
      startedAt: moment(run.startedAt),
      finishedAt: moment(run.finishedAt),
      steps: run.steps.map((step) => ({
        ...step,
        toolCalls: step.toolCalls.map((call) => ({
          ...call,
          startedAt: moment(call.startedAt),
          finishedAt: moment(call.finishedAt),
        })),
      })),
    })),
  }
}
