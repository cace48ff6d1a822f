import { expect, test } from 'vitest'
import { priceMicros } from '#lib/billing/price.ts'

const million = { inputTokens: 1_000_000, cachedInputTokens: 0, outputTokens: 0 }
const direct = (provider: string, model: string) => priceMicros({ provider, model, baseUrl: null, ...million })

test.each([
  ['openai', 'gpt-5', 1_250_000],
  ['anthropic', 'claude-3-5-haiku-latest', 800_000],
  ['google', 'gemini-2.0-flash', 100_000],
])('a million tokens to %s %s cost their list price', (provider, model, micros) => {
  expect(direct(provider, model)).toBe(micros)
})

test('cached tokens are cheaper, written ones dearer', () => {
  const call = { provider: 'anthropic', model: 'claude-3-5-haiku-latest', baseUrl: null, ...million }
  const plain = priceMicros(call) as number
  expect(priceMicros({ ...call, cachedInputTokens: 900_000 })).toBeLessThan(plain / 2)
  expect(priceMicros({ ...call, cacheWriteTokens: 900_000 })).toBeGreaterThan(plain)
})

test('what no list names has no price, and the demo model costs nothing', () => {
  expect(direct('openai', 'a-model-of-tomorrow')).toBeNull()
  expect(direct('demo', 'demo')).toBe(0)
  expect(direct('openai_compatible', 'gpt-5')).toBeNull()
})

test('a compatible service is known by its address, and a local one has no price', () => {
  const call = { provider: 'openai_compatible', model: 'openai/gpt-5', ...million }
  expect(priceMicros({ ...call, baseUrl: 'https://openrouter.ai/api/v1' })).toBe(1_250_000)
  expect(priceMicros({ ...call, baseUrl: 'http://localhost:11434/v1' })).toBeNull()
})
