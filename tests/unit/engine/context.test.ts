import { expect, test } from 'vitest'
import type { BranchRows } from '#lib/runs/progress.ts'
import type { StepPart } from '#lib/stream/events.ts'
import { conversation } from '#worker/engine/context.ts'

const model = { provider: 'openai', model: 'm', sees: false }
const as = { model }
let count = 0
const at = () => `2026-01-01T00:00:00.${String(count++).padStart(3, '0')}Z`

/** A thread, written down briefly: each message with its runs, each run with its steps. */
function thread(
  messages: {
    text: string
    runs: { id: string; steps: { parts: StepPart[]; provider?: string; calls?: Call[]; kind?: 'summary' }[] }[]
  }[],
): BranchRows {
  const rows: BranchRows = { messages: [], runs: [], steps: [], toolCalls: [], taken: [] }
  for (const { text, runs } of messages) {
    rows.messages.push(message(text))
    for (const { id, steps } of runs) {
      rows.runs.push({ id, message_id: text } as BranchRows['runs'][number])
      for (const [index, { parts, provider = 'openai', calls = [], kind = 'answer' }] of steps.entries()) {
        const stepId = `${id}.${index}`
        rows.steps.push({
          id: stepId,
          run_id: id,
          index,
          kind,
          parts,
          provider,
          model: 'm',
        } as BranchRows['steps'][number])
        for (const call of calls) {
          rows.toolCalls.push({
            ...call,
            call_id: `provider-${call.id}`,
            run_id: id,
            step_id: stepId,
            name: 'shell',
            args: {},
          } as BranchRows['toolCalls'][number])
        }
      }
    }
  }
  return rows
}

function message(text: string): BranchRows['messages'][number] {
  return {
    id: text,
    text,
    author_id: 'a',
    author_name: 'A',
    created_at: at(),
    parent_run_id: null,
    taken_by_run_id: null,
    taken_at_step: null,
    attachments: [],
  }
}
type Call = Pick<BranchRows['toolCalls'][number], 'id' | 'status' | 'result'>

const text = (words: string): StepPart => ({ type: 'text', text: words })
const calls = (id: string): StepPart => ({ type: 'tool-call', toolCallId: id })
const result = (words: string) => ({ text: words, view: { kind: 'text' as const } })

test('later messages are not yet said', () => {
  const rows = thread([
    {
      text: 'first',
      runs: [{ id: 'new', steps: [{ parts: [text('good')] }] }],
    },
    { text: 'second', runs: [{ id: 'own', steps: [] }] },
    { text: 'third', runs: [{ id: 'later', steps: [] }] },
  ])
  expect(conversation(rows, { runId: 'own', messageId: 'second' }, as)).toEqual([
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
  const messages = conversation(rows, { runId: 'own', messageId: 'go' }, as)
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
  const messages = conversation(rows, { runId: 'own', messageId: 'go' }, as)
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
      as,
    )[1]
  expect(of('openai')).toMatchObject({
    content: [{ type: 'reasoning', providerOptions: providerMetadata }, { text: 'yes' }],
  })
  expect(of('anthropic')).toEqual({ role: 'assistant', content: [{ type: 'text', text: 'yes' }] })
})

test('from a summary on, what was before it is left out, and the message that it stood in for is said again', () => {
  const rows = thread([
    { text: 'old', runs: [{ id: 'one', steps: [{ parts: [text('long gone')] }] }] },
    {
      text: 'go',
      runs: [
        {
          id: 'own',
          steps: [
            { parts: [text('look'), calls('1')], calls: [{ id: '1', status: 'succeeded', result: result('seen') }] },
            { parts: [text('It was looked.')], kind: 'summary' },
            { parts: [calls('2')], calls: [{ id: '2', status: 'succeeded', result: result('after') }] },
          ],
        },
      ],
    },
  ])
  const messages = conversation(rows, { runId: 'own', messageId: 'go' }, as)
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool'])
  expect(messages[0]?.content).toMatch(/It was looked\.[\s\S]*\n\ngo$/)
  expect(JSON.stringify(messages)).not.toMatch(/long gone|seen/)
})

test('what was handed to a run is said before the step that it was taken in for', () => {
  const rows = thread([
    {
      text: 'go',
      runs: [
        {
          id: 'own',
          steps: [{ parts: [calls('1')], calls: [{ id: '1', status: 'succeeded', result: result('seen') }] }],
        },
      ],
    },
  ])
  rows.taken.push({ ...message('the other way'), taken_by_run_id: 'own', taken_at_step: 1 })
  const messages = conversation(rows, { runId: 'own', messageId: 'go' }, as)
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'user'])
  expect(messages.at(-1)?.content).toContain('the other way')
})

test('images are shown to who sees them; who does not is told so, and everybody is told the path', () => {
  const rows = thread([{ text: 'look', runs: [{ id: 'own', steps: [] }] }])
  const file = { path: '/workspace/uploads/a.png', name: 'a.png', size: 3, mediaType: 'image/png' }
  rows.messages[0]?.attachments.push(file)
  const images = new Map([[file.path, new Uint8Array(3)]])
  const of = (sees: boolean) =>
    conversation(rows, { runId: 'own', messageId: 'look' }, { model: { ...model, sees }, images })[0]?.content
  expect(of(true)).toMatchObject([
    { type: 'text', text: expect.stringContaining(file.path) },
    { type: 'image', mediaType: 'image/png' },
  ])
  expect(of(false)).toContain(file.path)
  expect(of(false)).toContain('You cannot see images')
})
