import { expect, test } from 'vitest'
import { fetchModels } from '#lib/providers/fetch-models.ts'
import type { ProviderKind } from '#lib/providers/schema.ts'

const listOf = async (kind: ProviderKind, body: unknown) => {
  const answer = async () => new Response(JSON.stringify(body))
  const access = { kind, baseUrl: 'https://models.example/v1', apiKey: null, fetch: answer as typeof fetch }
  const found = await fetchModels(access)
  if (found.status !== 'works') throw new Error(found.message)
  return found.models
}

test('what a provider’s list tells of its models is taken, whatever it calls it, and nonsense is not', async () => {
  const data = [
    { id: 'router', context_length: 200_000, architecture: { input_modalities: ['text', 'image'] } },
    { id: 'blind', context_window: 32_768, architecture: { input_modalities: ['text'] } },
    { id: 'vllm', max_model_len: 8192 },
    { id: 'mistral', max_context_length: 128_000 },
    { id: 'silent' },
    { id: 'odd', context_length: 'a lot', architecture: 'none' },
    { id: 'tiny', context_length: 3 },
  ]
  const models = await listOf('openai_compatible', { data })
  expect(models.map(({ id, sees, contextTokens }) => [id, sees, contextTokens])).toEqual([
    ['router', true, 200_000],
    ['blind', false, 32_768],
    ['vllm', null, 8192],
    ['mistral', null, 128_000],
    ['silent', null, null],
    ['odd', null, null],
    ['tiny', null, null],
  ])
  const google = await listOf('google', { models: [{ name: 'models/gemini', inputTokenLimit: 1_048_576 }] })
  expect(google).toEqual([{ id: 'gemini', name: 'gemini', sees: null, contextTokens: 1_048_576 }])
})
