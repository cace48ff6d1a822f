import { expect, test } from 'vitest'
import type { ThreadRows } from '#lib/runs/progress.ts'
import type { StepPart } from '#lib/stream/events.ts'
import { conversation } from '#worker/engine/context.ts'

const model = { provider: 'openai', model: 'm' }
let count = 0
const at = () => `2026-01-01T00:00:00.${String(count++).padStart(3, '0')}Z`

/** A thread, written down briefly: each message with its runs, each run with its steps. */
function thread(
  messages: {
    text: string
    runs: { id: string; superseded?: boolean; steps: { parts: StepPart[]; provider?: string; calls?: Call[] }[] }[]
  }[],
): ThreadRows {
  const rows: ThreadRows = { agent: {}, isDeleted: false, messages: [], runs: [], steps: [], toolCalls: [] }
  for (const { text, runs } of messages) {
    rows.messages.push({ id: text, text, author_id: 'a', author_name: 'A', created_at: at() })
    for (const { id, superseded, steps } of runs) {
      rows.runs.push({ id, message_id: text, superseded_at: superseded ? at() : null } as ThreadRows['runs'][number])
      for (const [index, { parts, provider = 'openai', calls = [] }] of steps.entries()) {
        const stepId = `${id}.${index}`
        rows.steps.push({ id: stepId, run_id: id, index, parts, provider, model: 'm' } as ThreadRows['steps'][number])
        for (const call of calls) {
          rows.toolCalls.push({
            ...call,
            call_id: `provider-${call.id}`,
            run_id: id,
            step_id: stepId,
            name: 'shell',
            args: {},
          } as ThreadRows['toolCalls'][number])
        }
      }
    }
  }
  return rows
}
type Call = Pick<ThreadRows['toolCalls'][number], 'id' | 'status' | 'result'>

const text = (words: string): StepPart => ({ type: 'text', text: words })
const calls = (id: string): StepPart => ({ type: 'tool-call', toolCallId: id })
const result = (words: string) => ({ text: words, view: { kind: 'text' as const } })

test('superseded answers are left out, later messages are not yet said', () => {
  const rows = thread([
    {
      text: 'first',
      runs: [
        { id: 'old', superseded: true, steps: [{ parts: [text('bad')] }] },
        { id: 'new', steps: [{ parts: [text('good')] }] },
      ],
    },
    { text: 'second', runs: [{ id: 'own', steps: [] }] },
    { text: 'third', runs: [{ id: 'later', steps: [] }] },
  ])
  expect(conversation(rows, { runId: 'own', messageId: 'second' }, model)).toEqual([
    { role: 'user', content: 'first' },
    { role: 'assistant', content: [{ type: 'text', text: 'good' }] },
    { role: 'user', content: 'second' },
  ])
})

test('every tool call has a result: what it came to, that its outcome is unknown, or that it has none', () => {
  const rows = thread([
    {
      text: 'go',
      runs: [
        {
          id: 'own',
          steps: [
            {
              parts: [text('look'), calls('1'), calls('2'), calls('3')],
              calls: [
                { id: '1', status: 'succeeded', result: result('fine') },
                { id: '2', status: 'unknown', result: result('Whether it took effect is not known.') },
                { id: '3', status: 'started', result: null },
              ],
            },
          ],
        },
      ],
    },
  ])
  const messages = conversation(rows, { runId: 'own', messageId: 'go' }, model)
  expect(messages[1]).toMatchObject({
    role: 'assistant',
    content: [
      { type: 'text' },
      { toolCallId: 'provider-1' },
      { toolCallId: 'provider-2' },
      { toolCallId: 'provider-3' },
    ],
  })
  expect(messages[2]).toMatchObject({
    role: 'tool',
    content: [
      { toolCallId: 'provider-1', output: { type: 'text', value: 'fine' } },
      { toolCallId: 'provider-2', output: { type: 'error-text', value: expect.stringContaining('not known') } },
      { toolCallId: 'provider-3', output: { type: 'error-text', value: expect.stringContaining('no result') } },
    ],
  })
  expect(messages).toHaveLength(3)
})

test('a run that goes on behind an interrupted answer is asked to go on', () => {
  const rows = thread([{ text: 'go', runs: [{ id: 'own', steps: [{ parts: [text('Once upon')] }] }] }])
  const messages = conversation(rows, { runId: 'own', messageId: 'go' }, model)
  expect(messages.at(-1)).toMatchObject({ role: 'user', content: expect.stringContaining('Go on') })
})

test('reasoning and what a provider attached go back to the model that wrote them, and to no other', () => {
  const providerMetadata = { openai: { id: 'secret' } }
  const parts: StepPart[] = [{ type: 'reasoning', text: 'hm', providerMetadata }, text('yes')]
  const of = (provider: string) =>
    conversation(
      thread([
        { text: 'a', runs: [{ id: 'one', steps: [{ parts, provider }] }] },
        { text: 'b', runs: [{ id: 'own', steps: [] }] },
      ]),
      { runId: 'own', messageId: 'b' },
      model,
    )[1]
  expect(of('openai')).toMatchObject({
    content: [{ type: 'reasoning', providerOptions: providerMetadata }, { text: 'yes' }],
  })
  expect(of('anthropic')).toEqual({ role: 'assistant', content: [{ type: 'text', text: 'yes' }] })
})
