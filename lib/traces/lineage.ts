import type { StepPart } from '#lib/stream/events.ts'
import { sharedWords } from './shared-words.ts'
import type { Why, WhyLink } from './why-schema.ts'
import type { LineageRows, Subject } from './why-store.ts'

const SUMMARY_CHARS = 300

const iso = (timestamp: string) => new Date(timestamp).toISOString()

/** The chain that led to a step or a call, by what the rows say was there before it. */
export function lineageOf(rows: LineageRows, subject: Subject): Why {
  const { message, earlier, taken, steps, calls, threadId } = rows
  const own = steps.find(({ index }) => index === subject.step)
  const call = calls.find(({ id }) => id === subject.toolCallId)
  const asked = call ? JSON.stringify(call.args) : textOf(own?.parts ?? [])
  const said = (row: LineageRows['message']): WhyLink => ({
    kind: 'message',
    messageId: row.id,
    authorName: row.author_name,
    text: row.text.slice(0, SUMMARY_CHARS),
    at: iso(row.created_at),
  })
  const chain: WhyLink[] = []
  if (earlier) {
    const at = iso(earlier.finished_at ?? earlier.queued_at)
    chain.push({ kind: 'earlier', runId: earlier.id, text: earlier.text.slice(0, SUMMARY_CHARS), at })
  }
  chain.push(said(message))
  for (const step of steps) {
    chain.push(...taken.filter((each) => each.taken_at_step === step.index).map(said))
    const text = textOf(step.parts).slice(0, SUMMARY_CHARS)
    chain.push({ kind: 'step', step: step.index, text, at: iso(step.started_at) })
    // Calls of its own step had no result yet when the model wrote it.
    if (step.index === subject.step) continue
    for (const before of calls.filter((each) => each.step_id === step.id)) {
      chain.push({
        kind: 'call',
        step: step.index,
        toolCallId: before.id,
        name: before.name,
        summary: (JSON.stringify(before.args) ?? '').slice(0, SUMMARY_CHARS),
        status: before.status,
        at: iso(before.started_at ?? before.finished_at ?? step.started_at),
        shared: sharedWords(before.result?.text ?? '', asked),
      })
    }
  }
  return { runId: subject.runId, threadId, step: subject.step, toolCallId: subject.toolCallId, chain }
}

function textOf(parts: readonly StepPart[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}
