import { createFormatter } from 'next-intl'
import { expect, test } from 'vitest'
import { amountsOf, formatMoney, formatTokens } from '#components/chat/amounts.ts'
import { patchLines } from '#components/chat/patch.ts'
import { terminalText } from '#components/chat/terminal-text.ts'

test.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007text', 'text'],
  ['\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\', 'link'],
  ['10%\r50%\r100%\ndone', '100%\ndone'],
  ['line\r\nnext\r\n', 'line\nnext\n'],
  ['a\u0008b\u0000c\u009b31md', 'abcd'],
  ['\u001b[2J\u001b[Hclear', 'clear'],
  ['\u001bP+q544e\u001b\\x', 'x'],
  ['safe\u202etxt.exe', 'safetxt.exe'],
  ['tab\there', 'tab\there'],
  ['ends in the middle \u001b[3', 'ends in the middle '],
])('%j prints as %j', (raw, shown) => {
  expect(terminalText(raw)).toBe(shown)
})

test.each([
  ['en', ['$0.00', '$0.000001', '$0.00012', '$0.0015', '$0.046', '$1.30'], ['999', '1.2K', '1.2M']],
  ['de', ['0,00 $', '0,000001 $', '0,00012 $', '0,0015 $', '0,046 $', '1,30 $'], ['999', '1234', '1,2 Mio.']],
] as const)('costs and counts read like what a person would write in %s', (locale, costs, counts) => {
  const format = createFormatter({ locale })
  const plain = (text: string) => text.replaceAll('\u00a0', ' ')
  expect([0, 1, 123, 1_500, 45_600, 1_304_000].map((micros) => plain(formatMoney(format, micros)))).toEqual(costs)
  expect([999, 1_234, 1_200_000].map((count) => plain(formatTokens(format, count)))).toEqual(counts)
})

test('a run’s amounts are the sum of its steps; one unknown price makes the sum unknown', () => {
  const step = (index: number, costMicros: number | null) => ({
    index,
    kind: 'answer' as const,
    provider: 'p',
    model: 'm',
    parts: [],
    toolCalls: [],
    finishReason: 'stop',
    usage: { inputTokens: 10, cachedInputTokens: 0, outputTokens: 2, reasoningTokens: 0, costMicros },
  })
  expect(amountsOf([])).toBeNull()
  expect(amountsOf([step(0, 5), step(1, 7)])).toEqual({ inputTokens: 20, outputTokens: 4, costMicros: 12 })
  expect(amountsOf([step(0, 5), step(1, null)])).toMatchObject({ costMicros: null })
})

test('a diff is shown from its first hunk on', () => {
  const patch = '--- a\n+++ b\n@@ -1,2 +1,2 @@\n same\n-- old\n\\ No newline at end of file\n++ new\n'
  expect(patchLines(patch)).toEqual([
    { kind: 'hunk', text: '@@ -1,2 +1,2 @@' },
    { kind: 'same', text: 'same' },
    { kind: 'removed', text: '- old' },
    { kind: 'added', text: '+ new' },
  ])
  expect(patchLines('')).toEqual([])
})
